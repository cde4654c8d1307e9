import { absoluteTime, dayWords } from '../humanise/times';

/** The day on which something ends, with the exact time on hover. */
export function Until({ at }: { at: string }) {
  return (
    <time dateTime={at} title={absoluteTime(at)}>
      {dayWords(at)}
    </time>
  );
}
