import type { Entity } from '@backstage/catalog-model';
import type { FeedEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { readDomainDocuments } from '../domain-store/domainVersions';
import { readDocuments } from '../product-store/productVersions';
import { toNumber } from '../rows';
import type { MeshHeadRow, MeshObjectRow } from '../tables';
import { readHead } from './meshRows';

/** One page of changes; see `FeedPage` in the OpenAPI document. */
export type FeedSlice = {
  entries: FeedEntry[];
  cursor: string;
  more: boolean;
  reset: boolean;
};

/**
 * Where a follower is. While it is being told everything anew, `resetAt` is
 * the head at which that began: removals after it must be told too, for it may
 * have been given the object on an earlier page.
 */
type Position = { epoch: string; seq: number; resetAt?: number };

function format({ epoch, seq, resetAt }: Position): string {
  return [epoch, seq, ...(resetAt === undefined ? [] : [resetAt])].join('.');
}

function parse(cursor: string | undefined): Position | undefined {
  const match = /^([0-9a-f-]{36})\.(\d{1,15})(?:\.(\d{1,15}))?$/.exec(
    cursor ?? '',
  );
  if (!match) return undefined;
  return {
    epoch: match[1],
    seq: Number(match[2]),
    ...(match[3] ? { resetAt: Number(match[3]) } : {}),
  };
}

function isKnown(position: Position, head: MeshHeadRow): boolean {
  if (position.epoch !== head.epoch) return false;
  if (position.seq > toNumber(head.seq)) return false;
  // Removals that it has not seen may have been forgotten.
  return (position.resetAt ?? position.seq) >= toNumber(head.pruned_seq);
}

function toEntry(row: MeshObjectRow): FeedEntry {
  const type = row.type as FeedEntry['type'];
  return {
    type,
    key: row.key,
    ...(row.value === null ? {} : { [type]: JSON.parse(row.value) }),
  };
}

function versionsOf(
  entries: FeedEntry[],
  type: 'product' | 'domain',
): Map<string, number> {
  return new Map(
    entries.flatMap(entry => {
      const version = entry[type]?.version;
      return version === undefined ? [] : [[entry.key, version] as const];
    }),
  );
}

/** Entries with the descriptors of what is published. */
async function withDescriptors(
  db: Knex,
  entries: FeedEntry[],
): Promise<FeedEntry[]> {
  const descriptors = new Map<string, Entity>([
    ...(await readDocuments(db, versionsOf(entries, 'product'))),
    ...(await readDomainDocuments(db, versionsOf(entries, 'domain'))),
  ]);
  return entries.map(entry => {
    const { version } = entry.product ?? entry.domain ?? {};
    const descriptor = descriptors.get(entry.key);
    return descriptor && version !== undefined
      ? { ...entry, descriptor: { ...descriptor } }
      : entry;
  });
}

/**
 * Changes since a cursor, in order, each with the value as it is now. An
 * unknown cursor starts over with everything there is.
 *
 * @param onNews - hears when the oldest change of a page was made, in ms, if
 *   the page has any and they are news
 */
export async function readFeed(
  db: Knex,
  cursor: string | undefined,
  limit: number,
  onNews?: (oldestAt: number) => void,
): Promise<FeedSlice> {
  const head = await readHead(db);
  if (!head) return { entries: [], cursor: '', more: false, reset: true };
  const known = parse(cursor);
  const reset = !known || !isKnown(known, head);
  const from: Position = reset
    ? { epoch: head.epoch, seq: 0, resetAt: toNumber(head.seq) }
    : known;
  const { resetAt } = from;
  const query = db<MeshObjectRow>('mesh_objects')
    .where('seq', '>', from.seq)
    .orderBy('seq')
    .limit(limit + 1);
  if (resetAt !== undefined) {
    query.andWhere(q => {
      q.whereNotNull('value').orWhere('seq', '>', resetAt);
    });
  }
  const rows = await query.select();
  const more = rows.length > limit;
  const page = rows.slice(0, limit);
  if (resetAt === undefined && page.length > 0) {
    onNews?.(Math.min(...page.map(row => toNumber(row.changed_at))));
  }
  const last = page.length ? toNumber(page[page.length - 1].seq) : 0;
  // A change committed since the head was read may be on the page already.
  const seq = more ? last : Math.max(last, toNumber(head.seq));
  return {
    entries: await withDescriptors(db, page.map(toEntry)),
    cursor: format({
      epoch: head.epoch,
      seq,
      ...(more && resetAt !== undefined ? { resetAt } : {}),
    }),
    more,
    reset,
  };
}
