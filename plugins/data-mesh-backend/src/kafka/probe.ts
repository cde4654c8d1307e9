import {
  describeGroupsV5,
  describeTransactionsV0,
  protocolErrorsCodesById,
} from '@platformatic/kafka';
import type { AccessProbe, AccessProbeNames, ProbeResult } from './KafkaPort';
import type { Wire } from './wire';

const DENIED = /_AUTHORIZATION_FAILED$/;

// Kafka authorizes first and looks after, so each of these says that we may
// know. Anything else may have come from before that, and says nothing.
const ALLOWED: readonly string[] = [
  'NONE',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'GROUP_ID_NOT_FOUND',
  'TRANSACTIONAL_ID_NOT_FOUND',
  'NOT_COORDINATOR',
  'COORDINATOR_NOT_AVAILABLE',
  'COORDINATOR_LOAD_IN_PROGRESS',
];

async function probe(
  ask: () => Promise<number | undefined>,
): Promise<ProbeResult> {
  let kafkaCode: number | undefined;
  try {
    kafkaCode = await ask();
  } catch {
    return 'unknown';
  }
  const id =
    kafkaCode === undefined ? '' : protocolErrorsCodesById[kafkaCode] ?? '';
  if (DENIED.test(id)) return 'denied';
  return ALLOWED.includes(id) ? 'allowed' : 'unknown';
}

export async function probeAccess(
  wire: Wire,
  names: AccessProbeNames,
): Promise<AccessProbe> {
  for (const [kind, name] of Object.entries(names)) {
    if (name === '') throw new TypeError(`${kind}: a probe needs a name`);
  }
  // Any broker will do, and a group's coordinator must not be looked for: the
  // first such question makes Kafka create its internal topic.
  const connection = await wire.anyBroker();
  const [topic, group, transactionalId] = await Promise.all([
    probe(async () => {
      const { topics } = await wire.metadata([names.topic]);
      return topics.find(t => t.name === names.topic)?.errorCode;
    }),
    probe(async () => {
      const { groups } = await wire.call(
        connection,
        [describeGroupsV5.api],
        [names.group],
        false,
      );
      return groups.find(g => g.groupId === names.group)?.errorCode;
    }),
    probe(async () => {
      const { transactionStates } = await wire.call(
        connection,
        [describeTransactionsV0.api],
        [names.transactionalId],
      );
      return transactionStates.find(
        t => t.transactionalId === names.transactionalId,
      )?.errorCode;
    }),
  ]);
  return { topic, group, transactionalId };
}
