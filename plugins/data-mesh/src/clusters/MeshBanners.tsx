import { Alert, Flex } from '@backstage/ui';
import type { ClusterList } from '@data-mesh/backstage-plugin-data-mesh-common';
import { Failure } from '../common/Failure';
import { Ago } from '../live/Ago';
import type { Live } from '../live/useLive';
import styles from './clusters.module.css';
import { ClusterAlerts } from './ClusterAlerts';
import { ProblemsAlert } from './ProblemsAlert';

/** What one has to know before one believes what is below. */
export function MeshBanners({ clusters }: { clusters: Live<ClusterList> }) {
  const { value, error, reload } = clusters;
  return (
    <Flex direction="column" gap="3" className={styles.banners}>
      {error && (
        <Failure
          isMild={value !== undefined}
          title="The state of the clusters could not be asked"
          error={error}
          onRetry={reload}
        />
      )}
      {value && (
        <>
          <ProblemsAlert
            title="A part of the configuration cannot be used"
            problems={ofNoCluster(value)}
          />
          {value.catalog.error && (
            <Alert
              icon
              role="status"
              status="warning"
              title="The catalog does not answer"
              description={
                <>
                  What is declared may have changed since
                  {value.catalog.readAt ? (
                    <>
                      {' it was read '}
                      <Ago at={value.catalog.readAt} />
                    </>
                  ) : (
                    ' the portal started'
                  )}
                  . {value.catalog.error}
                </>
              }
            />
          )}
          {value.items.length === 0 && value.problems.length === 0 && (
            <Alert
              icon
              role="status"
              status="info"
              title="No Kafka cluster is configured"
              description="Nothing live is known. Clusters are configured at dataMesh.clusters."
            />
          )}
          {value.items.map(cluster => (
            <ClusterAlerts
              key={cluster.name}
              cluster={cluster}
              mayOperate={value.mayOperate}
              onChanged={reload}
            />
          ))}
        </>
      )}
    </Flex>
  );
}

/** Problems that are not said of one of the clusters below. */
function ofNoCluster({ problems, items }: ClusterList) {
  const said = new Set(
    items.flatMap(cluster => cluster.problems.map(({ key }) => key)),
  );
  return problems.filter(({ key }) => !said.has(key));
}
