import type { Knex } from 'knex';
import {
  appendHistory,
  SYSTEM_ACTOR,
  type HistoryFact,
} from '../appendHistory';

export const LIAM = 'user:default/liam';
export const OLIVIA = 'user:default/olivia';
export const ORDERS = 'dataproduct:default/orders';
export const PAYMENTS = 'dataproduct:default/payments';
export const PLANNER = 'component:default/route-planner';
export const NOW = Date.parse('2026-11-25T10:00:00.000Z');

/** What stands in every fact of one grant. */
export function subjectOf(n: number, over: Partial<HistoryFact> = {}) {
  return {
    productRef: ORDERS,
    consumerRef: PLANNER,
    cluster: 'main',
    topic: 'sales.orders.v1',
    principal: 'User:route-planner',
    requestId: `request-${n}`,
    itemId: `item-${n}`,
    grantId: `grant-${n}`,
    ...over,
  };
}

/** From asking to having access, as the suite appends it. */
export function storyOf(
  n: number,
  over: Partial<HistoryFact> = {},
): HistoryFact[] {
  const subject = subjectOf(n, over);
  return [
    {
      ...subject,
      grantId: undefined,
      actor: LIAM,
      action: 'request.submitted',
      details: { mode: 'read', purpose: 'to plan routes', steps: [{}] },
    },
    {
      ...subject,
      grantId: undefined,
      actor: OLIVIA,
      action: 'item.approved',
      details: { step: 'owner', final: true },
    },
    {
      ...subject,
      actor: OLIVIA,
      action: 'grant.created',
      details: {
        mode: 'read',
        approvedBy: [OLIVIA],
        endsAt: '2027-02-23T10:00:00.000Z',
      },
    },
    { ...subject, actor: SYSTEM_ACTOR, action: 'grant.activated' },
  ];
}

/** Appends facts, each in a transaction of its own, a second apart. */
export async function append(
  db: Knex,
  facts: HistoryFact[],
  at = NOW,
): Promise<void> {
  for (const [i, fact] of facts.entries()) {
    await db.transaction(tx => appendHistory(tx, [fact], at + i * 1_000));
  }
}
