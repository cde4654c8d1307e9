import type { Creation as ShownCreation } from '@data-mesh/backstage-plugin-data-mesh-common';
import type {
  SchemaFormat,
  SchemaReference,
} from '../schema-registry/SchemaRegistryPort';
import { toIso } from '../rows';

/**
 * What can be made, in the order in which one needs the other. Undoing goes the
 * other way.
 */
export const CREATION_KINDS = ['domain', 'topic', 'schema', 'product'] as const;
export type CreationKind = (typeof CREATION_KINDS)[number];

/**
 * `intended` is written before Kafka or the schema registry is asked, `undoing`
 * before they are asked to forget it: whatever dies in between is finished by
 * the same call again.
 */
export type CreationState = 'intended' | 'created' | 'undoing' | 'undone';

/** A topic as somebody wants it. */
export type WantedTopic = {
  name: string;
  partitions: number;
  /** -1: as many as the brokers have by default. */
  replicationFactor: number;
  configs: Record<string, string>;
};

/** A schema as somebody wants it. */
export type WantedSchema = {
  subject: string;
  format: SchemaFormat;
  schema: string;
  references: SchemaReference[];
  compatibility?: string;
};

/** What Kafka made of a topic. */
export type MadeTopic = {
  /** Kafka's own ID: another topic of the same name has another one. */
  topicId: string;
  partitions: number;
  replicationFactor: number;
};

/** What of a subject was there before. */
export type SchemaBefore = {
  versions: number[];
  /** The subject's own level; nothing where that of all applied. */
  level?: string;
  /** Records ever written to the topic; nothing where there was no topic. */
  written?: number;
};

export type MadeSchema = { version: number; id: number };

/** What there was of a product: the version that undoing goes back to. */
export type ProductBefore = { version?: number };
export type MadeProduct = { version: number };

type Parts = {
  topic: { wanted: WantedTopic; before: object; made: MadeTopic };
  schema: { wanted: WantedSchema; before: SchemaBefore; made: MadeSchema };
  domain: { wanted: object; before: ProductBefore; made: MadeProduct };
  product: { wanted: object; before: ProductBefore; made: MadeProduct };
};

type Common = {
  id: string;
  /** What it belongs to, and is undone with; of one person. */
  run: string;
  cluster?: string;
  /** Of the topic or subject, or ref of the product or domain. */
  name: string;
  state: CreationState;
  createdBy: string;
  /** Times in milliseconds. */
  intendedAt: number;
  createdAt?: number;
  undoneAt?: number;
};

/** One thing of a kind that was made for somebody. */
export type CreationOf<K extends CreationKind> = Common & {
  kind: K;
  wanted: Parts[K]['wanted'];
  before: Parts[K]['before'];
  /** Once it is there. */
  made?: Parts[K]['made'];
};

/** One thing that was made for somebody. */
export type Creation = { [K in CreationKind]: CreationOf<K> }[CreationKind];

/** What there is to undo, the last first. */
export function toUndo(creations: Creation[]): Creation[] {
  const rank = ({ kind }: Creation) => CREATION_KINDS.indexOf(kind);
  return creations
    .filter(({ state }) => state !== 'undone')
    .sort((a, b) => rank(b) - rank(a) || b.intendedAt - a.intendedAt);
}

/** A creation as the API shows it. */
export function toShownCreation(creation: Creation): ShownCreation {
  const { id, run, kind, cluster, name, state, createdBy } = creation;
  const { intendedAt, createdAt, undoneAt } = creation;
  return {
    id,
    run,
    kind,
    ...(cluster ? { cluster } : {}),
    name,
    state,
    createdBy,
    intendedAt: toIso(intendedAt),
    ...(createdAt === undefined ? {} : { createdAt: toIso(createdAt) }),
    ...(undoneAt === undefined ? {} : { undoneAt: toIso(undoneAt) }),
    ...detailsOf(creation),
  };
}

function detailsOf(
  creation: Creation,
): Pick<ShownCreation, 'topic' | 'schema' | 'version'> {
  if (!creation.made) return {};
  switch (creation.kind) {
    case 'topic':
      return {
        topic: { ...creation.made, configs: creation.wanted.configs },
      };
    case 'schema': {
      const { compatibility } = creation.wanted;
      const { level } = creation.before;
      return {
        schema: {
          version: creation.made.version,
          schemaId: creation.made.id,
          ...(compatibility ? { compatibility } : {}),
          ...(level ? { compatibilityBefore: level } : {}),
        },
      };
    }
    default:
      return { version: creation.made.version };
  }
}
