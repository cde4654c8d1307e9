import { Fragment } from 'react';
import type { Grant } from '@data-mesh/backstage-plugin-data-mesh-common';
import { EntityLink } from '../entities/EntityLink';

const RULE = 'rule:';

/** "decided by Olivia", or which rule did. */
export function ApprovedBy(props: {
  grant: Pick<Grant, 'approvedBy'> & Partial<Pick<Grant, 'origin'>>;
}) {
  const { approvedBy, origin } = props.grant;
  if (approvedBy.length === 0) return <>nobody knows who decided</>;
  if (origin === 'break-glass') return <>taken in an emergency</>;
  const [first] = approvedBy;
  if (first.startsWith(RULE)) {
    return <>{`approved at once by the rule ${first.slice(RULE.length)}`}</>;
  }
  return (
    <>
      {origin === 'adoption' ? 'adopted by ' : 'decided by '}
      {approvedBy.map((by, index) => (
        <Fragment key={by}>
          {index > 0 && ' and '}
          <EntityLink inText entityRef={by} />
        </Fragment>
      ))}
    </>
  );
}
