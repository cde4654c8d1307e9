import { Container, Flex, Select } from '@backstage/ui';
import { useClusters } from '../clusters/useClusters';
import styles from '../common/common.module.css';
import { Empty } from '../common/Empty';
import { LiveView } from '../common/LiveView';
import { UrlSelect } from '../common/UrlSelect';
import { useUrlChoice } from '../common/useUrlFlag';
import { useUrlText } from '../common/useUrlText';
import { Explained } from './Explained';
import { OPERATIONS } from './explainWords';
import { TopicPick } from './TopicPick';

const OPERATION_IDS = OPERATIONS.map(({ id }) => id);

/** Who may do what with a topic, and on whose approval. */
export function ExplainPage() {
  const clusters = useClusters();
  const [operation] = useUrlChoice('operation', OPERATION_IDS);
  const [named, setCluster] = useUrlText('cluster');
  const [topic, setTopic] = useUrlText('topic');
  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <LiveView live={clusters} what="The clusters" height="4rem">
          {({ items }) => {
            const cluster = named || items[0]?.name;
            if (!cluster) {
              return (
                <Empty title="No Kafka cluster is configured">
                  There are no ACLs to explain. Clusters are configured at
                  dataMesh.clusters.
                </Empty>
              );
            }
            return (
              <>
                <div className={styles.filters} role="search">
                  <Select
                    label="Cluster"
                    options={items.map(({ name, title }) => ({
                      id: name,
                      label: title,
                    }))}
                    value={cluster}
                    onChange={name => setCluster(String(name))}
                  />
                  <TopicPick
                    cluster={cluster}
                    topic={topic}
                    onChange={setTopic}
                  />
                  <UrlSelect
                    label="To do what"
                    name="operation"
                    options={OPERATIONS}
                  />
                </div>
                {topic ? (
                  <Explained
                    cluster={cluster}
                    topic={topic}
                    operation={operation}
                  />
                ) : (
                  <Empty title="Which topic is it about?">
                    Choose one above: you see everyone who may read or write it
                    at Kafka, through which ACL, and who approved that.
                  </Empty>
                )}
              </>
            );
          }}
        </LiveView>
      </Flex>
    </Container>
  );
}
