import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  isDataProductEntity,
  type PolicyCheck,
  type PolicyTrial,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { CatalogVisibility } from '../authorization/CatalogVisibility';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import { ownerRefOf } from '../products/MeshFacts';
import {
  checkDescriptor,
  descriptorProblems,
  type NewSchema,
} from './checkDescriptor';
import type { PolicyEvaluator } from './PolicyEvaluator';
import type { PolicyReader } from './PolicyReader';
import { readPolicy } from './readPolicy';
import { tryPolicy } from './tryPolicy';

/** How a policy would be changed. */
export type PolicyChange = {
  parameters?: Record<string, unknown>;
  scope?: Record<string, unknown>;
};

/** Tries policies, and checks what is not there yet; stores nothing. */
export class PolicyService {
  readonly #config: DataMeshConfig;
  readonly #reader: PolicyReader;
  readonly #evaluator: PolicyEvaluator;
  readonly #visibility: CatalogVisibility;
  readonly #clock: () => number;

  constructor(options: {
    config: DataMeshConfig;
    reader: PolicyReader;
    evaluator: PolicyEvaluator;
    visibility: CatalogVisibility;
    clock?: () => number;
  }) {
    this.#config = options.config;
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
    change: PolicyChange,
    credentials: BackstageCredentials,
  ): Promise<PolicyTrial> {
    const before = await this.#reader.policy(id, credentials);
    const { enforceFrom, rule, ...rest } = before;
    let after;
    try {
      after = readPolicy({
        ...rest,
        scope: change.scope ?? before.scope,
        rule: { type: rule.type, ...rule.parameters, ...change.parameters },
      });
    } catch (error) {
      throw new InputError((error as Error).message);
    }
    const visible = await this.#visibility.visible('DataProduct', credentials);
    return tryPolicy(
      await this.#evaluator.view(),
      this.#config.policies,
      { before, after },
      ref => !visible || visible.has(ref),
    );
  }

  /** What policies would find wrong with a product before it is there. */
  async check(
    { entity, schemas = [] }: { entity: Entity; schemas?: NewSchema[] },
    credentials: BackstageCredentials,
  ): Promise<PolicyCheck> {
    const policies = await this.#reader.policies(credentials);
    const problems = descriptorProblems(entity);
    if (problems.length > 0 || !isDataProductEntity(entity)) {
      return { isBlocked: true, problems, results: [] };
    }
    const owner = ownerRefOf(entity);
    const view = await this.#evaluator.view(owner ? [owner] : []);
    const environments = new Map(
      this.#config.clusters.map(({ name, settings }) => [
        name,
        settings?.environment,
      ]),
    );
    return checkDescriptor(
      entity,
      schemas,
      view,
      policies,
      cluster => environments.get(cluster),
      this.#clock(),
    );
  }
}
