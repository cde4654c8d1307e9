import { directionsOf } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Refusal } from '../access/refusal';
import {
  refusal,
  refuseForeignTopic,
} from '../product-store/decidePublication';
import type { SubjectRecord } from '../schema-registry/SchemaRegistryPort';
import type { CreationOf, MadeSchema, WantedSchema } from './creation';
import { jsonProblem } from './jsonProblem';
import {
  refuseCluster,
  type ClusterStanding,
  type FieldRefusal,
} from './decideTopic';

/** Longest schema, in characters. */
export const MAX_SCHEMA = 1_000_000;

/** What a schema registry says of a subject, and of a schema that is to follow. */
export type LiveSubject =
  | {
      state: 'known';
      versions: number[];
      latest?: Pick<SubjectRecord, 'version' | 'format'>;
      /** The level that applies. */
      level: string;
      /** The version that has exactly this schema, if there is one. */
      found?: MadeSchema;
      isCompatible: boolean;
      messages: string[];
    }
  /** It takes the schema for none. */
  | { state: 'invalid'; reason: string }
  | { state: 'unknown'; reason: string };

/** Everything that decides whether somebody may register a schema. */
export type SchemaFacts = {
  cluster: ClusterStanding & { hasRegistry: boolean };
  wanted: WantedSchema;
  /** The topic that the subject is of; nothing where its name says none. */
  topic?: string;
  /** Whether the topic is there, or comes first. */
  hasTopic: boolean;
  domainRef?: string;
  domainOwner?: string;
  /** The declared or published product that has the topic. */
  holder?: { ref: string; ownerRef?: string };
  speaksFor: ReadonlySet<string>;
  /** A change of the schema that its readers are asked about. */
  openChange?: string;
  live: LiveSubject;
  /** What the same run has begun or made before. */
  own?: CreationOf<'schema'>;
};

const inField = (
  field: string,
  message: string,
  code: Refusal['code'] = 'INVALID',
): FieldRefusal => ({ ...refusal(code, `${field}: ${message}`), field });

/** The topic that a subject of TopicNameStrategy is of. */
export function topicOfSubject(subject: string): string | undefined {
  return /^(.+)-(?:value|key)$/s.exec(subject)?.[1];
}

/** What is wrong with the text of a schema, as far as it can be told here. */
function schemaProblem({
  format,
  schema,
}: Pick<WantedSchema, 'format' | 'schema'>): string | undefined {
  if (schema.length > MAX_SCHEMA) {
    return `has ${schema.length} characters, more than ${MAX_SCHEMA}; describe less of it, or refer to other subjects`;
  }
  if (format === 'PROTOBUF') return undefined;
  const problem = jsonProblem(schema);
  return (
    problem &&
    `is not JSON, which ${
      format === 'AVRO' ? 'an Avro schema' : 'a JSON Schema'
    } has to be: ${problem}`
  );
}

/** What is wrong with a schema as it is wanted, whoever wants it. */
function refuseWantedSchema(wanted: WantedSchema): FieldRefusal | undefined {
  if (topicOfSubject(wanted.subject) === undefined) {
    return inField(
      'subject',
      `'${wanted.subject}' is of no topic; name it <topic>-value or <topic>-key`,
    );
  }
  const problem = schemaProblem(wanted);
  return problem === undefined ? undefined : inField('schema', problem);
}

/** Whether readers are promised no less by one level than by another. */
export function isAsStrict(level: string, than: string): boolean {
  const promised = directionsOf(level);
  return (
    directionsOf(than).every(direction => promised.includes(direction)) &&
    (!than.endsWith('_TRANSITIVE') || level.endsWith('_TRANSITIVE'))
  );
}

function refuseOwner(facts: SchemaFacts): FieldRefusal | undefined {
  const { cluster, wanted, topic, holder, speaksFor } = facts;
  const field = 'subject';
  if (holder) {
    return holder.ownerRef && speaksFor.has(holder.ownerRef)
      ? undefined
      : {
          ...refusal(
            'NOT_ALLOWED',
            `Subject ${wanted.subject} is of topic ${topic}, which is held by ${
              holder.ref
            }; ask ${holder.ownerRef ?? 'its owner'} to register it`,
          ),
          field,
        };
  }
  const foreign = refuseForeignTopic(
    { ...facts, cluster: cluster.name, topic: topic ?? '' },
    speaksFor,
    { can: 'register its schema', ask: 'register its schema' },
  );
  return foreign && { ...foreign, field };
}

/** Whether two wishes for a schema are the same. */
function isSameWish(a: WantedSchema, b: WantedSchema): boolean {
  const key = ({ format, schema, references, compatibility }: WantedSchema) =>
    JSON.stringify([format, schema, references, compatibility ?? null]);
  return key(a) === key(b);
}

/** Whether a version is the one that a run has begun or made. */
export function isOwnVersion(
  own: CreationOf<'schema'> | undefined,
  found: MadeSchema | undefined,
): boolean {
  if (!own || !found || own.state === 'undone') return false;
  return own.made
    ? own.made.version === found.version
    : !own.before.versions.includes(found.version);
}

function refuseOwn(facts: SchemaFacts): FieldRefusal | undefined {
  const { own, wanted, live } = facts;
  if (!own || own.state === 'undone' || live.state !== 'known') {
    return undefined;
  }
  const { subject } = wanted;
  if (own.state === 'undoing') {
    return inField(
      'subject',
      `the schema of ${subject} is being taken back; undo the run again first`,
      'CONFLICT',
    );
  }
  if (own.state !== 'created') return undefined;
  if (!isSameWish(own.wanted, wanted)) {
    return inField(
      'schema',
      `this run has registered another one as version ${own.made?.version} of ${subject}; begin another run`,
      'CONFLICT',
    );
  }
  return isOwnVersion(own, live.found)
    ? undefined
    : inField(
        'subject',
        `version ${own.made?.version} of ${subject} was registered in this run and has been deleted since; begin another run`,
        'CONFLICT',
      );
}

function refuseRegistry(facts: SchemaFacts): FieldRefusal | undefined {
  const { live, wanted, own, openChange } = facts;
  const { subject, format, compatibility } = wanted;
  if (live.state === 'unknown') {
    return {
      ...refusal(
        'UNAVAILABLE',
        `The schema registry could not be asked, so nothing was registered; try again once it answers (${live.reason})`,
      ),
      field: 'subject',
    };
  }
  if (live.state === 'invalid') return inField('schema', live.reason);
  const ours = refuseOwn(facts);
  if (ours || isOwnVersion(own, live.found)) return ours;
  if (openChange) {
    return inField(
      'subject',
      `${subject} has a change that is not finished (${openChange}); wait for it, or withdraw it first`,
      'CONFLICT',
    );
  }
  if (live.found) {
    return inField(
      'schema',
      `is version ${live.found.version} of ${subject} already; leave this step out, or change the schema`,
      'CONFLICT',
    );
  }
  if (!live.latest) return undefined;
  if (live.latest.format !== format) {
    return inField(
      'format',
      `subject ${subject} is ${live.latest.format}; give another format a topic of its own`,
      'CONFLICT',
    );
  }
  if (!live.isCompatible) {
    const why = live.messages[0] ? ` (${live.messages[0]})` : '';
    return inField(
      'schema',
      `is not compatible with version ${live.latest.version} of ${subject} by level ${live.level}${why}; propose it as a change of the schema, which asks those who read it`,
      'CONFLICT',
    );
  }
  return compatibility && !isAsStrict(compatibility, live.level)
    ? inField(
        'compatibility',
        `${compatibility} promises less than ${live.level}, which readers of ${subject} count on; choose one that promises as much, or leave it out`,
        'CONFLICT',
      )
    : undefined;
}

/** Why somebody may not register a schema; nothing where they may. Pure. */
export function decideSchema(facts: SchemaFacts): FieldRefusal | undefined {
  const { cluster, wanted, topic } = facts;
  return (
    refuseWantedSchema(wanted) ??
    refuseCluster(cluster, 'no schema can be registered', 'registry') ??
    (cluster.hasRegistry
      ? undefined
      : {
          ...refusal(
            'CONFLICT',
            `Cluster ${cluster.name} has no schema registry; an operator can set dataMesh.clusters.${cluster.name}.schemaRegistry`,
          ),
          field: 'cluster',
        }) ??
    refuseOwner(facts) ??
    (facts.hasTopic
      ? undefined
      : inField(
          'subject',
          `topic ${topic} does not exist on cluster ${cluster.name}; create it first`,
        )) ??
    refuseRegistry(facts)
  );
}
