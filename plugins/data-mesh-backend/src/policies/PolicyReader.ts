import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  DomainScore,
  Finding as ShownFinding,
  MeshDomain,
  MeshProduct,
  Policy as ShownPolicy,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { Authorizer } from '../authorization/Authorizer';
import type { CatalogVisibility } from '../authorization/CatalogVisibility';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import type { MeshReader } from '../mesh/MeshReader';
import { page } from '../mesh/paging';
import { toIso } from '../rows';
import { readDomainSpecs } from './domainSpecs';
import { readFindings, type Finding } from './findings';
import { SEVERITIES, stageAt, type Policy } from './policy';
import { domainsAbove } from './readPolicyFacts';
import { readTightenings, type TighteningProblem } from './readTightenings';
import { RULES } from './rules';

/** Which findings are asked for. */
export type FindingQuery = {
  policy?: string;
  product?: string;
  domain?: string;
  owner?: string;
  /** Only of products for whose owner the caller speaks. */
  mine?: boolean;
  severity?: string;
  state: 'open' | 'fixed' | 'all';
  limit: number;
  cursor?: string;
};

/** Products that a caller may see, with their domains. */
type Visible = {
  products: Map<string, MeshProduct>;
  domains: Map<string, MeshDomain>;
};

/** Policies and what they find, as the API shows them to a caller. */
export class PolicyReader {
  readonly #db: Knex;
  readonly #config: DataMeshConfig;
  readonly #authorizer: Authorizer;
  readonly #visibility: CatalogVisibility;
  readonly #mesh: MeshReader;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    config: DataMeshConfig;
    authorizer: Authorizer;
    visibility: CatalogVisibility;
    mesh: MeshReader;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#config = options.config;
    this.#authorizer = options.authorizer;
    this.#visibility = options.visibility;
    this.#mesh = options.mesh;
    this.#clock = options.clock ?? Date.now;
  }

  /** Policies that a caller may see: drafts are for operators and governance. */
  async policies(credentials: BackstageCredentials): Promise<Policy[]> {
    return this.#shownTo(await this.#isKeeper(credentials));
  }

  #shownTo(isKeeper: boolean): Policy[] {
    return this.#config.policies.filter(
      ({ stage }) => isKeeper || stage !== 'draft',
    );
  }

  #isKeeper(credentials: BackstageCredentials): Promise<boolean> {
    const { operators, governance } = this.#config;
    return this.#authorizer.isOneOf(credentials, [...operators, ...governance]);
  }

  /** @throws NotFoundError also where the caller may not see it */
  async policy(id: string, credentials: BackstageCredentials): Promise<Policy> {
    const found = (await this.policies(credentials)).find(p => p.id === id);
    if (!found) throw new NotFoundError(`There is no policy ${id}`);
    return found;
  }

  async list(credentials: BackstageCredentials): Promise<{
    items: ShownPolicy[];
    totalItems: number;
    problems: Array<{ key: string; message: string }>;
  }> {
    const { policies: all, trustedLocations } = this.#config;
    const isKeeper = await this.#isKeeper(credentials);
    const policies = this.#shownTo(isKeeper);
    const { products } = await this.#visible(credentials);
    const findings = (await readFindings(this.#db, { state: 'open' })).filter(
      ({ productRef }) => products.has(productRef),
    );
    const wrong: TighteningProblem[] = [];
    const tightenings = readTightenings(
      await readDomainSpecs(this.#db, trustedLocations),
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
          ...toShown(policy, now),
          findings: own.length,
          products: new Set(own.map(f => f.productRef)).size,
          ...(tightened.length > 0 ? { tightened } : {}),
        };
      }),
      totalItems: policies.length,
      problems: isKeeper
        ? [
            ...this.#config.problems.filter(({ key }) =>
              key.startsWith('dataMesh.policies'),
            ),
            ...wrong.map(({ domainRef, policyId, message }) => ({
              key: `${domainRef} spec.dataMesh.policies.${policyId}`,
              message,
            })),
          ]
        : [],
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
    const own = mine
      ? await this.#authorizer.speaksFor(credentials)
      : undefined;
    const found = await readFindings(this.#db, {
      policyId: policy,
      productRef: product,
      severity,
      ...(state === 'all' ? {} : { state }),
    });
    const isWithin = (ref: string | undefined) =>
      domain === undefined ||
      domainsAbove(visible.domains, ref).includes(domain);
    const shown = found.filter(({ productRef }) => {
      const of = visible.products.get(productRef);
      return (
        of !== undefined &&
        isWithin(of.domainRef) &&
        (owner === undefined || of.ownerRef === owner) &&
        (!own || (of.ownerRef !== undefined && own.has(of.ownerRef)))
      );
    });
    const cut = page(shown, query.limit, query.cursor);
    return {
      ...cut,
      items: cut.items.map(each => this.#show(each, visible)),
      domains: scoresOf(
        visible,
        await readFindings(this.#db, { state: 'open' }),
      ),
    };
  }

  #show(finding: Finding, { products }: Visible): ShownFinding {
    const { policyId, productRef, firstSeenAt, fixedAt, ...rest } = finding;
    const product = products.get(productRef);
    const policy = this.#config.policies.find(({ id }) => id === policyId);
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

  async #visible(credentials: BackstageCredentials): Promise<Visible> {
    const seen = await this.#visibility.visible('DataProduct', credentials);
    const products = (await this.#mesh.all('product')).filter(
      ({ ref }) => !seen || seen.has(ref),
    );
    const domains = await this.#mesh.all('domain');
    return {
      products: new Map(products.map(p => [p.ref, p])),
      domains: new Map(domains.map(d => [d.ref, d])),
    };
  }
}

function toShown(
  policy: Policy,
  now: number,
): Omit<ShownPolicy, 'findings' | 'products'> {
  const { rule, enforceFrom, ...rest } = policy;
  const known = RULES.get(rule.type);
  return {
    ...rest,
    stageNow: stageAt(policy, now),
    ...(enforceFrom === undefined ? {} : { enforceFrom: toIso(enforceFrom) }),
    rule: {
      type: rule.type,
      title: known?.title ?? rule.type,
      parameters: Object.entries(known?.parameters ?? {}).map(
        ([name, { description }]) => ({
          name,
          description,
          value: rule.parameters[name],
        }),
      ),
    },
  };
}

/** How many products of each domain have something wrong, the worst first. */
function scoresOf({ products }: Visible, found: Finding[]): DomainScore[] {
  const scores = new Map<string | undefined, DomainScore>();
  const dirty = new Set<string>();
  for (const { productRef, severity } of found) {
    const product = products.get(productRef);
    if (!product) continue;
    dirty.add(productRef);
    scoreOf(scores, product)[severity] += 1;
  }
  for (const product of products.values()) {
    const score = scoreOf(scores, product);
    score.products += 1;
    if (!dirty.has(product.ref)) score.clean += 1;
  }
  const worst = [...SEVERITIES].reverse();
  return [...scores.values()].sort((a, b) => {
    const differs = worst.find(severity => a[severity] !== b[severity]);
    return differs
      ? b[differs] - a[differs]
      : (a.domain ?? '').localeCompare(b.domain ?? '', 'en-US');
  });
}

function scoreOf(
  scores: Map<string | undefined, DomainScore>,
  { domainRef }: MeshProduct,
): DomainScore {
  const score = scores.get(domainRef) ?? {
    ...(domainRef ? { domain: domainRef } : {}),
    products: 0,
    clean: 0,
    error: 0,
    warning: 0,
    info: 0,
  };
  scores.set(domainRef, score);
  return score;
}
