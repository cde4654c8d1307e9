import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  isDataProductEntity,
  type MeshProduct,
  type PolicyCheck,
  type PolicyDocumentTrial,
  type PolicyResult,
  type PolicyTrial,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { CatalogVisibility } from '../authorization/CatalogVisibility';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import { toHttpError } from '../access/refusal';
import { readActiveExemptions } from '../exemptions/exemptionRows';
import { ownerRefOf } from '../products/MeshFacts';
import {
  checkDescriptor,
  descriptorProblems,
  type NewSchema,
} from './checkDescriptor';
import { checkTopic, withTopics, type PlannedTopic } from './checkTopic';
import { checkTopicChange } from './checkTopicChange';
import type { PolicyEvaluator } from './PolicyEvaluator';
import type { PolicyReader } from './PolicyReader';
import type { PolicyKeepers } from './PolicyKeepers';
import { problemsOf } from './documentProblems';
import type { Policy } from './policy';
import { isLooseTopic } from './looseTopics';
import { RULES } from './rules';
import { readPolicy, toDocument } from './readPolicy';
import type { MeshView } from './readPolicyFacts';
import { readWritten } from './store/decidePublication';
import { changesOf } from './store/documentChanges';
import type { PolicySource } from './store/PolicySource';
import { tryPolicy, type TrialPart } from './tryPolicy';

type Document = Record<string, unknown>;

/** How a policy would be changed. */
export type PolicyChange = {
  parameters?: Record<string, unknown>;
  scope?: Record<string, unknown>;
};

// A trial comes in parts, each of which is about the same mesh.
const VIEW_FOR_MS = 15_000;

/** Tries policies, and checks what is not there yet; stores nothing. */
export class PolicyService {
  readonly #db: Knex;
  readonly #config: DataMeshConfig;
  readonly #source: Pick<PolicySource, 'current'>;
  readonly #keepers: PolicyKeepers;
  readonly #reader: PolicyReader;
  readonly #evaluator: PolicyEvaluator;
  readonly #visibility: CatalogVisibility;
  readonly #clock: () => number;
  #view: { readAt: number; view: Promise<MeshView> } | undefined;

  constructor(options: {
    db: Knex;
    config: DataMeshConfig;
    source: Pick<PolicySource, 'current'>;
    keepers: PolicyKeepers;
    reader: PolicyReader;
    evaluator: PolicyEvaluator;
    visibility: CatalogVisibility;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#config = options.config;
    this.#source = options.source;
    this.#keepers = options.keepers;
    this.#reader = options.reader;
    this.#evaluator = options.evaluator;
    this.#visibility = options.visibility;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * What a policy, or a change of it, would find wrong with today's mesh.
   *
   * @throws InputError that names what of the change cannot be read
   */
  async tryOut(
    id: string,
    { parameters, scope, ...part }: PolicyChange & TrialPart,
    credentials: BackstageCredentials,
  ): Promise<PolicyTrial> {
    const before = await this.#reader.policy(id, credentials);
    const document = toDocument(before);
    let after;
    try {
      after = readPolicy({
        ...document,
        scope: scope ?? before.scope,
        rule: { ...Object(document.rule), ...parameters },
      });
    } catch (error) {
      throw new InputError((error as Error).message);
    }
    return this.#try({ before, after }, part, credentials);
  }

  /**
   * What is wrong with a document, else what it would find in today's mesh that
   * the version in force does not.
   *
   * @throws NotAllowedError for anybody but operators and governance
   */
  async tryDocument(
    { document, ...part }: { document: Document } & TrialPart,
    credentials: BackstageCredentials,
  ): Promise<PolicyDocumentTrial> {
    const refusal = await this.#keepers.refusal(
      'try policies that are not published',
      credentials,
    );
    if (refusal) throw toHttpError(refusal);
    const { policies, versions } = await this.#source.current();
    const before = policies.find(({ id }) => id === document.id);
    const version = before && versions.get(before.id);
    const known = before && (version?.document ?? toDocument(before));
    const answer = {
      changes: known ? changesOf(known, document) : [],
      ...(version ? { version: version.version } : {}),
    };
    let after;
    try {
      after = readWritten(document);
    } catch (error) {
      return { ...answer, problems: problemsOf(error, '') };
    }
    return {
      ...answer,
      problems: [],
      trial: await this.#try({ before, after }, part, credentials),
    };
  }

  async #try(
    change: { before?: Policy; after: Policy },
    part: TrialPart,
    credentials: BackstageCredentials,
  ): Promise<PolicyTrial> {
    const [products, resources] = await Promise.all([
      this.#visibility.visible('DataProduct', credentials),
      this.#visibility.visible('Resource', credentials),
    ]);
    const { policies } = await this.#source.current();
    const rule = RULES.get(change.after.rule.type);
    return tryPolicy(
      await this.#recentView(),
      policies,
      change,
      product => {
        const isTopic = isLooseTopic(product);
        // What the rule says nothing of would only make the numbers larger.
        if (isTopic && !rule?.looksAtLooseTopics) return false;
        const visible = isTopic ? resources : products;
        return !visible || visible.has(product.ref);
      },
      part,
      this.#clock(),
    );
  }

  /** The mesh as it is now or was a moment ago, its products by ref. */
  async #recentView(): Promise<MeshView> {
    const now = this.#clock();
    if (!this.#view || now - this.#view.readAt >= VIEW_FOR_MS) {
      const view = this.#evaluator.view().then(read => ({
        ...read,
        products: [...read.products].sort((a, b) => (a.ref < b.ref ? -1 : 1)),
      }));
      this.#view = { readAt: now, view };
      view.catch(() => {
        this.#view = undefined;
      });
    }
    return this.#view.view;
  }

  /**
   * What policies would find wrong with a product before it is there, with
   * schemas and topics that are not there yet either.
   *
   * @param origin - by which it would come to be; declared if left out
   */
  async check(
    {
      entity,
      schemas = [],
      topics = [],
    }: { entity: Entity; schemas?: NewSchema[]; topics?: PlannedTopic[] },
    credentials: BackstageCredentials,
    origin?: MeshProduct['origin'],
  ): Promise<PolicyCheck> {
    const policies = await this.#reader.policies(credentials);
    const problems = descriptorProblems(entity);
    if (problems.length > 0 || !isDataProductEntity(entity)) {
      return { isBlocked: true, problems, results: [] };
    }
    const owner = ownerRefOf(entity);
    const view = await this.#evaluator.view(owner ? [owner] : []);
    const now = this.#clock();
    return checkDescriptor(
      entity,
      schemas,
      withTopics(view, topics),
      policies,
      cluster => this.#environmentOf(cluster),
      await readActiveExemptions(this.#db, now),
      now,
      origin,
    );
  }

  /** What policies would find wrong with a topic itself before it is there. */
  async checkTopic(
    topic: PlannedTopic,
    credentials: BackstageCredentials,
  ): Promise<PolicyResult[]> {
    const now = this.#clock();
    return checkTopic(
      topic,
      await this.#evaluator.view(),
      await this.#reader.policies(credentials),
      this.#environmentOf(topic.cluster),
      await readActiveExemptions(this.#db, now),
      now,
    );
  }

  /** What policies would find wrong with a topic as a change makes it. */
  async checkTopicChange(
    topic: PlannedTopic,
    credentials: BackstageCredentials,
  ): Promise<PolicyResult[]> {
    const now = this.#clock();
    return checkTopicChange(
      topic,
      await this.#evaluator.view(),
      await this.#reader.policies(credentials),
      await readActiveExemptions(this.#db, now),
      now,
    );
  }

  #environmentOf(cluster: string): string | undefined {
    return this.#config.clusters.find(({ name }) => name === cluster)?.settings
      ?.environment;
  }
}
