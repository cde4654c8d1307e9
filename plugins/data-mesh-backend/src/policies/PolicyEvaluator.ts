import { createHash } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { CatalogFacts } from '../access/CatalogFacts';
import type { ActiveExemptions } from '../exemptions/exemption';
import { readActiveExemptions } from '../exemptions/exemptionRows';
import { appendHistory } from '../history/appendHistory';
import type { PolicyEvaluationRow } from '../tables';
import { evaluatePolicy, type Tightenings } from './evaluatePolicy';
import { writeFindings, type Finding, type Found } from './findings';
import { stageAt, type Policy } from './policy';
import type { PolicyFacts } from './PolicyFacts';
import { readOwnerStates } from './readOwnerStates';
import {
  PolicyFactsMaker,
  readMeshView,
  type MeshView,
  type OwnerStates,
} from './readPolicyFacts';
import { readTightenings } from './readTightenings';
import type { PolicySource } from './store/PolicySource';
import { Turns } from './Turns';
import { enforcementFacts, violationFacts } from './violationFacts';

const OWNERS_FOR_MS = 60_000;

/** What policies find wrong with a product, drafts left out. */
function findIn(
  facts: PolicyFacts,
  policies: Policy[],
  tightenings: Tightenings,
  now: number,
): Found[] {
  return policies.flatMap(policy => {
    const stage = stageAt(policy, now);
    if (stage === 'draft') return [];
    return evaluatePolicy(policy, facts, tightenings).map(violation => ({
      ...violation,
      policyId: policy.id,
      productRef: facts.ref,
      severity: policy.severity,
      stage,
      remedy: policy.remedy,
    }));
  });
}

/**
 * Evaluates the policies on everything that is live, again and again, and only
 * where something of a product, or a policy, has changed.
 */
export class PolicyEvaluator {
  readonly #db: Knex;
  readonly #source: Pick<PolicySource, 'current'>;
  readonly #trustedLocations: string[];
  readonly #catalog: Pick<CatalogFacts, 'entities'>;
  readonly #logger: LoggerService;
  readonly #clock: () => number;
  #owners: { states: OwnerStates; readAt: number } | undefined;

  constructor(options: {
    db: Knex;
    source: Pick<PolicySource, 'current'>;
    trustedLocations: string[];
    catalog: Pick<CatalogFacts, 'entities'>;
    logger: LoggerService;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#source = options.source;
    this.#trustedLocations = options.trustedLocations;
    this.#catalog = options.catalog;
    this.#logger = options.logger;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * The mesh as it is now, with what is known of the owners.
   *
   * @param others - owners that are asked for besides those of products
   */
  async view(others: string[] = []): Promise<MeshView> {
    const view = await readMeshView(
      this.#db,
      this.#trustedLocations,
      this.#clock(),
    );
    const refs = view.products.flatMap(({ ownerRef }) => ownerRef ?? []);
    return {
      ...view,
      owners: await this.#ownersOf([...new Set([...refs, ...others])]),
    };
  }

  /** @returns how many products were evaluated */
  async tick(): Promise<number> {
    const now = this.#clock();
    const { policies } = await this.#source.current();
    const view = await this.view();
    const tightenings = readTightenings(view.domainSpecs, policies);
    // That the day of enforcing has come changes what is found, too.
    const rules = JSON.stringify([
      policies.map(policy => [policy, stageAt(policy, now)]),
      [...tightenings].map(([domain, own]) => [domain, [...own]]),
    ]);
    const known = new Map(
      (await this.#db<PolicyEvaluationRow>('policy_evaluations').select()).map(
        row => [row.product_ref, row.input_hash],
      ),
    );
    const exempt = await readActiveExemptions(this.#db, now);
    const maker = new PolicyFactsMaker(view);
    let evaluated = 0;
    const turns = new Turns();
    for (const product of view.products) {
      await turns.take();
      const facts = maker.factsOf(product);
      const hash = createHash('sha256')
        .update(rules)
        .update(JSON.stringify(facts))
        .digest('hex');
      const before = known.get(product.ref);
      known.delete(product.ref);
      if (before === hash) continue;
      const found = findIn(facts, policies, tightenings, now);
      await this.#write(product, found, policies, exempt, hash, now);
      evaluated += 1;
    }
    for (const ref of known.keys()) await this.#forget(ref, now);
    return evaluated;
  }

  async #ownersOf(refs: string[]): Promise<OwnerStates> {
    const now = this.#clock();
    const known = this.#owners;
    if (
      known &&
      now - known.readAt < OWNERS_FOR_MS &&
      refs.every(ref => known.states.has(ref))
    ) {
      return known.states;
    }
    try {
      const states = await readOwnerStates(this.#catalog, refs);
      this.#owners = { states, readAt: now };
      return states;
    } catch (error) {
      // Whoever could not be asked for is not missing.
      this.#logger.warn(
        `Owners of products could not be asked for, so policies take them as they were: ${
          toError(error).message
        }`,
      );
      return known?.states ?? new Map();
    }
  }

  async #write(
    product: MeshProduct,
    found: Found[],
    policies: Policy[],
    exempt: ActiveExemptions,
    hash: string,
    now: number,
  ): Promise<void> {
    await this.#db.transaction(async tx => {
      const { fresh, enforced } = await writeFindings(
        tx,
        product.ref,
        found,
        now,
      );
      // Whoever is exempt knows already.
      const counts = ({ policyId }: Finding) =>
        !exempt.of(policyId, product.ref);
      await tx<PolicyEvaluationRow>('policy_evaluations')
        .insert({
          product_ref: product.ref,
          input_hash: hash,
          evaluated_at: now,
        })
        .onConflict('product_ref')
        .merge();
      await appendHistory(
        tx,
        [
          ...violationFacts(product, fresh.filter(counts), policies),
          ...enforcementFacts(product, enforced.filter(counts), policies),
        ],
        now,
      );
    });
  }

  /** What is gone has nothing wrong with it any more. */
  async #forget(productRef: string, now: number): Promise<void> {
    await this.#db.transaction(async tx => {
      await writeFindings(tx, productRef, [], now);
      await tx('policy_evaluations')
        .where({ product_ref: productRef })
        .delete();
    });
  }
}
