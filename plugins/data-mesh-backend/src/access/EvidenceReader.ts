import type { Knex } from 'knex';
import type { AclBinding } from '../kafka/KafkaPort';
import { parseJson, toNumber, toOptionalNumber } from '../rows';
import { readClusterStates } from '../snapshot/clusterRows';
import type { GroupOffsetsRow, GroupRow } from '../tables';
import { judgeEvidence, type SeenGroup, type UseEvidence } from './evidence';
import type { StoredGrant } from './grantRows';

/** Reads signs of use out of what the sync has measured. */
export class EvidenceReader {
  readonly #db: Knex;
  readonly #clock: () => number;

  constructor(options: { db: Knex; clock?: () => number }) {
    this.#db = options.db;
    this.#clock = options.clock ?? Date.now;
  }

  async of(grant: StoredGrant, bindings: AclBinding[]): Promise<UseEvidence> {
    const { cluster, topic, mode, startsAt } = grant;
    const state = (await readClusterStates(this.#db)).get(cluster);
    const offsets = await this.#db<GroupOffsetsRow>('group_offsets')
      .where({ cluster, topic })
      .select();
    const rows = await this.#db<GroupRow>('groups')
      .where({ cluster })
      .whereIn(
        'group_id',
        offsets.map(o => o.group_id),
      )
      .select('group_id', 'members');
    const members = new Map(
      rows.map(row => [
        row.group_id,
        parseJson<unknown[]>(row.members)?.length ?? 0,
      ]),
    );
    return judgeEvidence({
      mode,
      bindings,
      startsAt,
      groups: offsets.map((row): SeenGroup => {
        const lag = toOptionalNumber(row.lag);
        const progressedAt = toOptionalNumber(row.progressed_at);
        return {
          group: row.group_id,
          members: members.get(row.group_id) ?? 0,
          ...(lag === undefined ? {} : { lag: toNumber(lag) }),
          ...(progressedAt === undefined ? {} : { progressedAt }),
        };
      }),
      seesAllGroups:
        state?.fullAt !== undefined &&
        !state.gaps.some(gap => gap.item === 'GROUP *'),
      now: this.#clock(),
    });
  }
}
