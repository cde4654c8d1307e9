import type { Knex } from 'knex';
import { appendHistory, type HistoryFact } from '../history/appendHistory';
import { alterChange, changeFact, type StoredChange } from './changeRows';
import { readReadersOf, syncReaders } from './readerRows';
import { decideChange } from './decideChange';
import { readReaders } from './readReaders';

/** What is known of who reads, for those who decide on it. */
export type ReaderScope = {
  /** Topics whose records have the change's subject. */
  topics: string[];
  /** So long after its last progress a group without members counts. */
  unseenMs: number;
};

/**
 * Asks whoever has come to read meanwhile, and accepts the change if all
 * readers agree now. Call it with the change locked and open.
 *
 * @param facts - what else has happened in the transaction, for the history
 * @param by - whose doing it is
 * @returns whether it was accepted
 */
export async function settleReaders(
  tx: Knex,
  change: StoredChange,
  scope: ReaderScope,
  facts: HistoryFact[],
  by: string,
  now: number,
): Promise<boolean> {
  const { cluster, id, respondBy = now, silence } = change;
  const { topics, unseenMs } = scope;
  const live = await readReaders(tx, cluster, topics, now, unseenMs);
  const stored = (await readReadersOf(tx, [id])).get(id) ?? [];
  // Who is not seen while groups cannot be asked may be there all the same.
  const gone = live.known
    ? []
    : stored.filter(
        ({ kind, key, leftAt }) =>
          leftAt === undefined &&
          !live.readers.some(r => r.kind === kind && r.key === key),
      );
  const asked = await syncReaders(
    tx,
    id,
    stored,
    [...live.readers, ...gone],
    now,
  );
  const readers = ((await readReadersOf(tx, [id])).get(id) ?? []).filter(
    ({ leftAt }) => leftAt === undefined,
  );
  const outcome = decideChange({
    now,
    respondBy,
    silence,
    readers,
    readersKnown: live.known,
  });
  const about = changeFact(change);
  const history = [
    ...facts,
    ...asked.map(
      ({ kind, key }): HistoryFact => ({
        ...about,
        actor: by,
        action: 'schema-change.asked',
        ...(kind === 'consumer' ? { consumerRef: key } : {}),
        details: {
          ...about.details,
          ...(kind === 'group' ? { group: key } : {}),
        },
      }),
    ),
  ];
  if (outcome !== 'accept') {
    await appendHistory(tx, history, now);
    return false;
  }
  await alterChange(tx, change, { state: 'accepted', accepted_at: now });
  await appendHistory(
    tx,
    [...history, { ...about, actor: by, action: 'schema-change.accepted' }],
    now,
  );
  return true;
}
