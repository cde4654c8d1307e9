import { absoluteTime, ago, howLong } from '../humanise/times';
import { useNow } from './useNow';

/** A time as people say it ("3 s ago"), with the exact one on hover. */
export function Ago({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={absoluteTime(at)}>
      {ago(at, now)}
    </time>
  );
}

/** For how long something lasts ("3 s"), with its beginning on hover. */
export function HowLong({ since }: { since: string }) {
  const now = useNow();
  return (
    <time dateTime={since} title={`Since ${absoluteTime(since)}`}>
      {howLong(since, now)}
    </time>
  );
}
