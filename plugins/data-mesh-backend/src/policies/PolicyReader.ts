import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  DomainScore,
  Finding as ShownFinding,
  MeshDomain,
  MeshProduct,
  PolicyList,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { Authorizer } from '../authorization/Authorizer';
import type { CatalogVisibility } from '../authorization/CatalogVisibility';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import type { ActiveExemptions, Exemption } from '../exemptions/exemption';
import { readActiveExemptions } from '../exemptions/exemptionRows';
import type { MeshReader } from '../mesh/MeshReader';
import { page } from '../mesh/paging';
import { toIso } from '../rows';
import { readDomainSpecs } from './domainSpecs';
import { scoresOf } from './domainScores';
import { readFindings, type Finding } from './findings';
import { findingTrend, type TrendDay } from './findingTrend';
import { looseTopics } from './looseTopics';
import type { Policy } from './policy';
import type { PolicyKeepers } from './PolicyKeepers';
import { domainsAbove } from './readPolicyFacts';
import { readTightenings, type TighteningProblem } from './readTightenings';
import type { PolicySet, PolicySource } from './store/PolicySource';
import { toShownPolicy } from './toShownPolicy';

/** Which findings are asked for. */
export type FindingQuery = {
  policy?: string;
  product?: string;
  domain?: string;
  owner?: string;
  /** Only of products for whose owner the caller speaks. */
  mine?: boolean;
  severity?: string;
  /** Open ones from which a product is exempt are `exempt`. */
  state: 'open' | 'exempt' | 'fixed' | 'all';
  limit: number;
  cursor?: string;
};

/** Products that a caller may see and topics in none, with their domains. */
type Visible = {
  products: Map<string, MeshProduct>;
  domains: Map<string, MeshDomain>;
};

/** Policies and what they find, as the API shows them to a caller. */
export class PolicyReader {
  readonly #db: Knex;
  readonly #trustedLocations: string[];
  readonly #source: Pick<PolicySource, 'current'>;
  readonly #keepers: PolicyKeepers;
  readonly #authorizer: Authorizer;
  readonly #visibility: CatalogVisibility;
  readonly #mesh: MeshReader;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    config: Pick<DataMeshConfig, 'trustedLocations'>;
    source: Pick<PolicySource, 'current'>;
    keepers: PolicyKeepers;
    authorizer: Authorizer;
    visibility: CatalogVisibility;
    mesh: MeshReader;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#trustedLocations = options.config.trustedLocations;
    this.#source = options.source;
    this.#keepers = options.keepers;
    this.#authorizer = options.authorizer;
    this.#visibility = options.visibility;
    this.#mesh = options.mesh;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * Which policies hold, without those that a caller may not see: drafts are
   * for operators and governance.
   */
  async visibleSet(
    credentials: BackstageCredentials,
  ): Promise<PolicySet & { isKeeper: boolean }> {
    const [set, isKeeper] = await Promise.all([
      this.#source.current(),
      this.#keepers.includes(credentials),
    ]);
    return {
      ...set,
      policies: set.policies.filter(p => isKeeper || p.stage !== 'draft'),
      isKeeper,
    };
  }

  /** Policies that a caller may see. */
  async policies(credentials: BackstageCredentials): Promise<Policy[]> {
    return (await this.visibleSet(credentials)).policies;
  }

  /** @throws NotFoundError also where the caller may not see it */
  async policy(id: string, credentials: BackstageCredentials): Promise<Policy> {
    const found = (await this.policies(credentials)).find(p => p.id === id);
    if (!found) throw new NotFoundError(`There is no policy ${id}`);
    return found;
  }

  async list(credentials: BackstageCredentials): Promise<PolicyList> {
    const { policies: all } = await this.#source.current();
    const { policies, versions, problems, isKeeper } = await this.visibleSet(
      credentials,
    );
    const { products } = await this.#visible(credentials);
    const exempt = await this.#exempt();
    const findings = (await readFindings(this.#db, { state: 'open' })).filter(
      ({ policyId, productRef }) =>
        products.has(productRef) && !exempt.of(policyId, productRef),
    );
    const wrong: TighteningProblem[] = [];
    const tightenings = readTightenings(
      await readDomainSpecs(this.#db, this.#trustedLocations),
      all,
      wrong,
    );
    const now = this.#clock();
    return {
      items: policies.map(policy => {
        const own = findings.filter(f => f.policyId === policy.id);
        const tightened = [...tightenings]
          .filter(([, ids]) => ids.has(policy.id))
          .map(([domain]) => domain);
        return {
          ...toShownPolicy(policy, versions.get(policy.id), now),
          findings: own.length,
          products: new Set(own.map(f => f.productRef)).size,
          ...(tightened.length > 0 ? { tightened } : {}),
        };
      }),
      totalItems: policies.length,
      problems: isKeeper
        ? [
            ...problems,
            ...wrong.map(({ domainRef, policyId, message }) => ({
              key: `${domainRef} spec.dataMesh.policies.${policyId}`,
              message,
            })),
          ]
        : [],
      mayPublish: isKeeper && (await this.#keepers.mayPublish(credentials)),
    };
  }

  async findings(
    query: FindingQuery,
    credentials: BackstageCredentials,
  ): Promise<{
    items: ShownFinding[];
    totalItems: number;
    nextCursor?: string;
    domains: DomainScore[];
  }> {
    const { policy, product, severity, state, domain, owner, mine } = query;
    const visible = await this.#visible(credentials);
    const exempt = await this.#exempt();
    const speaksFor = await this.#authorizer.speaksFor(credentials);
    const own = mine ? speaksFor : undefined;
    const isKeeper = await this.#keepers.includes(credentials);
    const mayExempt = ({ policyId, productRef, fixedAt }: Finding) => {
      const { ownerRef } = visible.products.get(productRef) ?? {};
      return (
        fixedAt === undefined &&
        !exempt.of(policyId, productRef) &&
        (isKeeper || (ownerRef !== undefined && speaksFor.has(ownerRef)))
      );
    };
    const found = await readFindings(this.#db, {
      policyId: policy,
      productRef: product,
      severity,
      ...(state === 'all' ? {} : { state: state === 'fixed' ? state : 'open' }),
    });
    const isExempt = ({ policyId, productRef, fixedAt }: Finding) =>
      fixedAt === undefined && exempt.of(policyId, productRef) !== undefined;
    const isWithin = (ref: string | undefined) =>
      domain === undefined ||
      domainsAbove(visible.domains, ref).includes(domain);
    const shown = found.filter(finding => {
      const of = visible.products.get(finding.productRef);
      return (
        of !== undefined &&
        (state === 'all' || isExempt(finding) === (state === 'exempt')) &&
        isWithin(of.domainRef) &&
        (owner === undefined || of.ownerRef === owner) &&
        (!own || (of.ownerRef !== undefined && own.has(of.ownerRef)))
      );
    });
    const cut = page(shown, query.limit, query.cursor);
    const { policies } = await this.#source.current();
    return {
      ...cut,
      items: cut.items.map(each => ({
        ...showFinding(each, visible, policies),
        ...(each.fixedAt === undefined
          ? showExemption(exempt.of(each.policyId, each.productRef))
          : {}),
        ...(mayExempt(each) ? { mayExempt: true } : {}),
      })),
      domains: scoresOf(
        [...visible.products.values()],
        (await readFindings(this.#db, { state: 'open' })).filter(
          each => !isExempt(each),
        ),
      ),
    };
  }

  async #exempt(): Promise<ActiveExemptions> {
    return readActiveExemptions(this.#db, this.#clock());
  }

  /**
   * How many findings were open on each of the last days, of products that a
   * caller may see now.
   */
  async trend(
    { domain, days }: { domain?: string; days: number },
    credentials: BackstageCredentials,
  ): Promise<TrendDay[]> {
    const { products, domains } = await this.#visible(credentials);
    const spans = (await readFindings(this.#db)).filter(({ productRef }) => {
      const of = products.get(productRef);
      return (
        of !== undefined &&
        (domain === undefined ||
          domainsAbove(domains, of.domainRef).includes(domain))
      );
    });
    return findingTrend(spans, days, this.#clock());
  }

  /** Products that a caller may see and topics in none, by ref. */
  async visibleProducts(
    credentials: BackstageCredentials,
  ): Promise<Map<string, MeshProduct>> {
    return (await this.#visible(credentials)).products;
  }

  async #visible(credentials: BackstageCredentials): Promise<Visible> {
    const [seenProducts, seenResources] = await Promise.all([
      this.#visibility.visible('DataProduct', credentials),
      this.#visibility.visible('Resource', credentials),
    ]);
    const products = [
      ...(await this.#mesh.all('product')).filter(
        ({ ref }) => !seenProducts || seenProducts.has(ref),
      ),
      ...looseTopics(await this.#mesh.all('topic')).filter(
        ({ ref }) => !seenResources || seenResources.has(ref),
      ),
    ];
    const domains = await this.#mesh.all('domain');
    return {
      products: new Map(products.map(p => [p.ref, p])),
      domains: new Map(domains.map(d => [d.ref, d])),
    };
  }
}

function showExemption(
  exemption: Exemption | undefined,
): Pick<ShownFinding, 'exemption'> {
  if (!exemption) return {};
  const { id, reason, endsAt } = exemption;
  return { exemption: { id, reason, endsAt: toIso(endsAt) } };
}

function showFinding(
  finding: Finding,
  { products }: Visible,
  policies: Policy[],
): ShownFinding {
  const { policyId, productRef, firstSeenAt, fixedAt, ...rest } = finding;
  const product = products.get(productRef);
  const policy = policies.find(({ id }) => id === policyId);
  return {
    ...rest,
    policy: policyId,
    policyTitle: policy?.title ?? policyId,
    product: productRef,
    productTitle: product?.title ?? productRef,
    ...(product?.domainRef ? { domain: product.domainRef } : {}),
    ...(product?.ownerRef ? { owner: product.ownerRef } : {}),
    firstSeenAt: toIso(firstSeenAt),
    ...(fixedAt === undefined ? {} : { fixedAt: toIso(fixedAt) }),
  };
}
