import {
  dataMeshTopicCreatePermission,
  type PromotedSchema,
  type SchemaInput,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Authorizer } from '../authorization/Authorizer';
import type { WantedSchema } from '../creations/creation';
import type { CreationFacts, CreationPorts } from '../creations/CreationFacts';
import {
  decideSchema,
  isAsStrict,
  type SchemaFacts,
} from '../creations/decideSchema';
import type { FieldRefusal } from '../creations/decideTopic';
import { schemaStep } from '../creations/planSteps';
import { KafkaError, toKafkaError } from '../kafka/errors';
import type { NewSchema } from '../policies/checkDescriptor';
import { refusal } from '../product-store/decidePublication';
import type {
  SchemaReference,
  SchemaRegistryPort,
  SubjectRecord,
} from '../schema-registry/SchemaRegistryPort';
import { notAllowed } from './notAllowed';
import type { PromotionItem, PromotionStep } from './promotion';
import type { HashPart } from './promotionHash';
import type { SourcePorts } from './SourcePorts';
import type { PromotionCall } from './TopicPromotion';

export type SchemaPromotionOptions = Pick<CreationPorts, 'registryOf'> & {
  sources: Pick<SourcePorts, 'registryOf'>;
  creations: Pick<CreationFacts, 'ofSchema'>;
  authorizer: Pick<Authorizer, 'isAllowed'>;
};

/** What becomes of a schema, on what that was decided, and how it is done. */
export type PlannedSchemaPart = {
  schema: PromotedSchema;
  parts: HashPart[];
  step?: PromotionStep;
  /** As it comes to be, for policies. */
  planned?: NewSchema;
};

type Pair = { source: string; target: string };
type Verdict = Omit<PlannedSchemaPart, 'parts'>;
type Place = PromotionItem['to'];

/** Longest text that a plan shows, in characters. */
const MAX_SHOWN = 100_000;
const MAX_REFERENCES = 50;

const shown = (key: 'before' | 'after', text: string | undefined) =>
  text === undefined || text.length > MAX_SHOWN ? {} : { [key]: text };

/**
 * Subjects of a topic, and what they are called at the target. One that is
 * named after the topic follows its name; any other one keeps its own. Pure.
 */
export function subjectPairs({ from, to, subject }: PromotionItem): Pair[] {
  const pairs = ['value', 'key'].map(part => ({
    source: `${from.topic}-${part}`,
    target: `${to.topic}-${part}`,
  }));
  return subject === undefined || pairs.some(({ source }) => source === subject)
    ? pairs
    : [{ source: subject, target: subject }, pairs[1]];
}

async function unlessMissing<T>(question: Promise<T>): Promise<T | undefined> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof KafkaError && error.code === 'NOT_FOUND') {
      return undefined;
    }
    throw error;
  }
}

function unreadable({ cluster }: Place, reason: string): FieldRefusal {
  return refusal(
    'UNAVAILABLE',
    `The schema registry of cluster ${cluster} could not be asked, so nothing can be promoted; try again once it answers (${reason})`,
  );
}

/**
 * The level that a subject gets: that of the source, unless readers at the
 * target are promised more. Pure.
 */
export function levelAfter(
  source: string | undefined,
  target: string,
  isNew: boolean,
): string {
  if (source === undefined) return target;
  return isNew || isAsStrict(source, target) ? source : target;
}

/** Says what promoting the schemas of a topic would come to. */
export class SchemaPromotion {
  readonly #options: SchemaPromotionOptions;

  constructor(options: SchemaPromotionOptions) {
    this.#options = options;
  }

  /** Nothing where the topic has no schemas. */
  async plan(
    item: PromotionItem,
    call: PromotionCall,
  ): Promise<PlannedSchemaPart[]> {
    const registry = this.#options.sources.registryOf(item.from.cluster);
    if (!registry) return [];
    const planned: PlannedSchemaPart[] = [];
    for (const pair of subjectPairs(item)) {
      const found = await this.#one(registry, pair, item, call);
      if (found) planned.push(found);
    }
    return planned;
  }

  async #one(
    source: SchemaRegistryPort,
    pair: Pair,
    item: PromotionItem,
    call: PromotionCall,
  ): Promise<PlannedSchemaPart | undefined> {
    let record: SubjectRecord | undefined;
    let level: string | undefined;
    try {
      record = await unlessMissing(source.getVersion(pair.source));
      if (!record) return undefined;
      level = await source.getOwnCompatibility(pair.source);
    } catch (error) {
      const { message } = toKafkaError(error, pair.source);
      return {
        schema: {
          state: 'refused',
          subject: pair.target,
          source: { subject: pair.source },
          consequences: [],
          refusal: unreadable(item.from, message),
        },
        parts: [],
      };
    }
    const { version, id, format } = record;
    const base = {
      subject: pair.target,
      source: { subject: pair.source, version },
      format,
    };
    const of = `subject ${pair.source} of cluster ${item.from.cluster}`;
    const part: HashPart = {
      what: `${of} is at version ${version}${level ? ` (${level})` : ''}`,
      value: [version, id, level ?? null],
    };
    const references = await this.#references(source, record, item.to);
    if (!Array.isArray(references)) {
      return {
        schema: {
          ...base,
          state: 'refused',
          consequences: [],
          refusal: references,
        },
        parts: [part],
      };
    }
    const wanted: WantedSchema = {
      subject: pair.target,
      format,
      schema: record.schema,
      references,
    };
    const facts = await this.#options.creations.ofSchema(
      item.to.cluster,
      wanted,
      call.run,
      call.credentials,
      true,
    );
    const { live } = facts;
    return {
      ...(await this.#decide(base, facts, level, item, call)),
      parts: [
        part,
        {
          what: `subject ${pair.target} of cluster ${item.to.cluster} ${
            live.state === 'known'
              ? `is at ${
                  live.latest ? `version ${live.latest.version}` : 'no version'
                } (${live.level})`
              : 'cannot be read'
          }`,
          value:
            live.state === 'known'
              ? [live.latest?.version ?? null, live.level]
              : live.state,
        },
      ],
    };
  }

  async #decide(
    base: Pick<PromotedSchema, 'subject' | 'source' | 'format'>,
    facts: SchemaFacts,
    level: string | undefined,
    item: PromotionItem,
    { credentials }: PromotionCall,
  ): Promise<Verdict> {
    const { live, wanted } = facts;
    const refused = (why: FieldRefusal): Verdict => ({
      schema: { ...base, state: 'refused', consequences: [], refusal: why },
    });
    if (live.state === 'known' && live.found) {
      const { latest, found } = live;
      return {
        schema: {
          ...base,
          state: 'same',
          target: { version: latest?.version ?? found.version },
          consequences:
            latest && latest.version !== found.version
              ? [
                  `Cluster ${item.to.cluster} has it as version ${found.version} of ${base.subject}, and has gone on to version ${latest.version}`,
                ]
              : [],
        },
      };
    }
    if (live.state !== 'known') {
      const why = decideSchema(facts);
      return refused(why ?? unreadable(item.to, live.reason));
    }
    const { authorizer, registryOf } = this.#options;
    const permission = dataMeshTopicCreatePermission;
    if (!(await authorizer.isAllowed(credentials, permission))) {
      return refused(notAllowed(permission));
    }
    const becomes = levelAfter(level, live.level, !live.latest);
    const full: WantedSchema = {
      ...wanted,
      ...(becomes === live.level ? {} : { compatibility: becomes }),
    };
    const why = decideSchema({ ...facts, wanted: full });
    const before = live.latest && (await this.#textAt(registryOf, item, base));
    const schema: PromotedSchema = {
      ...base,
      state: 'register',
      ...(live.latest ? { target: { version: live.latest.version } } : {}),
      compatibility: {
        ...(level ? { source: level } : {}),
        ...(live.latest ? { target: live.level } : {}),
        becomes,
      },
      ...shown('before', before),
      ...shown('after', wanted.schema),
      consequences: [],
    };
    if (why) return { schema: { ...schema, state: 'refused', refusal: why } };
    return {
      schema: {
        ...schema,
        consequences: [
          ...schemaStep({ ...facts, wanted: full }, undefined).consequences,
          ...(level && becomes !== level
            ? [
                `The compatibility of its subject stays ${becomes} there, which promises readers more than ${level}`,
              ]
            : []),
          ...this.#renamed(item, base),
        ],
      },
      step: {
        kind: 'register',
        cluster: item.to.cluster,
        schema: full as SchemaInput,
      },
      planned: {
        subject: full.subject,
        format: full.format,
        schema: full.schema,
        compatibility: becomes,
      },
    };
  }

  /** The descriptor has one subject for all environments. */
  #renamed(
    { port, subject }: PromotionItem,
    { subject: target, source }: Pick<PromotedSchema, 'subject' | 'source'>,
  ): string[] {
    return subject === source.subject && target !== source.subject
      ? [
          `Port ${port} names subject ${subject}, which is looked for in every environment: leave schema.subject out of it, so that each topic has its own`,
        ]
      : [];
  }

  async #textAt(
    registryOf: CreationPorts['registryOf'],
    { to }: PromotionItem,
    { subject }: Pick<PromotedSchema, 'subject'>,
  ): Promise<string | undefined> {
    try {
      return (await registryOf(to.cluster)?.getVersion(subject))?.schema;
    } catch (error) {
      // It is only shown; what decides was asked before.
      if (!(error instanceof KafkaError)) throw error;
      return undefined;
    }
  }

  /** What a schema refers to, by the versions that the target has it as. */
  async #references(
    source: SchemaRegistryPort,
    { subject, references }: SubjectRecord,
    to: Place,
  ): Promise<SchemaReference[] | FieldRefusal> {
    if (references.length === 0) return [];
    if (references.length > MAX_REFERENCES) {
      return refusal(
        'INVALID',
        `Subject ${subject} refers to ${references.length} others, more than ${MAX_REFERENCES}; register it at cluster ${to.cluster} by hand`,
      );
    }
    const target = this.#options.registryOf(to.cluster);
    const found: SchemaReference[] = [];
    try {
      for (const { name, subject: other, version } of references) {
        const there = await source.getVersion(other, version);
        const match = await target?.findVersion(other, there);
        if (!match) {
          return refusal(
            'CONFLICT',
            `Subject ${subject} refers to version ${version} of ${other}, which cluster ${to.cluster} does not have; promote or register that one first`,
          );
        }
        found.push({ name, subject: other, version: match.version });
      }
      return found;
    } catch (error) {
      const { code, message } = toKafkaError(error, subject);
      return code === 'NOT_FOUND'
        ? refusal(
            'CONFLICT',
            `Subject ${subject} refers to what is not there any more (${message}); register it at cluster ${to.cluster} by hand`,
          )
        : unreadable(to, message);
    }
  }
}
