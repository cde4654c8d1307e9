import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Flex, Skeleton, Text } from '@backstage/ui';
import type {
  DataMeshApi,
  MeshTopic,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import styles from '../clusters/clusters.module.css';
import { Failure } from '../common/Failure';
import { EntityLink } from '../entities/EntityLink';
import { BulkClaimButton } from '../publish/BulkClaimButton';
import { topicsOfDomain } from '../publish/bulkClaim';
import { ClaimButton } from '../publish/ClaimButton';
import { ClaimRequestsPanel } from '../publish/ClaimRequestsPanel';
import { useLive } from '../live/useLive';

/** On the page of a domain: its topics that no data product holds. */
export function UnclaimedTopicsCard() {
  const { entity } = useEntity();
  const ref = stringifyEntityRef(entity);
  const { value, error, reload } = useLive(`unclaimed:${ref}`, api =>
    unclaimedTopics(api, ref),
  );
  return (
    <EntityInfoCard
      title="Unclaimed topics"
      headerActions={<BulkClaimButton domainRef={ref} onClaimed={reload} />}
    >
      <ClaimRequestsPanel domainRef={ref} onChanged={reload} />
      {!value && !error && <Skeleton width="100%" height="1.5rem" />}
      {!value && error && (
        <Failure
          title="The topics could not be asked"
          error={error}
          onRetry={reload}
        />
      )}
      {value?.length === 0 && (
        <Text as="p" color="secondary">
          None: every topic of the domain is held by a data product.
        </Text>
      )}
      {value && value.length > 0 && (
        <Flex direction="column" gap="2">
          <Text as="p">
            No data product holds these. A team claims one here, or by
            describing a data product in Git with a port that names it.
          </Text>
          <ul className={styles.list}>
            {value.map(({ entityRef, name, cluster }) => (
              <li key={entityRef}>
                <EntityLink entityRef={entityRef}>{name}</EntityLink>
                <Text color="secondary">{` on ${cluster} `}</Text>
                <ClaimButton
                  claimed={{ topic: { cluster, topic: name } }}
                  name={name}
                  onClaimed={reload}
                />
              </li>
            ))}
          </ul>
        </Flex>
      )}
    </EntityInfoCard>
  );
}

/** Topics of a domain that nobody holds, of all clusters. */
async function unclaimedTopics(
  api: DataMeshApi,
  domainRef: string,
): Promise<MeshTopic[]> {
  const topics = await topicsOfDomain(api, domainRef);
  return topics.filter(({ productRef }) => !productRef);
}
