import type { Knex } from 'knex';
import { parseJson, toOptionalNumber } from '../rows';
import type { GroupOffsetsRow, GroupRow } from '../tables';

/** What a consumer group does on a topic, as of the last pass. */
export type GroupUse = {
  cluster: string;
  groupId: string;
  members: number;
  /** Records that it has yet to read; absent where that could not be told. */
  lag?: number;
  /** When it last got on, in milliseconds. */
  progressedAt?: number;
};

/** Groups with offsets on a topic, by their IDs. */
export async function readGroupUse(
  db: Knex,
  cluster: string,
  topic: string,
): Promise<Map<string, GroupUse>> {
  const offsets = await db<GroupOffsetsRow>('group_offsets')
    .where({ cluster, topic })
    .select('group_id', 'lag', 'progressed_at');
  if (offsets.length === 0) return new Map();
  const groups = await db<GroupRow>('groups')
    .where({ cluster })
    .select('group_id', 'members');
  const members = new Map(
    groups.map(row => [
      row.group_id,
      parseJson<unknown[]>(row.members)?.length ?? 0,
    ]),
  );
  return new Map(
    offsets.map(row => {
      const lag = toOptionalNumber(row.lag);
      const progressedAt = toOptionalNumber(row.progressed_at);
      return [
        row.group_id,
        {
          cluster,
          groupId: row.group_id,
          members: members.get(row.group_id) ?? 0,
          ...(lag === undefined ? {} : { lag }),
          ...(progressedAt === undefined ? {} : { progressedAt }),
        },
      ];
    }),
  );
}
