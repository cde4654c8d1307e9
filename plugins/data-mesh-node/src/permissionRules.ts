import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
  type PermissionResourceRef,
} from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_ACCESS_REQUEST,
  RESOURCE_TYPE_GRANT,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { z } from 'zod';

/**
 * Who stands behind a request or a grant, by refs.
 *
 * @public
 */
export type AccessResource = {
  productOwner?: string;
  consumerOwner?: string;
  /** Steward and owner of the product's domain. */
  domainStewards: string[];
};

/**
 * A condition on {@link AccessResource} as data, to be made into SQL.
 *
 * @public
 */
export type AccessQuery = {
  role: 'product-owner' | 'consumer-owner' | 'domain-steward';
  claims: string[];
};

/**
 * Requests, in permission policies: each item is a resource.
 *
 * @public
 */
export const accessRequestPermissionResourceRef = createPermissionResourceRef<
  AccessResource,
  AccessQuery
>().with({ pluginId: 'data-mesh', resourceType: RESOURCE_TYPE_ACCESS_REQUEST });

/**
 * Grants, in permission policies.
 *
 * @public
 */
export const grantPermissionResourceRef = createPermissionResourceRef<
  AccessResource,
  AccessQuery
>().with({ pluginId: 'data-mesh', resourceType: RESOURCE_TYPE_GRANT });

const paramsSchema = z.object({
  claims: z
    .array(z.string())
    .describe('Refs of users and groups, one of which has to be it'),
});

function rulesFor<T extends string>(
  resourceRef: PermissionResourceRef<
    AccessResource,
    AccessQuery,
    T,
    'data-mesh'
  >,
) {
  return {
    isProductOwner: createPermissionRule({
      name: 'IS_PRODUCT_OWNER',
      description: 'Allow those who own the data product',
      resourceRef,
      paramsSchema,
      apply: ({ productOwner }: AccessResource, { claims }) =>
        productOwner !== undefined && claims.includes(productOwner),
      toQuery: ({ claims }): AccessQuery => ({ role: 'product-owner', claims }),
    }),
    isConsumerOwner: createPermissionRule({
      name: 'IS_CONSUMER_OWNER',
      description: 'Allow those who own the consumer',
      resourceRef,
      paramsSchema,
      apply: ({ consumerOwner }: AccessResource, { claims }) =>
        consumerOwner !== undefined && claims.includes(consumerOwner),
      toQuery: ({ claims }): AccessQuery => ({
        role: 'consumer-owner',
        claims,
      }),
    }),
    isDomainSteward: createPermissionRule({
      name: 'IS_DOMAIN_STEWARD',
      description: "Allow steward and owner of the data product's domain",
      resourceRef,
      paramsSchema,
      apply: ({ domainStewards }: AccessResource, { claims }) =>
        domainStewards.some(ref => claims.includes(ref)),
      toQuery: ({ claims }): AccessQuery => ({
        role: 'domain-steward',
        claims,
      }),
    }),
  };
}

/**
 * Rules on requests, for permission policies and modules.
 *
 * @public
 */
export const accessRequestRules = rulesFor(accessRequestPermissionResourceRef);

/**
 * Rules on grants, for permission policies and modules.
 *
 * @public
 */
export const grantRules = rulesFor(grantPermissionResourceRef);

const forRequests = createConditionExports({
  resourceRef: accessRequestPermissionResourceRef,
  rules: accessRequestRules,
});
const forGrants = createConditionExports({
  resourceRef: grantPermissionResourceRef,
  rules: grantRules,
});

/**
 * Conditions on requests, for permission policies.
 *
 * @public
 */
export const accessRequestConditions = forRequests.conditions;

/**
 * Makes a decision on requests from {@link accessRequestConditions}.
 *
 * @public
 */
export const createAccessRequestConditionalDecision =
  forRequests.createConditionalDecision;

/**
 * Conditions on grants, for permission policies.
 *
 * @public
 */
export const grantConditions = forGrants.conditions;

/**
 * Makes a decision on grants from {@link grantConditions}.
 *
 * @public
 */
export const createGrantConditionalDecision =
  forGrants.createConditionalDecision;
