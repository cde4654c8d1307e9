import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  AccessEvidenceSource,
  AccessUse,
} from '@data-mesh/backstage-plugin-data-mesh-node';
import type { Knex } from 'knex';
import type { GrantedBinding } from './GrantedBinding';
import { parseJson, toNumber, toOptionalNumber } from '../rows';
import { readClusterStates } from '../snapshot/clusterRows';
import type { GroupOffsetsRow, GroupRow } from '../tables';
import { judgeEvidence, type SeenGroup, type UseEvidence } from './evidence';
import type { StoredGrant } from './grantRows';
import { mergeEvidence } from './mergeEvidence';

const TIMEOUT_MS = 5_000;

/** Reads signs of use out of what the sync has measured. */
export class EvidenceReader {
  readonly #db: Knex;
  readonly #sources: AccessEvidenceSource[];
  readonly #logger: LoggerService;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    /** Adopters' own. */
    sources: AccessEvidenceSource[];
    logger: LoggerService;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#sources = options.sources;
    this.#logger = options.logger;
    this.#clock = options.clock ?? Date.now;
  }

  async of(
    grant: StoredGrant,
    bindings: GrantedBinding[],
  ): Promise<UseEvidence> {
    const [use] = await this.ofEach([{ grant, bindings }]);
    return use;
  }

  /** The same of each of several grants, in their order. */
  async ofEach(
    subjects: Array<{ grant: StoredGrant; bindings: GrantedBinding[] }>,
  ): Promise<UseEvidence[]> {
    const states = await readClusterStates(this.#db);
    const seen = new Map<string, Promise<SeenGroup[]>>();
    const groupsOf = ({ cluster, topic }: StoredGrant) => {
      const key = JSON.stringify([cluster, topic]);
      const groups = seen.get(key) ?? this.#groups(cluster, topic);
      seen.set(key, groups);
      return groups;
    };
    return Promise.all(
      subjects.map(async ({ grant, bindings }) => {
        const answers = await Promise.all(
          this.#sources.map(source => this.#ask(source, grant)),
        );
        const state = states.get(grant.cluster);
        return answers.reduce(
          (use, said) => mergeEvidence(use, said, grant.startsAt),
          judgeEvidence({
            mode: grant.mode,
            bindings,
            startsAt: grant.startsAt,
            groups: await groupsOf(grant),
            seesAllGroups:
              state?.fullAt !== undefined &&
              !state.gaps.some(gap => gap.item === 'GROUP *'),
            now: this.#clock(),
          }),
        );
      }),
    );
  }

  /** What a source says; that it fails must not keep anybody from a page. */
  async #ask(
    source: AccessEvidenceSource,
    grant: StoredGrant,
  ): Promise<AccessUse | undefined> {
    const { cluster, topic, principal, consumerRef, mode, startsAt } = grant;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await Promise.race([
        source.lastUse({
          cluster,
          topic,
          principal,
          consumer: consumerRef,
          mode,
          since: new Date(startsAt),
        }),
        new Promise<never>((_, reject) => {
          timer = setTimeout(
            () => reject(new Error(`no answer within ${TIMEOUT_MS} ms`)),
            TIMEOUT_MS,
          );
        }),
      ]);
    } catch (error) {
      this.#logger.warn(
        `A source of evidence could not tell of the use of grant ${grant.id}: ${
          toError(error).message
        }`,
      );
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Groups that have committed offsets on a topic. */
  async #groups(cluster: string, topic: string): Promise<SeenGroup[]> {
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
    return offsets.map((row): SeenGroup => {
      const lag = toOptionalNumber(row.lag);
      const progressedAt = toOptionalNumber(row.progressed_at);
      return {
        group: row.group_id,
        members: members.get(row.group_id) ?? 0,
        ...(lag === undefined ? {} : { lag: toNumber(lag) }),
        ...(progressedAt === undefined ? {} : { progressedAt }),
      };
    });
  }
}
