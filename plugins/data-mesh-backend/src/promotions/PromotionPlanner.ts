import { InputError, toError } from '@backstage/errors';
import {
  dataMeshProductPublishPermission,
  type PromotedPort,
  type PromotedProduct,
  type PromotionPlan,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import type { FieldRefusal } from '../creations/decideTopic';
import { nameOf } from '../history/wording';
import type { PolicyService } from '../policies/PolicyService';
import { refusal as refused } from '../product-store/decidePublication';
import type {
  PlannedBefore,
  ProductPublisher,
} from '../product-store/ProductPublisher';
import { withoutWritten } from '../product-store/readDescriptor';
import { decidePromotion } from './decidePromotion';
import { notAllowed } from './notAllowed';
import { locationLines, withLocations } from './promoteDocument';
import type { PromotionItem, PromotionStep, PromotionWish } from './promotion';
import type {
  PromotedFacts,
  PromotionFactsReader,
} from './PromotionFactsReader';
import { hashOf, type HashPart } from './promotionHash';
import type { SchemaPromotion } from './SchemaPromotion';
import type { TopicPromotion } from './TopicPromotion';

export type PromotionPlannerOptions = {
  facts: Pick<PromotionFactsReader, 'of'>;
  topics: Pick<TopicPromotion, 'plan'>;
  schemas: Pick<SchemaPromotion, 'plan'>;
  publisher: Pick<ProductPublisher, 'planChange'>;
  policies: Pick<PolicyService, 'check'>;
  authorizer: Pick<Authorizer, 'isAllowed'>;
};

/** A plan, what it was made on, and how it is carried out. */
export type PlannedPromotion = {
  plan: PromotionPlan;
  facts: PromotedFacts;
  parts: HashPart[];
  /** Topics first, then schemas, then the product. */
  steps: PromotionStep[];
};

type PlannedPorts = {
  ports: PromotedPort[];
  parts: HashPart[];
  steps: PromotionStep[];
  before: PlannedBefore;
};

type PlannedProduct = { product: PromotedProduct; step?: PromotionStep };

const ORDER: Array<PromotionStep['kind']> = [
  'create',
  'change',
  'register',
  'publish',
];

/** What a port's part of a plan says, whatever it was made on. */
const saidOf = ({ topic, schemas }: PromotedPort) => [
  topic.differences,
  topic.consequences,
  topic.refusal?.message ?? null,
  schemas.map(({ state, compatibility, consequences, refusal }) => [
    state,
    compatibility ?? null,
    consequences,
    refusal?.message ?? null,
  ]),
];

/** Says what promotions would come to; changes nothing. */
export class PromotionPlanner {
  readonly #options: PromotionPlannerOptions;

  constructor(options: PromotionPlannerOptions) {
    this.#options = options;
  }

  /** The plan for whoever asks; that they may not is told in it, too. */
  async plan(
    wish: PromotionWish,
    run: string,
    credentials: UserCredentials,
  ): Promise<PlannedPromotion> {
    const { facts: reader } = this.#options;
    const facts = await reader.of(wish.ref, wish.cluster, credentials);
    const refusal = await this.refuse(wish, facts, credentials);
    if (refusal) return toRefused(wish, facts, refusal);
    const { items = [] } = decidePromotion(facts, wish);
    const planned = await this.#ports(items, wish, run, credentials);
    const { product, step } = await this.#product(
      items.filter(({ isLocated }) => !isLocated),
      facts,
      planned.before,
      credentials,
    );
    const parts: HashPart[] = [
      ...planned.parts,
      {
        what: `${wish.ref} is at ${
          facts.version === undefined
            ? 'another descriptor'
            : `version ${facts.version}`
        }`,
        value: facts.version ?? [facts.ports, facts.declaredAt ?? null],
      },
      {
        what: `what becomes of ${wish.ref} is another`,
        value: [
          product.state,
          product.consequences,
          product.refusal?.message ?? null,
        ],
      },
    ];
    const isBlocked =
      product.refusal !== undefined ||
      planned.ports.some(
        ({ topic, schemas }) =>
          topic.refusal !== undefined ||
          schemas.some(each => each.refusal !== undefined),
      );
    return {
      facts,
      parts,
      steps: [...planned.steps, ...(step ? [step] : [])].sort(
        (a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind),
      ),
      plan: {
        hash: hashOf(wish, parts),
        ports: planned.ports,
        product,
        isBlocked,
      },
    };
  }

  /** Why somebody may not promote a product, whatever it would come to. */
  async refuse(
    wish: PromotionWish,
    facts: PromotedFacts,
    credentials: UserCredentials,
  ): Promise<FieldRefusal | undefined> {
    const permission = dataMeshProductPublishPermission;
    const isAllowed = await this.#options.authorizer.isAllowed(
      credentials,
      permission,
    );
    return isAllowed
      ? decidePromotion(facts, wish).refusal
      : notAllowed(permission);
  }

  async #ports(
    items: PromotionItem[],
    { ref, keep }: PromotionWish,
    run: string,
    credentials: UserCredentials,
  ): Promise<PlannedPorts> {
    const { topics, schemas } = this.#options;
    const call = { ref, run, keep: new Set(keep), credentials };
    const all: PlannedPorts = {
      ports: [],
      parts: [],
      steps: [],
      before: { topicKeys: [], topics: [], schemas: [] },
    };
    for (const item of items) {
      const { port, from, to } = item;
      const topic = await topics.plan(item, call);
      const found = await schemas.plan(item, call);
      const shown: PromotedPort = {
        port,
        from,
        to,
        topic: topic.topic,
        schemas: found.map(({ schema }) => schema),
      };
      all.ports.push(shown);
      all.parts.push(
        ...topic.parts,
        // One part, however many subjects: it is of the same port.
        {
          what:
            found
              .flatMap(({ parts }) => parts.map(({ what }) => what))
              .join(', ') || `the schemas of port ${port} are others`,
          value: found.map(({ parts }) => parts.map(({ value }) => value)),
        },
        {
          what: `what becomes of port ${port} is another`,
          value: saidOf(shown),
        },
      );
      all.steps.push(
        ...[topic, ...found].flatMap(({ step }) => (step ? [step] : [])),
      );
      all.before.topicKeys.push({ cluster: to.cluster, topic: to.topic });
      if (topic.planned) all.before.topics.push(topic.planned);
      all.before.schemas.push(
        ...found.flatMap(({ planned }) => (planned ? [planned] : [])),
      );
    }
    return all;
  }

  async #product(
    added: PromotionItem[],
    { ref, document, version, declaredAt }: PromotedFacts,
    before: PlannedBefore,
    credentials: UserCredentials,
  ): Promise<PlannedProduct> {
    if (added.length === 0 || !document) {
      return { product: { state: 'same', consequences: [], results: [] } };
    }
    const entity = withoutWritten(withLocations(document, added));
    const where = added
      .map(({ port, to }) => `port ${port} is ${to.topic} on ${to.cluster}`)
      .join(', ');
    if (version === undefined) {
      const { results } = await this.#options.policies.check(
        { entity, topics: before.topics, schemas: before.schemas },
        credentials,
      );
      return {
        product: {
          state: 'git',
          ...(declaredAt === undefined ? {} : { declaredAt }),
          lines: locationLines(added),
          consequences: [
            `${nameOf(
              ref,
            )} is described in Git: once its lines are merged there, ${where}`,
          ],
          results,
        },
      };
    }
    const input = { entity: { ...entity }, basedOn: version };
    try {
      const plan = await this.#options.publisher.planChange(
        input,
        before,
        credentials,
      );
      const { results, refusal } = plan;
      if (refusal) {
        return {
          product: { state: 'refused', consequences: [], results, refusal },
        };
      }
      return {
        product: {
          state: 'publish',
          version: plan.version,
          consequences: [
            `${nameOf(ref)} is published as version ${
              plan.version
            }, by which ${where}`,
          ],
          results,
        },
        step: { kind: 'publish', ...input },
      };
    } catch (error) {
      const { name, message } = toError(error);
      if (name !== InputError.name) throw error;
      return {
        product: {
          state: 'refused',
          consequences: [],
          results: [],
          refusal: refused('INVALID', message),
        },
      };
    }
  }
}

function toRefused(
  wish: PromotionWish,
  facts: PromotedFacts,
  refusal: FieldRefusal,
): PlannedPromotion {
  return {
    facts,
    parts: [],
    steps: [],
    plan: { hash: hashOf(wish, []), ports: [], refusal, isBlocked: true },
  };
}
