import { Alert } from '@backstage/ui';
import type { PolicyResult } from '@data-mesh/backstage-plugin-data-mesh-common';

/** What policies say of something that is not there yet, or not so. */
export function PolicyResults(props: {
  results: PolicyResult[];
  /** What cannot be done with it before. */
  done?: 'made' | 'changed' | 'published';
}) {
  const { results, done = 'made' } = props;
  return (
    <>
      {results.map(({ policy, title, blocks, violations, remedy }) => (
        <Alert
          key={policy}
          icon
          status={blocks ? 'danger' : 'warning'}
          title={
            blocks
              ? `‘${title}’ has to hold before it is ${done}`
              : `‘${title}’ does not hold`
          }
          description={[
            ...violations.map(({ message }) => message.replace(/\.$/, '')),
            remedy,
          ].join('. ')}
        />
      ))}
    </>
  );
}
