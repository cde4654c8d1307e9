import { Fragment } from 'react';
import { EntityLink } from './EntityLink';

/** Several entities as links amid words: "Sales, Fleet". */
export function EntityLinks({ refs }: { refs: string[] }) {
  return (
    <>
      {refs.map((ref, index) => (
        <Fragment key={ref}>
          {index > 0 && ', '}
          <EntityLink inText entityRef={ref} />
        </Fragment>
      ))}
    </>
  );
}
