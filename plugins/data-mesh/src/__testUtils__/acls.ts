import type {
  ExplainedBinding,
  ExplainedPrincipal,
  Explanation,
  HistoryEntry,
  UnmanagedAcl,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { aGrant, anAcl } from './access';

const secondsAgo = (seconds: number) =>
  new Date(Date.now() - 1_000 * seconds).toISOString();

/** The ACL behind the grant of the route planner. */
export function anExplainedBinding(
  overrides?: Partial<ExplainedBinding>,
): ExplainedBinding {
  const { id, requestId, product, consumer, approvedBy, endsAt } = aGrant();
  return {
    id: 'acl-1',
    binding: anAcl(),
    grants: [
      {
        grantId: id,
        requestId,
        product,
        consumer,
        approvedBy,
        endsAt,
        requestedBy: 'user:default/liam',
        purpose: 'Plan routes from open orders.',
        state: 'active',
      },
    ],
    ...overrides,
  };
}

/** The route planner, which may read Orders. */
export function aPrincipal(
  overrides?: Partial<ExplainedPrincipal>,
): ExplainedPrincipal {
  return {
    principal: 'User:route-planner',
    consumer: 'component:default/route-planner',
    verdict: 'allowed',
    sentence: 'User:route-planner may read sales.orders.v1.',
    allowedBy: [anExplainedBinding()],
    deniedBy: [],
    groups: [],
    ...overrides,
  };
}

/** Whoever no ACL names, and who may not read Orders. */
export const anyoneElse = aPrincipal({
  principal: 'User:*',
  consumer: undefined,
  verdict: 'denied',
  sentence: 'Anyone else may not read sales.orders.v1: no ACL allows it.',
  allowedBy: [],
});

/** Who may read Orders. */
export function anExplanation(overrides?: Partial<Explanation>): Explanation {
  return {
    cluster: 'main',
    topic: 'sales.orders.v1',
    operation: 'READ',
    readAt: secondsAgo(12),
    principals: [aPrincipal(), anyoneElse],
    ...overrides,
  };
}

/** Made at Kafka by hand. */
export function anUnmanagedAcl(
  overrides?: Partial<UnmanagedAcl>,
): UnmanagedAcl {
  return { id: 'acl-7', binding: anAcl({ operation: 'ALL' }), ...overrides };
}

/** Olivia approved. */
export function anEntry(overrides?: Partial<HistoryEntry>): HistoryEntry {
  return {
    seq: 7,
    at: secondsAgo(90),
    actor: 'user:default/olivia',
    action: 'item.approved',
    sentence: 'Olivia approved access of route-planner to sales.orders.v1',
    product: 'dataproduct:default/orders',
    consumer: 'component:default/route-planner',
    requestId: 'request-1',
    grantId: 'grant-1',
    details: {},
    hash: 'h7',
    ...overrides,
  };
}
