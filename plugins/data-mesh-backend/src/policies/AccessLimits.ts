import type {
  MeshDomain,
  MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { shortestPeriod } from '../access/accessRules';
import { readActiveExemptions } from '../exemptions/exemptionRows';
import { readObjects } from '../feed/meshRows';
import { readDomainSpecs } from './domainSpecs';
import { evaluateScope, tightenedFor } from './evaluatePolicy';
import { readFindings, type Finding } from './findings';
import { stageAt, type Policy } from './policy';
import { domainsAbove } from './readPolicyFacts';
import { readTightenings } from './readTightenings';
import { longestGrant } from './rules/longestGrant';
import type { PolicyOrigin, PolicySource } from './store/PolicySource';

/** What policies have to say to access to a product. */
export type AccessLimit = {
  /** Why access is not given, and who can put that right unless the owner. */
  blocked?: { why: string; who?: string };
  /** Longest grant on a port of some classification, as an ISO 8601 period. */
  longest(classification: string | undefined): string | undefined;
};

/** What policies that are enforced leave of access to products. */
export class AccessLimits {
  readonly #db: Knex;
  readonly #source: Pick<PolicySource, 'current'>;
  readonly #trustedLocations: string[];

  constructor(options: {
    db: Knex;
    source: Pick<PolicySource, 'current'>;
    trustedLocations: string[];
  }) {
    this.#db = options.db;
    this.#source = options.source;
    this.#trustedLocations = options.trustedLocations;
  }

  /** By ref. */
  async of(
    products: MeshProduct[],
    now: number,
  ): Promise<Map<string, AccessLimit>> {
    const { policies, unusable } = await this.#source.current();
    const enforced = policies.filter(
      policy => stageAt(policy, now) === 'enforce',
    );
    if (!unusable && enforced.length === 0) return new Map();
    const limiting = enforced.filter(p => p.rule.type === longestGrant.type);
    const domains = new Map(
      (await readObjects<MeshDomain>(this.#db, 'domain')).map(d => [d.ref, d]),
    );
    const domainSpecs =
      limiting.length > 0
        ? await readDomainSpecs(this.#db, this.#trustedLocations)
        : new Map();
    const tightenings = readTightenings(domainSpecs, limiting);
    const exempt = await readActiveExemptions(this.#db, now);
    const found = new Map<string, AccessLimit>();
    for (const product of products) {
      const above = domainsAbove(domains, product.domainRef);
      const [finding] = (
        await readFindings(this.#db, {
          productRef: product.ref,
          severity: 'error',
          state: 'open',
        })
      ).filter(
        each =>
          isEnforced(each, enforced) && !exempt.of(each.policyId, product.ref),
      );
      found.set(product.ref, {
        ...blockedBy(finding, enforced, unusable),
        longest: classification =>
          shortestPeriod(
            limiting
              .filter(policy =>
                evaluateScope(policy, {
                  domains: above,
                  classifications: [classification],
                  tier: product.tier,
                  origin: product.origin,
                }),
              )
              .map(policy => {
                const { longest } = tightenedFor(policy, above, tightenings);
                return (longest as Record<string, string>)[
                  classification ?? ''
                ];
              }),
            now,
          ),
      });
    }
    return found;
  }
}

// Without a policy that cannot be read, what it forbids would be given.
const UNUSABLE: Record<PolicyOrigin, Required<AccessLimit>['blocked']> = {
  configuration: {
    why: 'a policy in dataMesh.policies cannot be read; the page of the policies tells governance which.',
    who: 'An operator',
  },
  portal: {
    why: 'a policy that was published in the portal cannot be read any more; the page of the policies tells governance which.',
    who: 'Governance',
  },
};

function blockedBy(
  finding: Finding | undefined,
  enforced: Policy[],
  unusable: PolicyOrigin | undefined,
): Pick<AccessLimit, 'blocked'> {
  if (unusable) return { blocked: UNUSABLE[unusable] };
  return finding ? { blocked: { why: wordsOf(finding, enforced) } } : {};
}

/** A longer limit than allowed is no reason to refuse: the shorter one counts. */
function isEnforced(finding: Finding, enforced: Policy[]): boolean {
  const policy = enforced.find(({ id }) => id === finding.policyId);
  return policy?.severity === 'error' && policy.rule.type !== longestGrant.type;
}

function wordsOf(finding: Finding, enforced: Policy[]): string {
  const title = enforced.find(({ id }) => id === finding.policyId)?.title;
  return `policy ‘${title ?? finding.policyId}’ is violated: ${
    finding.message
  }. ${finding.remedy}`;
}
