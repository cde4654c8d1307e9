import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import { SYSTEM_ACTOR } from '../../history/appendHistory';
import { LIAM, NOW, OLIVIA } from '../../history/__testUtils__/facts';
import type { CampaignContext, GrantContext, ItemContext } from '../notesOf';
import type { SchemaChangeContext } from '../schemaChangeNotes';

export const ORDER_TEAM = 'group:default/order-team';
export const LOGISTICS = 'group:default/logistics-team';

/** An entry of the history as a sink gets it. */
export function entry(
  seq: number,
  action: string,
  over: Omit<Partial<HistoryEntry>, 'details'> & { details?: object } = {},
): HistoryEntry {
  return {
    seq,
    at: new Date(NOW + seq).toISOString(),
    actor: SYSTEM_ACTOR,
    action,
    sentence: `${action} happened`,
    hash: 'h',
    ...over,
    details: (over.details ?? {}) as HistoryEntry['details'],
  };
}

/** An item that the owner of orders has to decide on. */
export function item(n: number, over: Partial<ItemContext> = {}): ItemContext {
  return {
    requestId: `request-${n}`,
    requestedBy: LIAM,
    mode: 'read',
    productRef: 'dataproduct:default/orders',
    consumerRef: 'component:default/route-planner',
    topic: `sales.orders.v${n}`,
    pending: true,
    deciders: [ORDER_TEAM],
    ...over,
  };
}

/** A grant between the order team's product and the logistics team's consumer. */
export function grant(
  n: number,
  over: Partial<GrantContext> = {},
): GrantContext {
  return {
    requestedBy: LIAM,
    awaited: true,
    mode: 'read',
    productRef: 'dataproduct:default/orders',
    consumerRef: 'component:default/route-planner',
    topic: `sales.orders.v${n}`,
    owners: { product: [ORDER_TEAM], consumer: [LOGISTICS] },
    ...over,
  };
}

/** A campaign in which the order team has yet to answer for 12 grants. */
export function campaign(over: Partial<CampaignContext> = {}): CampaignContext {
  return {
    title: 'Winter cleaning',
    domainRef: 'domain:default/sales',
    dueAt: '2026-12-03T10:00:00.000Z',
    undecided: 'revoke',
    startedBy: 'user:default/grace',
    asked: [{ owner: ORDER_TEAM, grants: 12 }],
    ...over,
  };
}

/** A change of orders' schema that the logistics team has yet to answer to. */
export function schemaChange(
  over: Partial<SchemaChangeContext> = {},
): SchemaChangeContext {
  return {
    subject: 'sales.orders.v1-value',
    productRef: 'dataproduct:default/orders',
    message: 'Totals are needed',
    proposedBy: OLIVIA,
    respondBy: '2026-12-10T10:00:00.000Z',
    silence: 'objection',
    waiting: [
      { consumer: 'component:default/route-planner', owner: LOGISTICS },
    ],
    readers: [LOGISTICS],
    overriders: ['user:default/sam'],
    ...over,
  };
}

export { LIAM, OLIVIA };
