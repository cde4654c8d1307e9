import type { ReactNode } from 'react';
import { Skeleton } from '@backstage/ui';
import type { Live } from '../live/useLive';
import { Denied, isDenial } from './Denied';
import { Failure } from './Failure';

/**
 * Something that is asked for: a skeleton first, then what is known of it, and
 * a way to ask again where that failed.
 */
export function LiveView<T>(props: {
  live: Live<T>;
  /** Said where it could not be asked: "The grants". */
  what: string;
  /** Height of the skeleton. */
  height?: string;
  children: (value: T) => ReactNode;
}) {
  const { live, what, height = '10rem', children } = props;
  const { value, error, reload } = live;
  if (error && value === undefined && isDenial(error)) {
    return <Denied error={error} />;
  }
  return (
    <>
      {error && (
        <Failure
          isMild={value !== undefined}
          title={
            value === undefined
              ? `${what} could not be asked`
              : `${what} could not be renewed; what you see may be old`
          }
          error={error}
          onRetry={reload}
        />
      )}
      {value === undefined
        ? !error && <Skeleton width="100%" height={height} />
        : children(value)}
    </>
  );
}
