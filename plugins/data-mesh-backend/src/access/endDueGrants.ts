import type { Knex } from 'knex';
import {
  appendHistory,
  SYSTEM_ACTOR,
  type HistoryFact,
} from '../history/appendHistory';
import type { GrantRow } from '../tables';
import { LIVE_GRANT_STATES, nextGrant, type GrantState } from './transitions';

/**
 * Begins to end every grant of a cluster whose time is over, however long ago:
 * the portal may have been down.
 */
export async function endDueGrants(
  db: Knex,
  cluster: string,
  now: number,
): Promise<void> {
  const isDue = (tx: Knex) =>
    tx<GrantRow>('grants')
      .where({ cluster })
      .whereIn('state', [...LIVE_GRANT_STATES])
      .andWhere('ends_at', '<=', now);
  if (!(await isDue(db).first('id'))) return;
  await db.transaction(async tx => {
    const facts: HistoryFact[] = [];
    for (const row of await isDue(tx).select()) {
      // A revocation with notice has said already how it will have ended.
      const event = row.end_state === 'revoked' ? 'revoke' : 'expire';
      const next = nextGrant({ state: row.state as GrantState }, event);
      if (!next) continue;
      const changed = await tx<GrantRow>('grants')
        .where({ id: row.id, version: row.version })
        .update({
          state: next.state,
          end_state: next.endState,
          version: row.version + 1,
          trying_since: null,
          last_error: null,
        });
      if (changed !== 1) continue;
      facts.push({
        actor: SYSTEM_ACTOR,
        action: 'grant.ending',
        productRef: row.product_ref,
        consumerRef: row.consumer_ref,
        cluster: row.cluster,
        topic: row.topic,
        principal: row.principal,
        itemId: row.item_id,
        grantId: row.id,
        details: {
          mode: row.mode,
          as: next.endState,
          reason: row.reason ?? 'its time is over',
        },
      });
    }
    await appendHistory(tx, facts, now);
  });
}
