import { useApi } from '@backstage/core-plugin-api';
import { Flex, Text } from '@backstage/ui';
import type {
  MeshLocation,
  ProductDetails,
  TopicKey,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { LocatedState } from '../clusters/LocatedState';
import { EntityLink } from '../entities/EntityLink';
import { STATE_MEANING } from '../state/words';
import styles from '../clusters/clusters.module.css';

/**
 * Whether declared and live agree, and if not, why. Where a topic is wanted by
 * two, both are named; who may decide finds the button here.
 */
export function SyncStatePanel(props: {
  details: ProductDetails;
  onChanged: () => void;
}) {
  const { product, mayAccept } = props.details;
  const locations = product.ports.flatMap(port => port.locations);
  // A line of its own only where it says more than the product's own reason.
  const troubled = locations.filter(
    location =>
      location.state !== 'in-sync' &&
      (location.reason !== product.reason ||
        location.heldBy ||
        location.contestedBy?.length ||
        location.awaitsAcceptance),
  );
  const api = useApi(dataMeshApiRef);

  const accept = async ({ cluster, topic }: TopicKey) => {
    await api.acceptDeclaration(product.ref, { cluster, topic });
    props.onChanged();
  };

  return (
    <Flex direction="column" gap="2">
      <Flex gap="2" align="center">
        <LocatedState
          state={product.state}
          reason={product.reason}
          locations={locations}
        />
        <Text color="secondary">
          {product.reason ?? STATE_MEANING[product.state]}
        </Text>
      </Flex>
      {troubled.length > 0 && (
        <ul className={styles.list}>
          {troubled.map(location => (
            <li key={`${location.cluster} ${location.topic}`}>
              <Flex gap="2" align="center">
                <Text>
                  <Trouble location={location} />
                </Text>
                {mayAccept.some(each => isSame(each, location)) && (
                  <ConfirmDialog
                    action="Accept"
                    title={`Let ${product.title} hold ${location.topic}?`}
                    onConfirm={() => accept(location)}
                  >
                    <Text as="p">
                      {product.title} was declared at a place that is not
                      trusted by itself. Once accepted, it holds the topic{' '}
                      <code>{location.topic}</code> on {location.cluster}: its
                      owner decides who may read it.
                    </Text>
                    {location.heldBy && (
                      <Text as="p">
                        Until now it is held by{' '}
                        <EntityLink inText entityRef={location.heldBy} />.
                      </Text>
                    )}
                  </ConfirmDialog>
                )}
              </Flex>
            </li>
          ))}
        </ul>
      )}
    </Flex>
  );
}

function Trouble({ location }: { location: MeshLocation }) {
  const { topic, topicRef, cluster, reason, state } = location;
  const { heldBy, contestedBy = [], awaitsAcceptance, domainRef } = location;
  return (
    <>
      <EntityLink inText entityRef={topicRef}>
        {topic}
      </EntityLink>{' '}
      on {cluster}:{' '}
      {heldBy && (
        <>
          held by <EntityLink inText entityRef={heldBy} />
          {'. '}
        </>
      )}
      {contestedBy.length > 0 && (
        <>
          also wanted by{' '}
          {contestedBy.map((ref, index) => (
            <span key={ref}>
              {index > 0 && ', '}
              <EntityLink inText entityRef={ref} />
            </span>
          ))}
          {'. '}
        </>
      )}
      {awaitsAcceptance && (
        <>
          waits until the owner of{' '}
          {domainRef ? (
            <EntityLink inText entityRef={domainRef} />
          ) : (
            'its domain'
          )}{' '}
          accepts the declaration.{' '}
        </>
      )}
      {!heldBy && contestedBy.length === 0 && !awaitsAcceptance && (
        <>{reason ?? STATE_MEANING[state]}</>
      )}
    </>
  );
}

function isSame(a: TopicKey, b: TopicKey): boolean {
  return a.cluster === b.cluster && a.topic === b.topic;
}
