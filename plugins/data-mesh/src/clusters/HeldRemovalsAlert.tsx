import { useApi } from '@backstage/core-plugin-api';
import { Alert, Flex, Text } from '@backstage/ui';
import type {
  HeldRemovals,
  MeshCluster,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { Disclosure } from '../common/Disclosure';
import { counted } from '../humanise/numbers';
import { Ago } from '../live/Ago';
import styles from './clusters.module.css';

/** Topics that are gone but still shown, and the way to let them go. */
export function HeldRemovalsAlert(props: {
  cluster: MeshCluster;
  held: HeldRemovals;
  mayOperate: boolean;
  onConfirmed: () => void;
}) {
  const { cluster, held, mayOperate, onConfirmed } = props;
  const api = useApi(dataMeshApiRef);
  const topics = counted(held.count, 'topic');
  const list = (
    <>
      <ul className={`${styles.list} ${styles.columns}`}>
        {held.topics.map(topic => (
          <li key={topic}>
            <code>{topic}</code>
          </li>
        ))}
      </ul>
      {held.count > held.topics.length && (
        <Text color="secondary">
          {`and ${held.count - held.topics.length} more`}
        </Text>
      )}
    </>
  );

  return (
    <Alert
      icon
      role="status"
      status="warning"
      title={
        <>
          {topics} of {cluster.title} {held.count === 1 ? 'is' : 'are'} gone
          from Kafka, but still shown here. Noticed <Ago at={held.since} />
        </>
      }
      description={
        <Flex direction="column" gap="2">
          <span>{held.reason}</span>
          <Disclosure title={`Show the ${topics}`}>{list}</Disclosure>
          {held.confirmed && (
            <span>Confirmed: the next pass over the cluster removes them.</span>
          )}
          {!held.confirmed && !mayOperate && (
            <span>
              Whoever operates the mesh (a member of the groups in
              dataMesh.operators) can confirm that they are really gone.
            </span>
          )}
        </Flex>
      }
      customActions={
        !held.confirmed &&
        mayOperate && (
          <ConfirmDialog
            action="Confirm"
            title={`Remove ${topics} of ${cluster.title}?`}
            destructive
            onConfirm={async () => {
              await api.confirmRemovals(cluster.name, held.hash);
              onConfirmed();
            }}
          >
            <Text as="p">
              They disappear from the catalog with the next pass, and with them
              the discovered products that have no other topic. Nothing changes
              at Kafka. A topic that comes back is shown again by itself.
            </Text>
            {list}
          </ConfirmDialog>
        )
      }
    />
  );
}
