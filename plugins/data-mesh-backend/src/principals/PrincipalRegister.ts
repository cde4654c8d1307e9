import type { RegisteredPrincipal } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { toHttpError } from '../access/refusal';
import type { ClusterSettings, DataMeshConfig } from '../config/DataMeshConfig';
import { appendHistory } from '../history/appendHistory';
import { toIso, toNumber } from '../rows';
import type {
  CreatedPrincipalRow,
  PrincipalConfirmationRow,
  PrincipalHoldRow,
} from '../tables';
import { principalProblem, reservedPrincipals } from './principalProblem';
import { principalKey } from './register';
import { principalOfUser, readRegister } from './registerRows';

/** Which consumer holds which principal, for those who keep order there. */
export class PrincipalRegister {
  readonly #db: Knex;
  readonly #config: DataMeshConfig;
  readonly #onChange: (tx: Knex, now: number) => Promise<void>;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    config: DataMeshConfig;
    onChange: (tx: Knex, now: number) => Promise<void>;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#config = options.config;
    this.#onChange = options.onChange;
    this.#clock = options.clock ?? Date.now;
  }

  /** Every principal that a consumer names on a cluster, by name. */
  async list(
    settings: ClusterSettings,
    tx: Knex = this.#db,
  ): Promise<RegisteredPrincipal[]> {
    const cluster = settings.name;
    const register = await readRegister(tx, this.#config);
    const holds = await tx<PrincipalHoldRow>('principal_holds')
      .where({ cluster })
      .select();
    const created = await tx<CreatedPrincipalRow>('created_principals')
      .where({ cluster })
      .whereNot({ state: 'removed' })
      .select('username');
    const since = new Map(holds.map(h => [h.principal, toNumber(h.since)]));
    const ours = new Set(created.map(c => principalOfUser(c.username)));
    const reserved = reservedPrincipals(settings);
    const prefix = principalKey(cluster, '');
    return [...register]
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, { holder, contested, awaiting }]): RegisteredPrincipal => {
        const principal = key.slice(prefix.length);
        const from = since.get(principal);
        const invalid = principalProblem(principal, reserved);
        return {
          cluster,
          principal,
          ...(holder ? { consumer: holder } : {}),
          ...(holder && from !== undefined ? { since: toIso(from) } : {}),
          createdHere: ours.has(principal),
          contestedBy: contested,
          awaiting,
          claimants: [...(holder ? [holder] : []), ...contested, ...awaiting],
          ...(invalid ? { invalid } : {}),
        };
      })
      .sort((a, b) => (a.principal < b.principal ? -1 : 1));
  }

  /**
   * Lets a consumer from an untrusted location hold its principal, unless
   * another one holds it.
   */
  async confirm(
    settings: ClusterSettings,
    { principal, consumer }: { principal: string; consumer: string },
    actor: string,
  ): Promise<RegisteredPrincipal> {
    const cluster = settings.name;
    const now = this.#clock();
    return this.#db.transaction(async tx => {
      const find = async () =>
        (await this.list(settings, tx)).find(p => p.principal === principal);
      const before = await find();
      if (!before?.awaiting?.includes(consumer)) {
        throw toHttpError({
          code: 'CONFLICT',
          message: `${consumer} does not wait for ${principal} on cluster ${cluster} to be confirmed; reload to see how it stands`,
        });
      }
      if (before.invalid) {
        throw toHttpError({
          code: 'CONFLICT',
          message: `Principal '${principal}' cannot be anybody's: it ${before.invalid}`,
        });
      }
      const row: PrincipalConfirmationRow = {
        cluster,
        principal,
        consumer_ref: consumer,
        confirmed_by: actor,
        confirmed_at: now,
      };
      await tx<PrincipalConfirmationRow>('principal_confirmations')
        .insert(row)
        .onConflict(['cluster', 'principal', 'consumer_ref'])
        .ignore();
      await this.#onChange(tx, now);
      await appendHistory(
        tx,
        [
          {
            actor,
            action: 'principal.confirmed',
            consumerRef: consumer,
            cluster,
            principal,
            details: {},
          },
        ],
        now,
      );
      return (await find()) ?? before;
    });
  }
}
