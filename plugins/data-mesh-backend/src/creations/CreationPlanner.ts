import { randomUUID } from 'node:crypto';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { InputError, toError } from '@backstage/errors';
import {
  dataMeshAccessRequestCreatePermission,
  dataMeshDomainPublishPermission,
  dataMeshProductPublishPermission,
  dataMeshTopicCreatePermission,
  type CreationPlan,
  type CreationStep,
  type TopicKey,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { AccessService } from '../access/AccessService';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import type { DomainPublisher } from '../domain-store/DomainPublisher';
import type { NewSchema } from '../policies/checkDescriptor';
import type { PlannedTopic } from '../policies/checkTopic';
import type { ProductPublisher } from '../product-store/ProductPublisher';
import type { CreationFacts } from './CreationFacts';
import { decideSchema, topicOfSubject } from './decideSchema';
import { decideTopic } from './decideTopic';
import {
  accessStep,
  domainStep,
  productStep,
  schemaStep,
  toPlan,
  topicStep,
  type CreationWish,
  type PlannedStep,
} from './planSteps';
import { toWantedSchema } from './SchemaCreator';
import { toWantedTopic, type TopicCreator } from './TopicCreator';

export type CreationPlannerOptions = {
  facts: Pick<CreationFacts, 'ofTopic' | 'ofSchema'>;
  topics: Pick<TopicCreator, 'plan'>;
  domains: Pick<DomainPublisher, 'plan'>;
  publisher: Pick<ProductPublisher, 'plan'>;
  access: Pick<AccessService, 'plan'>;
  authorizer: Pick<Authorizer, 'isAllowed'>;
};

/** What later steps find there, as earlier ones make it. */
type Planned = {
  /** Owners of domains that are published before, by the domains' refs. */
  domainOwners: Map<string, string>;
  topicKeys: TopicKey[];
  /** Of those that are not there yet, as Kafka would make them. */
  topics: PlannedTopic[];
  schemas: NewSchema[];
};

type Planning = {
  wish: CreationWish;
  run: string;
  planned: Planned;
  credentials: UserCredentials;
};

type StepPlanner = {
  permission: BasicPermission;
  plan: (
    planner: CreationPlannerOptions,
    planning: Planning,
  ) => Promise<PlannedStep | undefined>;
};

/** Plans the domain, whose owner decides on the topics that come after it. */
async function planDomain(
  { domains }: CreationPlannerOptions,
  { wish, run, planned, credentials }: Planning,
): Promise<PlannedStep | undefined> {
  if (!wish.domain) return undefined;
  const { entity } = wish.domain;
  try {
    const plan = await domains.plan({ entity, run }, credentials);
    const { ref, ownerRef } = plan;
    if (ownerRef) planned.domainOwners.set(ref, ownerRef);
    return { step: domainStep(plan) };
  } catch (error) {
    return refusedEntity('domain', nameOfEntity(entity, 'a domain'), error);
  }
}

/** The facts of something, with the owner that its domain comes to have. */
function asOwned<F extends { domainRef?: string; domainOwner?: string }>(
  facts: F,
  { domainOwners }: Planned,
): F {
  const domainOwner = domainOwners.get(facts.domainRef ?? '');
  return domainOwner ? { ...facts, domainOwner } : facts;
}

/** Plans the topic, which Kafka is asked about, too. */
async function planTopic(
  { facts: reader, topics }: CreationPlannerOptions,
  { wish, run, planned, credentials }: Planning,
): Promise<PlannedStep | undefined> {
  if (!wish.topic) return undefined;
  const { cluster } = wish.topic;
  const wanted = toWantedTopic(wish.topic);
  const facts = asOwned(
    await reader.ofTopic(cluster, wanted, run, credentials),
    planned,
  );
  const refusal = decideTopic(facts);
  const isNew = !refusal && facts.live.state === 'absent';
  const verdict = isNew
    ? await topics.plan(facts, credentials)
    : { results: [], ...(refusal ? { refusal } : {}) };
  // What comes after it is judged as if it were there, whatever is wrong
  // with it: one thing is told once.
  planned.topicKeys.push({ cluster, topic: wanted.name });
  if ('planned' in verdict && verdict.planned) {
    planned.topics.push(verdict.planned);
  }
  return { step: topicStep(facts, verdict) };
}

/** Plans the schema, which its registry is asked about, too. */
async function planSchema(
  { facts: reader }: CreationPlannerOptions,
  { wish, run, planned, credentials }: Planning,
): Promise<PlannedStep | undefined> {
  if (!wish.schema) return undefined;
  const { cluster } = wish.schema;
  const wanted = toWantedSchema(wish.schema);
  const topic = topicOfSubject(wanted.subject);
  const isPlanned = planned.topicKeys.some(
    each => each.cluster === cluster && each.topic === topic,
  );
  const facts = asOwned(
    await reader.ofSchema(cluster, wanted, run, credentials, isPlanned),
    planned,
  );
  const { subject, format, schema, compatibility } = wanted;
  const level = facts.live.state === 'known' ? facts.live.level : undefined;
  planned.schemas.push({
    subject,
    format,
    schema,
    compatibility: compatibility ?? level,
  });
  return { step: schemaStep(facts, decideSchema(facts)) };
}

/** Plans the product, on what is there and what the steps before it make. */
async function planProduct(
  { publisher }: CreationPlannerOptions,
  { wish, run, planned, credentials }: Planning,
): Promise<PlannedStep | undefined> {
  if (!wish.product) return undefined;
  const { entity } = wish.product;
  try {
    const plan = await publisher.plan({ entity, run }, planned, credentials);
    return { step: productStep(plan) };
  } catch (error) {
    const name = nameOfEntity(entity, 'a data product');
    return refusedEntity('product', name, error);
  }
}

/** @throws what is not about the descriptor */
function refusedEntity(
  kind: CreationStep['kind'],
  name: string,
  error: unknown,
): PlannedStep {
  const { name: type, message } = toError(error);
  if (type !== InputError.name) throw error;
  return {
    step: {
      kind,
      name,
      state: 'refused',
      refusal: { code: 'INVALID', message, field: 'entity' },
      consequences: [],
    },
  };
}

function nameOfEntity(
  entity: Record<string, unknown>,
  otherwise: string,
): string {
  try {
    return stringifyEntityRef(entity as Entity);
  } catch {
    return otherwise;
  }
}

async function planAccess(
  { access }: CreationPlannerOptions,
  { wish, credentials }: Planning,
): Promise<PlannedStep | undefined> {
  return wish.accessRequest
    ? accessStep(
        wish.accessRequest,
        await access.plan(wish.accessRequest, credentials),
      )
    : undefined;
}

/** Every kind of step, in the order in which one needs the other. */
const STEPS = new Map<CreationStep['kind'], StepPlanner>([
  ['domain', { permission: dataMeshDomainPublishPermission, plan: planDomain }],
  ['topic', { permission: dataMeshTopicCreatePermission, plan: planTopic }],
  ['schema', { permission: dataMeshTopicCreatePermission, plan: planSchema }],
  [
    'product',
    { permission: dataMeshProductPublishPermission, plan: planProduct },
  ],
  [
    'access-request',
    { permission: dataMeshAccessRequestCreatePermission, plan: planAccess },
  ],
]);

/** Says what creations would come to; stores nothing. */
export class CreationPlanner {
  readonly #options: CreationPlannerOptions;

  constructor(options: CreationPlannerOptions) {
    this.#options = options;
  }

  async plan(
    wish: CreationWish,
    credentials: UserCredentials,
  ): Promise<CreationPlan> {
    const planning: Planning = {
      wish,
      run: wish.run ?? randomUUID(),
      planned: {
        domainOwners: new Map(),
        topicKeys: [],
        topics: [],
        schemas: [],
      },
      credentials,
    };
    const steps: PlannedStep[] = [];
    for (const { permission, plan } of STEPS.values()) {
      const planned = await plan(this.#options, planning);
      if (planned)
        steps.push(await this.#narrow(planned, permission, credentials));
    }
    return toPlan(wish, steps);
  }

  /** Refuses a step that the permission policy does not let the caller do. */
  async #narrow(
    planned: PlannedStep,
    permission: BasicPermission,
    credentials: UserCredentials,
  ): Promise<PlannedStep> {
    const { authorizer } = this.#options;
    if (await authorizer.isAllowed(credentials, permission)) return planned;
    const { kind, name } = planned.step;
    return {
      step: {
        kind,
        name,
        state: 'refused',
        refusal: {
          code: 'NOT_ALLOWED',
          message: `The permission policy does not allow ${permission.name}`,
        },
        consequences: [],
      },
    };
  }
}
