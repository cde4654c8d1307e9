import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import pLimit from 'p-limit';
import { ROWS_PER_STATEMENT, toIso, toNumber } from '../rows';
import type {
  AccessRequestItemRow,
  AccessRequestRow,
  CampaignRow,
  GrantRow,
  HistoryRow,
  SchemaChangeRow,
} from '../tables';
import type { AccessPeople } from './AccessPeople';
import {
  idsOf,
  type CampaignContext,
  type GrantContext,
  type ItemContext,
  type MessageContext,
} from './notesOf';
import type { BypassContext, SchemaChangeContext } from './schemaChangeNotes';
import { usersTold, type TopicUser } from './topicNotes';

const LOOKUPS_AT_ONCE = 5;

async function inParts<T>(
  ids: string[],
  read: (part: string[]) => Promise<T[]>,
): Promise<T[]> {
  const found: T[] = [];
  for (let i = 0; i < ids.length; i += ROWS_PER_STATEMENT) {
    found.push(...(await read(ids.slice(i, i + ROWS_PER_STATEMENT))));
  }
  return found;
}

type ItemRow = AccessRequestItemRow &
  Pick<AccessRequestRow, 'requested_by' | 'consumer_ref' | 'mode'>;

async function readItems(
  db: Knex,
  people: AccessPeople,
  ids: string[],
): Promise<Map<string, ItemContext>> {
  const rows = await inParts<ItemRow>(ids, part =>
    db('access_request_items as i')
      .join('access_requests as r', 'r.id', 'i.request_id')
      .whereIn('i.id', part)
      .select('i.*', 'r.requested_by', 'r.consumer_ref', 'r.mode'),
  );
  const limit = pLimit(LOOKUPS_AT_ONCE);
  const found = await Promise.all(
    rows.map(row =>
      limit(async (): Promise<[string, ItemContext]> => {
        const pending = row.state === 'pending';
        return [
          row.id,
          {
            requestId: row.request_id,
            requestedBy: row.requested_by,
            mode: row.mode,
            productRef: row.product_ref,
            consumerRef: row.consumer_ref,
            topic: row.topic,
            pending,
            deciders: pending ? await people.decidersOfItem(row.id) : [],
          },
        ];
      }),
    ),
  );
  return new Map(found);
}

/** Who had each grant end, which the entry of its end does not say. */
async function readEndedBy(
  db: Knex,
  ids: string[],
): Promise<Map<string, string>> {
  const rows = await inParts(ids, part =>
    db<HistoryRow>('history')
      .whereIn('grant_id', part)
      .andWhere({ action: 'grant.ending' })
      .select('grant_id', 'actor', 'seq'),
  );
  rows.sort((a, b) => toNumber(a.seq) - toNumber(b.seq));
  return new Map(
    rows.flatMap(({ grant_id, actor }) =>
      grant_id && actor.startsWith('user:') ? [[grant_id, actor]] : [],
    ),
  );
}

async function readGrants(
  db: Knex,
  people: AccessPeople,
  ids: string[],
): Promise<Map<string, GrantContext>> {
  const rows = await inParts<GrantRow>(ids, part =>
    db<GrantRow>('grants').whereIn('id', part).select(),
  );
  const endedBy = await readEndedBy(
    db,
    rows.filter(({ end_state }) => end_state === 'revoked').map(r => r.id),
  );
  const limit = pLimit(LOOKUPS_AT_ONCE);
  const found = await Promise.all(
    rows.map(row =>
      limit(
        async (): Promise<[string, GrantContext]> => [
          row.id,
          {
            requestedBy: row.requested_by,
            awaited: row.origin !== 'adoption',
            mode: row.mode,
            productRef: row.product_ref ?? undefined,
            consumerRef: row.consumer_ref,
            topic: row.topic,
            owners: await people.ownersOfGrant(row.id),
            endedBy: endedBy.get(row.id),
          },
        ],
      ),
    ),
  );
  return new Map(found);
}

async function readCampaigns(
  db: Knex,
  people: AccessPeople,
  ids: string[],
): Promise<Map<string, CampaignContext>> {
  const rows = await inParts<CampaignRow>(ids, part =>
    db<CampaignRow>('campaigns').whereIn('id', part).select(),
  );
  const limit = pLimit(LOOKUPS_AT_ONCE);
  const found = await Promise.all(
    rows.map(row =>
      limit(
        async (): Promise<[string, CampaignContext]> => [
          row.id,
          {
            title: row.title,
            domainRef: row.domain_ref,
            dueAt: toIso(toNumber(row.due_at)),
            undecided: row.undecided,
            startedBy: row.started_by,
            asked: await people.askedInCampaign(row.id),
          },
        ],
      ),
    ),
  );
  return new Map(found);
}

async function readSchemaChanges(
  db: Knex,
  people: AccessPeople,
  ids: string[],
): Promise<Map<string, SchemaChangeContext>> {
  const rows = await inParts<SchemaChangeRow>(ids, part =>
    db<SchemaChangeRow>('schema_changes').whereIn('id', part).select(),
  );
  const limit = pLimit(LOOKUPS_AT_ONCE);
  const found = await Promise.all(
    rows.map(row =>
      limit(
        async (): Promise<[string, SchemaChangeContext]> => [
          row.id,
          {
            subject: row.subject,
            productRef: row.product_ref,
            message: row.message,
            proposedBy: row.proposed_by,
            ...(row.respond_by === null
              ? {}
              : { respondBy: toIso(toNumber(row.respond_by)) }),
            silence: row.silence,
            overriddenBy: row.overridden_by ?? undefined,
            ...(await people.askedAboutSchema(row.id)),
          },
        ],
      ),
    ),
  );
  return new Map(found);
}

async function readBypasses(
  people: AccessPeople,
  entries: HistoryEntry[],
): Promise<Map<number, BypassContext>> {
  const found = new Map<number, BypassContext>();
  for (const { seq, action, product, cluster, topic } of entries) {
    if (action !== 'schema-change.bypassed') continue;
    if (!product || !cluster || !topic) continue;
    found.set(seq, await people.ownersAround(product, cluster, topic));
  }
  return found;
}

async function readTopicUsers(
  people: AccessPeople,
  entries: HistoryEntry[],
): Promise<Map<number, TopicUser[]>> {
  const found = new Map<number, TopicUser[]>();
  for (const entry of entries) {
    const consumers = usersTold(entry);
    if (consumers.length === 0) continue;
    const owners = await people.ownersOfConsumers(consumers);
    found.set(
      entry.seq,
      [...owners].map(([consumer, owner]) => ({ consumer, owner })),
    );
  }
  return found;
}

/** Looks up what it takes to tell people of entries. */
export async function readContext(
  db: Knex,
  people: AccessPeople,
  entries: HistoryEntry[],
): Promise<MessageContext> {
  const ids = idsOf(entries);
  return {
    items: await readItems(db, people, ids.items),
    grants: await readGrants(db, people, ids.grants),
    campaigns: await readCampaigns(db, people, ids.campaigns),
    schemaChanges: await readSchemaChanges(db, people, ids.schemaChanges),
    bypasses: await readBypasses(people, entries),
    topicUsers: await readTopicUsers(people, entries),
  };
}
