const exact = new Intl.NumberFormat();
const compact = new Intl.NumberFormat(undefined, {
  notation: 'compact',
  maximumFractionDigits: 1,
});

/** Every digit, in groups. */
export function exactNumber(value: number): string {
  return exact.format(value);
}

/** Exact while short, then "1.2M". */
export function shortNumber(value: number): string {
  return Math.abs(value) < 100_000
    ? exact.format(value)
    : compact.format(value);
}

/** Records per minute: a digit after the point only where it says something. */
export function rate(perMinute: number): string {
  return shortNumber(
    perMinute < 10 ? Math.round(perMinute * 10) / 10 : Math.round(perMinute),
  );
}

/** "1 topic", "3 topics". */
export function counted(count: number, noun: string, plural = `${noun}s`) {
  return `${exact.format(count)} ${count === 1 ? noun : plural}`;
}

const BYTES = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

/** "1 GiB". */
export function humanBytes(bytes: number): string {
  const power = Math.min(
    bytes > 0 ? Math.floor(Math.log2(bytes) / 10) : 0,
    BYTES.length - 1,
  );
  const value = Math.round((10 * bytes) / 2 ** (10 * power)) / 10;
  return `${exact.format(value)} ${BYTES[power]}`;
}
