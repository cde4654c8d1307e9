import { Alert } from '@backstage/ui';
import type { Deprecation } from '@data-mesh/backstage-plugin-data-mesh-common';
import { EntityLink } from '../entities/EntityLink';

/** That a product or port ends: when, what comes instead, what to do. */
export function DeprecationAlert(props: { deprecation: Deprecation }) {
  const { sunset, replacedBy, message } = props.deprecation;
  return (
    <Alert
      icon
      status="warning"
      title={sunset ? `Ends on ${sunset}` : 'Deprecated'}
      description={
        <>
          {message}
          {replacedBy && (
            <>
              {message ? ' ' : ''}Use{' '}
              {replacedBy.includes(':') ? (
                <EntityLink inText entityRef={replacedBy} />
              ) : (
                <code>{replacedBy}</code>
              )}{' '}
              instead.
            </>
          )}
        </>
      }
    />
  );
}
