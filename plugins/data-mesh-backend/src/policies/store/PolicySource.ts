import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type {
  ConfigProblem,
  DataMeshConfig,
} from '../../config/DataMeshConfig';
import type { Policy } from '../policy';
import { onlyTells, readPolicy } from '../readPolicy';
import {
  readCurrentVersions,
  readVersionStamp,
  type PolicyVersion,
} from './policyVersions';

/** Where a policy stands. */
export type PolicyOrigin = 'configuration' | 'portal';

/** Why a policy is left out. */
export type PolicyProblem = ConfigProblem & {
  /** Its ID, of one of the portal. */
  policy?: string;
};

/** Which policies hold, and what is wrong with those that do not. */
export type PolicySet = {
  /** Those of configuration in their order, then the portal's by ID. */
  policies: Policy[];
  /** What the portal has of each of its own that hold, by ID. */
  versions: Map<string, PolicyVersion>;
  /** Of policies that are left out, for governance. */
  problems: PolicyProblem[];
  /**
   * Where a policy is left out that may have to be enforced, so that what it
   * forbids would be given.
   */
  unusable?: PolicyOrigin;
};

/** What configuration says of policies. */
export type ConfiguredPolicies = Pick<
  DataMeshConfig,
  'policies' | 'policiesAreUsable' | 'problems'
>;

/**
 * Which policies hold, of configuration and the newest version of each that was
 * published: configuration wins where both know an ID.
 */
export function policySetOf(
  config: ConfiguredPolicies,
  newest: PolicyVersion[],
): PolicySet {
  const configured = new Set(config.policies.map(({ id }) => id));
  const set: PolicySet = {
    policies: [...config.policies],
    versions: new Map(),
    problems: config.problems.filter(({ key }) =>
      key.startsWith('dataMesh.policies'),
    ),
    ...(config.policiesAreUsable ? {} : { unusable: 'configuration' }),
  };
  for (const version of newest) {
    const { policyId, document, state } = version;
    const key = `${policyId}, version ${version.version}`;
    if (state === 'retired') continue;
    if (configured.has(policyId)) {
      set.problems.push({
        key,
        policy: policyId,
        message:
          'configuration has a policy of the same ID, which holds instead; retire this one, or take that one out of dataMesh.policies',
      });
      continue;
    }
    try {
      set.policies.push(readPolicy(document));
      set.versions.set(policyId, version);
    } catch (error) {
      set.problems.push({
        key,
        policy: policyId,
        message: `it was published in the portal and cannot be read any more: ${
          (error as Error).message
        }; publish its next version, or retire it`,
      });
      if (!onlyTells(document)) set.unusable ??= 'portal';
    }
  }
  return set;
}

/** Says which policies hold now; everything that needs them asks here. */
export class PolicySource {
  readonly #db: Knex;
  readonly #config: ConfiguredPolicies;
  readonly #logger: LoggerService;
  #known: { stamp: number; set: PolicySet } | undefined;

  constructor(options: {
    db: Knex;
    config: ConfiguredPolicies;
    logger: LoggerService;
  }) {
    this.#db = options.db;
    this.#config = options.config;
    this.#logger = options.logger;
  }

  /**
   * What holds as the database has it now, whichever replica has published it:
   * policies are read again only where there is a new version.
   */
  async current(): Promise<PolicySet> {
    // Read before the versions, so that one that comes between is read next.
    const stamp = await readVersionStamp(this.#db);
    if (this.#known?.stamp === stamp) return this.#known.set;
    const set = policySetOf(this.#config, await readCurrentVersions(this.#db));
    this.#known = { stamp, set };
    for (const { key, message, policy } of set.problems) {
      if (policy === undefined) continue;
      this.#logger.warn(`Policy ${key} is left out: ${message}`);
    }
    return set;
  }
}
