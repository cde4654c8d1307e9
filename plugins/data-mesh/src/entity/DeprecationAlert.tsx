import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Alert } from '@backstage/ui';
import type { Deprecation } from '@data-mesh/backstage-plugin-data-mesh-common';
import { EntityLink } from '../entities/EntityLink';

/** That a product or port ends: when, what comes instead, what to do. */
export function DeprecationAlert(props: {
  deprecation: Deprecation;
  /** Of the product that ends; a port is replaced by a port, by its name. */
  namespace?: string;
  /** Whether it has ended. */
  isRetired?: boolean;
  /** For links amid what one has begun to fill in. */
  newTab?: boolean;
}) {
  const { deprecation, namespace, isRetired, newTab } = props;
  const { sunset, replacedBy, message } = deprecation;
  const ends = sunset ? `Ends on ${sunset}` : 'Deprecated';
  return (
    <Alert
      icon
      status="warning"
      title={isRetired ? 'Retired' : ends}
      description={
        <>
          {message}
          {replacedBy && (
            <>
              {message ? ' ' : ''}Use{' '}
              {namespace ? (
                <EntityLink
                  inText
                  newTab={newTab}
                  entityRef={fullRef(replacedBy, namespace)}
                />
              ) : (
                <code>{replacedBy}</code>
              )}{' '}
              instead.
            </>
          )}
          {!message && !replacedBy && 'Its owner says what replaces it.'}
        </>
      }
    />
  );
}

function fullRef(text: string, defaultNamespace: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(text, { defaultKind: 'dataproduct', defaultNamespace }),
    );
  } catch {
    return text;
  }
}
