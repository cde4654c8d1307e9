import type { CreationOf } from './creation';
import type { LiveSubject } from './decideSchema';
import { isOwnTopic, type LiveTopic } from './decideTopic';

/** What becomes of a thing that is to be undone. */
export type UndoVerdict =
  | { do: 'remove' }
  /** It is not there, or was never made. */
  | { do: 'forget' }
  | { do: 'leave'; reason: string };

const leave = (reason: string): UndoVerdict => ({ do: 'leave', reason });

/** Everything that decides whether a topic can be deleted again. */
export type TopicUndoFacts = {
  own: CreationOf<'topic'>;
  live: LiveTopic;
  firstSeenAt?: number;
  /** The product that has it. */
  holder?: string;
  /** Access to it that has not ended. */
  grants: number;
  /** Records ever written to it; nothing where Kafka could not say. */
  written?: bigint;
};

/** Whether a topic that a run has made can be deleted again. Pure. */
export function decideTopicUndo(facts: TopicUndoFacts): UndoVerdict {
  const { own, live, holder, grants, written } = facts;
  const where = `Topic ${own.name} of cluster ${own.cluster}`;
  if (live.state === 'unknown') {
    return leave(
      `Kafka could not be asked for topic ${own.name}; undo the run again once it answers (${live.reason})`,
    );
  }
  if (live.state === 'absent') return { do: 'forget' };
  if (!isOwnTopic(facts)) {
    return own.made
      ? leave(`${where} is another one of that name, made by somebody else`)
      : { do: 'forget' };
  }
  if (holder) {
    return leave(
      `${where} is held by ${holder}; have that product unpublished first`,
    );
  }
  if (grants > 0) {
    return leave(
      `${where} is used: ${grants} grant${
        grants === 1 ? '' : 's'
      } on it; revoke ${grants === 1 ? 'it' : 'them'} first`,
    );
  }
  if (written === undefined) {
    return leave(
      `Kafka could not say whether topic ${own.name} is empty; undo the run again once it does`,
    );
  }
  return written > BigInt(0)
    ? leave(
        `${where} has had records; nothing that somebody has written is deleted`,
      )
    : { do: 'remove' };
}

/** Everything that decides whether a schema version can be deleted again. */
export type SchemaUndoFacts = {
  own: CreationOf<'schema'>;
  live: LiveSubject;
  topic?: string;
  /** The product that has the topic. */
  holder?: string;
  /** Records ever written to the topic; nothing where there is no topic. */
  written?: bigint | 'unknown';
};

/** Whether a version that a run has registered can be deleted again. Pure. */
export function decideSchemaUndo(facts: SchemaUndoFacts): UndoVerdict {
  const { own, live, topic, holder, written } = facts;
  const { name: subject, made, before } = own;
  if (live.state !== 'known') {
    return leave(
      `The schema registry could not be asked for ${subject}; undo the run again once it answers (${live.reason})`,
    );
  }
  const version =
    made?.version ??
    (live.found && !before.versions.includes(live.found.version)
      ? live.found.version
      : undefined);
  // What has begun to be taken back may still have our level.
  if (version === undefined) return { do: 'forget' };
  if (own.state === 'undoing' || !live.versions.includes(version)) {
    return { do: 'remove' };
  }
  if (live.latest && live.latest.version > version) {
    return leave(
      `Version ${version} of ${subject} is followed by version ${live.latest.version}, which builds on it`,
    );
  }
  if (holder) {
    return leave(
      `Subject ${subject} is of topic ${topic}, which is held by ${holder}; have that product unpublished first`,
    );
  }
  if (written === 'unknown') {
    return leave(
      `Kafka could not say whether records use version ${version} of ${subject}; undo the run again once it does`,
    );
  }
  return written !== undefined && written > BigInt(before.written ?? 0)
    ? leave(
        `Records were written to topic ${topic} since version ${version} of ${subject} was registered; whoever reads them needs it`,
      )
    : { do: 'remove' };
}
