import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  Exemption as ShownExemption,
  ExemptionPage,
  MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { Authorizer } from '../authorization/Authorizer';
import { page } from '../mesh/paging';
import type { Policy } from '../policies/policy';
import type { PolicyKeepers } from '../policies/PolicyKeepers';
import type { PolicyReader } from '../policies/PolicyReader';
import { toIso } from '../rows';
import {
  exemptionStateAt,
  type Exemption,
  type ExemptionState,
} from './exemption';
import { readExemptions } from './exemptionRows';
import type { ExemptionSubject } from './Exemptions';

/** Which exemptions are asked for. */
export type ExemptionQuery = {
  policy?: string;
  product?: string;
  /** `live` for those that wait or hold. */
  state: ExemptionState | 'live' | 'all';
  limit: number;
  cursor?: string;
};

type Caller = {
  credentials: BackstageCredentials;
  ref?: string;
  isKeeper: boolean;
  speaksFor: Set<string>;
};

/** Exemptions as the API shows them to a caller. */
export class ExemptionReader {
  readonly #db: Knex;
  readonly #policies: PolicyReader;
  readonly #keepers: PolicyKeepers;
  readonly #authorizer: Authorizer;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    policies: PolicyReader;
    keepers: PolicyKeepers;
    authorizer: Authorizer;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#policies = options.policies;
    this.#keepers = options.keepers;
    this.#authorizer = options.authorizer;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * What an exemption is, or would be, about.
   *
   * @throws NotFoundError also where the caller may not see it
   */
  async subject(
    { policyId, productRef }: Pick<Exemption, 'policyId' | 'productRef'>,
    credentials: BackstageCredentials,
  ): Promise<ExemptionSubject> {
    const policy = await this.#policies.policy(policyId, credentials);
    const products = await this.#policies.visibleProducts(credentials);
    const product = products.get(productRef);
    if (!product) {
      throw new NotFoundError(`The mesh knows no product ${productRef}`);
    }
    return { policy, product };
  }

  /** The same of one that there is. */
  async subjectOf(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<ExemptionSubject> {
    const [exemption] = await readExemptions(this.#db, { id });
    if (!exemption) throw new NotFoundError(`There is no exemption ${id}`);
    return this.subject(exemption, credentials);
  }

  /** @throws NotFoundError also where the caller may not see it */
  async one(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<ShownExemption> {
    const subject = await this.subjectOf(id, credentials);
    const [exemption] = await readExemptions(this.#db, { id });
    return this.#shown(exemption, subject, await this.#caller(credentials));
  }

  async list(
    query: ExemptionQuery,
    credentials: BackstageCredentials,
  ): Promise<ExemptionPage> {
    const now = this.#clock();
    const [policies, products, caller] = await Promise.all([
      this.#policies.policies(credentials),
      this.#policies.visibleProducts(credentials),
      this.#caller(credentials),
    ]);
    const byId = new Map(policies.map(policy => [policy.id, policy]));
    const wanted =
      query.state === 'live' ? ['requested', 'active'] : [query.state];
    const found = await readExemptions(this.#db, {
      policyId: query.policy,
      productRef: query.product,
    });
    const shown = found.flatMap(exemption => {
      const policy = byId.get(exemption.policyId);
      const product = products.get(exemption.productRef);
      const state = exemptionStateAt(exemption, now);
      if (!policy || !product) return [];
      if (query.state !== 'all' && !wanted.includes(state)) return [];
      return [{ exemption, subject: { policy, product } }];
    });
    const cut = page(shown, query.limit, query.cursor);
    return {
      ...cut,
      items: cut.items.map(({ exemption, subject }) =>
        this.#shown(exemption, subject, caller),
      ),
    };
  }

  async #caller(credentials: BackstageCredentials): Promise<Caller> {
    const ref = Reflect.get(Object(credentials.principal), 'userEntityRef');
    return {
      credentials,
      ...(typeof ref === 'string' ? { ref } : {}),
      isKeeper: await this.#keepers.includes(credentials),
      speaksFor: await this.#authorizer.speaksFor(credentials),
    };
  }

  #shown(
    exemption: Exemption,
    { policy, product }: { policy: Policy; product: MeshProduct },
    { ref, isKeeper, speaksFor }: Caller,
  ): ShownExemption {
    const { decided, decidedAt, revokedAt, ...rest } = exemption;
    const state = exemptionStateAt(exemption, this.#clock());
    const isLive = state === 'requested' || state === 'active';
    const isOwner =
      product.ownerRef !== undefined && speaksFor.has(product.ownerRef);
    const isAsker = ref === exemption.requestedBy;
    return {
      id: rest.id,
      policy: rest.policyId,
      policyTitle: policy.title,
      product: rest.productRef,
      productTitle: product.title,
      state,
      reason: rest.reason,
      requestedBy: rest.requestedBy,
      requestedAt: toIso(rest.requestedAt),
      endsAt: toIso(rest.endsAt),
      ...(rest.decidedBy ? { decidedBy: rest.decidedBy } : {}),
      ...(decidedAt === undefined ? {} : { decidedAt: toIso(decidedAt) }),
      ...(rest.comment ? { comment: rest.comment } : {}),
      ...(rest.revokedBy ? { revokedBy: rest.revokedBy } : {}),
      ...(revokedAt === undefined ? {} : { revokedAt: toIso(revokedAt) }),
      may: {
        decide: state === 'requested' && isKeeper && !isAsker,
        revoke: isLive && (isKeeper || isOwner || isAsker),
      },
    };
  }
}
