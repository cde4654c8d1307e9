import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import { toIso, toNumber } from '../rows';
import type { HistoryRow } from '../tables';
import { sentenceOf } from './sentenceOf';

/** What else a row says; somebody may have tampered with it. */
function readDetails(text: string): Record<string, unknown> {
  try {
    const details: unknown = JSON.parse(text);
    if (typeof details === 'object' && details !== null) {
      return details as Record<string, unknown>;
    }
  } catch {
    // Shown as it is; the command that verifies the history says more.
  }
  return { unreadable: text };
}

/** An entry as the API has it. */
export function toHistoryEntry(row: HistoryRow): HistoryEntry {
  const subject = {
    ...(row.product_ref ? { product: row.product_ref } : {}),
    ...(row.consumer_ref ? { consumer: row.consumer_ref } : {}),
    ...(row.cluster ? { cluster: row.cluster } : {}),
    ...(row.topic ? { topic: row.topic } : {}),
    ...(row.principal ? { principal: row.principal } : {}),
  };
  const details = readDetails(row.details);
  const { actor, action } = row;
  return {
    seq: toNumber(row.seq),
    at: toIso(toNumber(row.at)),
    actor,
    action,
    sentence: sentenceOf({ actor, action, details, ...subject }),
    ...subject,
    ...(row.request_id ? { requestId: row.request_id } : {}),
    ...(row.item_id ? { itemId: row.item_id } : {}),
    ...(row.grant_id ? { grantId: row.grant_id } : {}),
    details: details as HistoryEntry['details'],
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
