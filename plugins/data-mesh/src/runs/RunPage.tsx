import { useState } from 'react';
import {
  Alert,
  Card,
  CardBody,
  CardHeader,
  Container,
  Flex,
  Link,
  Text,
} from '@backstage/ui';
import type {
  Creation,
  Run,
  RunUndo,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { useParams } from 'react-router-dom';
import { LiveView } from '../common/LiveView';
import { EntityLink } from '../entities/EntityLink';
import { counted } from '../humanise/numbers';
import { listed } from '../humanise/lists';
import { Ago } from '../live/Ago';
import { StateLabel } from '../state/StateLabel';
import { useMeshLinks } from '../useMeshLinks';
import { ArchivesCard } from './ArchivesCard';
import { creationState, creationWords, runState } from './runWords';
import styles from './runs.module.css';
import { UndoButton } from './UndoButton';
import { useRun } from './useRuns';

/** One run of a template: what it made, its files, and the way back. */
export function RunPage() {
  const { run = '' } = useParams();
  const links = useMeshLinks();
  const live = useRun(run);
  const [undo, setUndo] = useState<RunUndo>();
  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <Link href={links.runs} standalone>
          Runs
        </Link>
        <ArchivesCard run={run} />
        <LiveView live={live} what="This run" height="16rem">
          {value => (
            <>
              {undo && <Undone undo={undo} />}
              <MadeCard
                run={value}
                onUndone={result => {
                  setUndo(result);
                  live.reload();
                }}
              />
            </>
          )}
        </LiveView>
      </Flex>
    </Container>
  );
}

function Undone({ undo: { undone, left } }: { undo: RunUndo }) {
  return left.length === 0 ? (
    <Alert
      icon
      role="status"
      status="success"
      title="It is as before"
      description={`Taken back: ${listed(undone.map(creationWords))}.`}
    />
  ) : (
    <Alert
      icon
      role="alert"
      status="warning"
      title="Not all of it could be taken back"
      description={left
        .map(
          ({ creation, reason }) =>
            `${creationWords(creation)} stays: ${reason}`,
        )
        .join(' ')}
    />
  );
}

function MadeCard(props: { run: Run; onUndone: (undo: RunUndo) => void }) {
  const { run, onUndone } = props;
  const [tone, words] = runState(run);
  return (
    <Card>
      <CardHeader>
        <Flex justify="between" align="center" gap="3">
          <Text as="h2" variant="title-x-small" weight="bold">
            What it made
          </Text>
          <StateLabel tone={tone}>{words}</StateLabel>
        </Flex>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="3" align="start">
          <Text as="p" color="secondary">
            <EntityLink entityRef={run.createdBy} /> ran a template{' '}
            <Ago at={run.begunAt} />.
          </Text>
          <ol className={styles.creations} aria-label="What it made">
            {run.creations.map(creation => (
              <li key={creation.id}>
                <CreationLine creation={creation} />
              </li>
            ))}
          </ol>
          {run.mayUndo && <UndoButton run={run} onUndone={onUndone} />}
        </Flex>
      </CardBody>
    </Card>
  );
}

function CreationLine({ creation }: { creation: Creation }) {
  const { kind, name, cluster, state, topic, schema, version } = creation;
  const [tone, words] = creationState(creation);
  const isEntity = kind === 'product' || kind === 'domain';
  const details = [
    cluster && `on ${cluster}`,
    topic &&
      `${counted(topic.partitions, 'partition')}, ${counted(
        topic.replicationFactor,
        'copy',
        'copies',
      )} of each`,
    schema && `version ${schema.version}`,
    isEntity && version && `version ${version}`,
  ].filter(Boolean);
  return (
    <Flex justify="between" align="center" gap="3">
      <Flex direction="column" gap="0.5">
        <Text weight="bold">
          {isEntity && state === 'created' ? (
            <EntityLink entityRef={name} />
          ) : (
            creationWords(creation)
          )}
        </Text>
        <Text variant="body-small" color="secondary">
          {details.join(' · ')}
        </Text>
      </Flex>
      <StateLabel tone={tone}>{words}</StateLabel>
    </Flex>
  );
}
