import {
  coreServices,
  createBackendModule,
  type AuthService,
} from '@backstage/backend-plugin-api';
import {
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
} from '@backstage/catalog-model';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  isResourcePermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { RESOURCE_TYPE_ACCESS_REQUEST } from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  accessRequestConditions,
  createAccessRequestConditionalDecision,
} from '@data-mesh/backstage-plugin-data-mesh-node';

const ABOVE: string[] = [RELATION_MEMBER_OF, RELATION_CHILD_OF];
// Deeper trees of groups than this are a mistake, or a circle.
const MAX_DEPTH = 10;

/**
 * The demo's policy, as an example: a request is the business of those alone
 * whom it concerns, since its purpose may tell of plans; who has access is
 * everybody's to see. Everything else is allowed here, and decided by the
 * plugins' own facts: a policy narrows what those allow, and never widens it.
 */
class DemoPolicy implements PermissionPolicy {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #overseers: string[];

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    /** Groups that see every request. */
    overseers: string[];
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#overseers = options.overseers;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!isResourcePermission(permission, RESOURCE_TYPE_ACCESS_REQUEST)) {
      return { result: AuthorizeResult.ALLOW };
    }
    const claims = await this.#claimsOf(user);
    if (this.#overseers.some(ref => claims.includes(ref))) {
      return { result: AuthorizeResult.ALLOW };
    }
    return createAccessRequestConditionalDecision(permission, {
      anyOf: [
        accessRequestConditions.isProductOwner({ claims }),
        accessRequestConditions.isConsumerOwner({ claims }),
        accessRequestConditions.isDomainSteward({ claims }),
      ],
    });
  }

  /** Everyone whom a user speaks for; the token leaves out groups of groups. */
  async #claimsOf(user: PolicyQueryUser | undefined): Promise<string[]> {
    const claims = new Set(user?.info.ownershipEntityRefs);
    const credentials = await this.#auth.getOwnServiceCredentials();
    let below = [...claims];
    for (let i = 0; i < MAX_DEPTH && below.length > 0; i += 1) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs: below, fields: ['relations'] },
        { credentials },
      );
      below = items
        .flatMap(entity => entity?.relations ?? [])
        .filter(({ type }) => ABOVE.includes(type))
        .map(({ targetRef }) => targetRef)
        .filter(ref => !claims.has(ref));
      below.forEach(ref => claims.add(ref));
    }
    return [...claims];
  }
}

/** Sets the demo's permission policy. */
export default createBackendModule({
  pluginId: 'permission',
  moduleId: 'demo-policy',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        policy: policyExtensionPoint,
      },
      async init({ auth, catalog, config, policy }) {
        const overseers = ['operators', 'governance'].flatMap(
          key => config.getOptionalStringArray(`dataMesh.${key}`) ?? [],
        );
        policy.setPolicy(new DemoPolicy({ auth, catalog, overseers }));
      },
    });
  },
});
