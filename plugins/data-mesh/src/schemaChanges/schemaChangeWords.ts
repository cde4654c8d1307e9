import type {
  SchemaChange,
  SchemaChangePlan,
  SchemaChangeReader,
  SchemaChangeSummary,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { counted } from '../humanise/numbers';
import { dayWords } from '../humanise/times';
import type { Tone } from '../state/StateLabel';

/** A state as a glance tells it. */
export function stateOf({
  state,
  objected,
}: Pick<SchemaChangeSummary, 'state' | 'objected'>): [Tone, string] {
  switch (state) {
    case 'open':
      return objected ? ['warning', 'Objected'] : ['waiting', 'Waiting'];
    case 'accepted':
      return ['moving', 'Being registered'];
    case 'registered':
      return ['good', 'Registered'];
    case 'failed':
      return ['bad', 'Failed'];
    default:
      return ['over', 'Withdrawn'];
  }
}

/** How a reader stands to a change, as a glance tells it. */
export function standOf({
  stand,
  date,
}: Pick<SchemaChangeReader, 'stand' | 'date'>): [Tone, string] {
  switch (stand) {
    case 'agrees':
      return ['good', 'Agrees'];
    case 'later':
      return [
        'waiting',
        date ? `Agrees from ${dayWords(date)}` : 'Agrees later',
      ];
    case 'objects':
      return ['bad', 'Objects'];
    case 'silent':
      return ['warning', 'No answer in time'];
    case 'unknown':
      return ['warning', 'Cannot answer'];
    case 'left':
      return ['over', 'No longer reads it'];
    default:
      return ['waiting', 'Has yet to answer'];
  }
}

/** Where a change stands, and what has to happen next. */
export function changeSummary(change: SchemaChange): string {
  const { state, counts, readers, registeredVersion, subject } = change;
  switch (state) {
    case 'registered':
      return change.newPort && !change.isMerged
        ? `Registered as version ${registeredVersion} of ${subject}. It is done once the product has port ${change.newPort.name}.`
        : `Registered as version ${registeredVersion} of ${subject}.`;
    case 'withdrawn':
      return 'Withdrawn: the schema stays as it is.';
    case 'failed':
      return 'It could not be registered, and is not tried again by itself.';
    case 'accepted':
      return change.failure
        ? 'It could not be registered yet, and is tried again.'
        : 'It is being registered.';
    default:
  }
  if (change.objected) {
    return 'Not all who read it agree. They can answer anew, its owner can withdraw it, and a steward can accept it for them.';
  }
  const waiting = counts.asked - counts.agree;
  if (readers.some(({ stand }) => stand === 'unknown')) {
    return 'A consumer group of nobody known reads it and cannot answer, so a steward has to accept it.';
  }
  return waiting === 0
    ? 'It waits until it is known who reads it: Kafka could not be asked for all groups.'
    : `It is registered once ${counted(
        waiting,
        'more reader agrees',
        'more readers agree',
      )}.`;
}

/** What would come of a schema. */
export function planSummary(
  { compatible, readers, hiddenReaders = 0, readersKnown }: SchemaChangePlan,
  newPort?: string,
): string {
  const count = readers.length + hiddenReaders;
  if (newPort && count > 0) {
    return `${counted(
      count,
      'reader has',
      'readers have',
    )} to move to port ${newPort}. Its schema is registered once all of them agree.`;
  }
  if (compatible) {
    return 'This schema breaks nobody. It is registered at once.';
  }
  if (count > 0) {
    return `This schema breaks ${counted(
      count,
      'reader',
    )}. It is registered once all of them agree.`;
  }
  return readersKnown
    ? 'This schema is not compatible, but nobody reads the data. It is registered at once.'
    : 'This schema is not compatible. It waits until it is known who reads the data: Kafka could not be asked for all groups.';
}
