import { createHash } from 'node:crypto';
import type {
  AccessPlan,
  CreationPlan,
  CreationStep,
  SchemaInput,
  TopicInput,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { RequestInput } from '../access/FactsReader';
import type { PlannedDomain } from '../domain-store/DomainPublisher';
import { nameOf } from '../history/wording';
import type { PlannedPublication } from '../product-store/ProductPublisher';
import type { WantedSchema } from './creation';
import type { SchemaFacts } from './decideSchema';
import type { FieldRefusal, TopicFacts } from './decideTopic';
import type { TopicPlan } from './TopicCreator';

/** What is to be made together, its refs made full. */
export type CreationWish = {
  topic?: TopicInput & { cluster: string };
  schema?: SchemaInput & { cluster: string };
  domain?: { entity: Record<string, unknown> };
  product?: { entity: Record<string, unknown> };
  accessRequest?: RequestInput;
  run?: string;
};

/** A step, and what of it the hash of the plan is about. */
export type PlannedStep = { step: CreationStep; basis?: unknown };

function stepOf(
  step: Pick<CreationStep, 'kind' | 'name' | 'consequences' | 'results'>,
  isDone: boolean,
  refusal: FieldRefusal | undefined,
): CreationStep {
  const { kind, name, consequences, results } = step;
  if (refusal) {
    return {
      kind,
      name,
      state: 'refused',
      refusal,
      consequences: [],
      ...(results?.length ? { results } : {}),
    };
  }
  return {
    kind,
    name,
    state: isDone ? 'done' : 'create',
    consequences,
    ...(results?.length ? { results } : {}),
  };
}

const count = (number: number, what: string) =>
  `${number} ${what}${number === 1 ? '' : 's'}`;

/** What creating a topic would come to. */
export function topicStep(
  { wanted, cluster, own }: Pick<TopicFacts, 'wanted' | 'cluster' | 'own'>,
  { refusal, planned, results }: TopicPlan,
): CreationStep {
  const { partitions, replicationFactor, configs } = wanted;
  const replicas = planned?.replicationFactor ?? replicationFactor;
  const set = Object.entries(configs).map(([key, value]) => `${key}=${value}`);
  return stepOf(
    {
      kind: 'topic',
      name: wanted.name,
      consequences: [
        `Topic ${wanted.name} is created on cluster ${
          cluster.name
        } with ${count(partitions, 'partition')}${
          replicas > 0 ? `, each kept by ${count(replicas, 'broker')}` : ''
        }`,
        ...(set.length > 0
          ? [`It is configured: ${set.sort().join(', ')}`]
          : []),
        'Nobody can read or write it before access is granted',
      ],
      results,
    },
    own?.state === 'created',
    refusal,
  );
}

function levelWords({ compatibility }: WantedSchema, before?: string) {
  return compatibility && compatibility !== before
    ? [
        `The compatibility of its subject becomes ${compatibility}${
          before ? `, after ${before}` : ''
        }`,
      ]
    : [];
}

/** What registering a schema would come to. */
export function schemaStep(
  { wanted, live, own, cluster }: SchemaFacts,
  refusal: FieldRefusal | undefined,
): CreationStep {
  const latest = live.state === 'known' ? live.latest : undefined;
  const level = live.state === 'known' && latest ? live.level : undefined;
  return stepOf(
    {
      kind: 'schema',
      name: wanted.subject,
      consequences: [
        latest
          ? `A version of ${wanted.subject} that is compatible with version ${latest.version} is registered at the schema registry of cluster ${cluster.name}`
          : `The first version of ${wanted.subject} is registered at the schema registry of cluster ${cluster.name}`,
        ...levelWords(wanted, level),
      ],
    },
    own?.state === 'created',
    refusal,
  );
}

/** What publishing a domain would come to. */
export function domainStep({
  ref,
  ownerRef,
  version,
  isDone,
  refusal,
}: PlannedDomain): CreationStep {
  return stepOf(
    {
      kind: 'domain',
      name: ref,
      consequences: [
        `${nameOf(
          ref,
        )} is published as version ${version}, and stands in the catalog seconds later`,
        ...(ownerRef
          ? [`${ownerRef} is told, and decides on its topics from then on`]
          : []),
      ],
    },
    isDone,
    refusal,
  );
}

/** What publishing a product would come to. */
export function productStep({
  ref,
  version,
  isDone,
  refusal,
  results,
}: PlannedPublication): CreationStep {
  return stepOf(
    {
      kind: 'product',
      name: ref,
      consequences: [
        `${nameOf(
          ref,
        )} is published as version ${version}, and stands in the catalog seconds later`,
      ],
      results,
    },
    isDone,
    refusal,
  );
}

/** What asking for access would come to. */
export function accessStep(
  { consumer }: Pick<RequestInput, 'consumer'>,
  plan: AccessPlan,
): PlannedStep {
  const asked = plan.items.filter(item => !item.existing);
  const refused = asked.find(item => item.refusal)?.refusal ?? plan.refusal;
  const step = stepOf(
    {
      kind: 'access-request',
      name: consumer,
      consequences: asked.map(({ product, productTitle, port, steps }) => {
        const who = steps.flatMap(({ deciders }) => deciders.map(nameOf));
        return `${nameOf(consumer)} asks for ${
          productTitle ?? nameOf(product)
        }, port ${port}, which ${
          steps.length === 0
            ? 'is approved at once'
            : `waits for ${who.join(', ') || 'somebody who can decide it'}`
        }`;
      }),
    },
    asked.length === 0,
    refused as FieldRefusal | undefined,
  );
  return { step, basis: plan.hash };
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  );
}

/**
 * The plan of some steps. Its hash is of what is wanted and of what is refused:
 * it changes when a topic comes to be there meanwhile, and stays as it was for
 * what the run itself has made. Pure.
 */
export function toPlan(
  { run: _run, ...wish }: CreationWish,
  planned: PlannedStep[],
): CreationPlan {
  const steps = planned.map(({ step }) => step);
  const basis = planned.map(
    ({ step: { kind, name, refusal }, basis: more }) => [
      kind,
      name,
      refusal ? [refusal.code, refusal.message] : 'create',
      more ?? null,
    ],
  );
  return {
    hash: createHash('sha256')
      .update(JSON.stringify(canonical([withoutRuns(wish), basis])))
      .digest('hex'),
    steps,
    isBlocked: steps.some(({ state }) => state === 'refused'),
  };
}

/** Which run it is in, and why, is not what is made. */
function withoutRuns({
  topic,
  schema,
  ...rest
}: Omit<CreationWish, 'run'>): unknown {
  const of = (part: TopicInput | SchemaInput | undefined) =>
    part && { ...part, run: undefined, reason: undefined };
  return { ...rest, topic: of(topic), schema: of(schema) };
}
