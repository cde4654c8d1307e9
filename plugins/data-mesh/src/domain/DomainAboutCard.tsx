import {
  ANNOTATION_ORIGIN_LOCATION,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Skeleton, Text } from '@backstage/ui';
import { ANNOTATION_ORIGIN } from '@data-mesh/backstage-plugin-data-mesh-common';
import { Failure } from '../common/Failure';
import { OriginLocation } from '../entity/OriginLocation';
import { useLive } from '../live/useLive';
import { NewDomainLink } from './NewDomainLink';
import { PublishedDomainPanel } from './PublishedDomainPanel';

/** On the page of a domain: where it is described, and who changes that how. */
export function DomainAboutCard() {
  const { entity } = useEntity();
  const ref = stringifyEntityRef(entity);
  const { name, title = name, annotations } = entity.metadata;
  const isDiscovered = annotations?.[ANNOTATION_ORIGIN] === 'discovered';
  // Most domains have no version, which is no error to be told of.
  const { value, error, reload } = useLive(`domain-versions:${ref}`, api =>
    api.listDomainVersions(ref, { limit: 1 }),
  );
  const isPublished = value?.items[0]?.state === 'published';
  return (
    <EntityInfoCard
      title="How it is described"
      headerActions={
        value &&
        (isDiscovered && !isPublished ? (
          <NewDomainLink label="Publish …" values={{ name, title }} />
        ) : (
          <NewDomainLink label="New part …" values={{ subdomainOf: ref }} />
        ))
      }
    >
      {!value && !error && <Skeleton width="100%" height="3rem" />}
      {!value && error && (
        <Failure
          title="Its versions could not be asked"
          error={error}
          onRetry={reload}
        />
      )}
      {isPublished && (
        <PublishedDomainPanel
          domainRef={ref}
          title={title}
          onChanged={reload}
        />
      )}
      {value && !isPublished && (
        <Text as="p">
          {isDiscovered ? (
            'Nobody has described it: it is known from the names of its topics. Governance publishes it, with an owner, or describes it in Git.'
          ) : (
            <Described location={annotations?.[ANNOTATION_ORIGIN_LOCATION]} />
          )}
        </Text>
      )}
    </EntityInfoCard>
  );
}

function Described({ location }: { location?: string }) {
  return location ? (
    <>
      In <OriginLocation location={location} />, and changed there.
    </>
  ) : (
    <>In the catalog, and changed there.</>
  );
}
