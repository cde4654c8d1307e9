import { exactNumber, shortNumber } from './numbers';

/** A number in few letters, with every digit on hover. */
export function Count({ value }: { value: number }) {
  return <span title={exactNumber(value)}>{shortNumber(value)}</span>;
}
