/** Three domains and the products that flow between them. */
export const Mark = ({ size }: { size: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 32 32"
    fill="none"
    stroke="currentColor"
    strokeWidth={2.5}
    aria-hidden
  >
    <path d="M16 8v6M13 21l-3 2M19 21l3 2" strokeLinecap="round" />
    <circle cx={16} cy={5} r={3} />
    <circle cx={6} cy={25} r={3} />
    <circle cx={26} cy={25} r={3} />
    <circle cx={16} cy={18} r={3.5} fill="currentColor" />
  </svg>
);
