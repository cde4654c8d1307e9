import { Alert } from '@backstage/ui';
import type { PolicyResult } from '@data-mesh/backstage-plugin-data-mesh-common';

/** What policies say of something that is not there yet. */
export function PolicyResults({ results }: { results: PolicyResult[] }) {
  return (
    <>
      {results.map(({ policy, title, blocks, violations, remedy }) => (
        <Alert
          key={policy}
          icon
          status={blocks ? 'danger' : 'warning'}
          title={
            blocks
              ? `‘${title}’ has to hold before it is made`
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
