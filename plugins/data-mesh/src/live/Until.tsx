import { absoluteTime, momentWords } from '../humanise/times';

/** When something ends: the day, and the time where it is near; exact on hover. */
export function Until({ at }: { at: string }) {
  return (
    <time dateTime={at} title={absoluteTime(at)}>
      {momentWords(at)}
    </time>
  );
}
