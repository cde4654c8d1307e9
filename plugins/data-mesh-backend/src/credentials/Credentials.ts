import { randomBytes } from 'node:crypto';
import { toError } from '@backstage/errors';
import type { RevealedCredentials } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { SecretSink } from '@data-mesh/backstage-plugin-data-mesh-node';
import type { Knex } from 'knex';
import type { ConsumerGrants } from '../access/ConsumerGrants';
import type { StoredGrant } from '../access/grantRows';
import { toHttpError } from '../access/refusal';
import { LIVE_GRANT_STATES } from '../access/transitions';
import type { UserCredentials } from '../authorization/Authorizer';
import { appendHistory, type HistoryFact } from '../history/appendHistory';
import type { ScramMechanism } from '../kafka/KafkaPort';
import { toKafkaHttpError } from '../access/refusedByKafka';
import { principalOfUser, readHolders } from '../principals/registerRows';
import { readGrantBindings, wantBindings } from '../provisioning/bindingRows';
import { toIso } from '../rows';
import type { CreatedPrincipalRow, GrantRow } from '../tables';
import {
  nextUsername,
  readCreatedUsers,
  type CreatedUser,
} from './createdUsers';
import {
  asked,
  deleteUser,
  mechanismOf,
  readBackUser,
  requireFreeName,
  type UserCluster,
} from './kafkaUsers';
import { storeSecret } from './storeSecret';

export type CredentialsOptions = {
  db: Knex;
  grants: Pick<ConsumerGrants, 'require'>;
  /** A cluster that we manage by a provisioning credential of ours. */
  cluster: (name: string) => UserCluster | undefined;
  sink?: SecretSink;
  kick: (cluster: string) => void;
  /** Brings register and mesh in line, in the transaction given. */
  onChange: (tx: Knex, now: number) => Promise<void>;
  clock?: () => number;
};

const PASSWORD_BYTES = 24;

/** What becomes known of a password: itself, or only where it was put. */
type Told = { password: string } | { storedAt: string };

/**
 * Makes SCRAM users for consumers that have none, and tells each password
 * once, to one person or to a secret sink. No password is ever stored here, so
 * an answer that was lost is made up for by a second user.
 *
 * A sink is given passwords that work already: what it holds for a running
 * service is never overwritten by one that Kafka then refuses. Where it fails,
 * the user is taken back, and the next try begins anew.
 */
export class Credentials {
  readonly #options: CredentialsOptions;
  readonly #clock: () => number;

  constructor(options: CredentialsOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * Creates the user of a grant's consumer, or with `rotate` another one for
   * it. All grants of the consumer on the cluster then work with that, too.
   */
  async reveal(
    grantId: string,
    { rotate = false }: { rotate?: boolean },
    credentials: UserCredentials,
  ): Promise<RevealedCredentials> {
    const { db, grants } = this.#options;
    const grant = await grants.require(
      grantId,
      credentials,
      'reveal its credentials',
    );
    const cluster = this.#cluster(grant.cluster);
    const all = await readCreatedUsers(db, grant.cluster, grant.consumerRef);
    const users = all.filter(({ state }) => state !== 'removed');
    const current = this.#current(grant, users);
    const actor = credentials.principal.userEntityRef;
    if (current.state === 'reserved') {
      return this.#make(grant, current.username, cluster, actor);
    }
    if (!rotate) {
      const { username, revealedAt, revealedTo } = current;
      throw toHttpError({
        code: 'CONFLICT',
        message:
          revealedAt === undefined
            ? `User ${username} is being made at this moment, or its password got lost on the way; reload in a minute, and rotate if it stays so`
            : `The password of user ${username} went to ${revealedTo} on ${toIso(
                revealedAt,
              )} and is not kept here; rotate to get another user`,
      });
    }
    const others = users.filter(u => u !== current);
    const begun = others.find(({ state }) => state === 'reserved');
    const older = others.find(u => u !== begun);
    if (older && older.createdAt < current.createdAt) {
      throw toHttpError({
        code: 'CONFLICT',
        message: `User ${older.username} of before still works; drop it before you rotate again`,
      });
    }
    const username =
      begun?.username ?? (await this.#reserveNext(grant, all[0], cluster));
    return this.#make(grant, username, cluster, actor);
  }

  /** Lets the user of before a rotation go, with its access. */
  async drop(
    grantId: string,
    username: string,
    credentials: UserCredentials,
  ): Promise<void> {
    const { db, grants, kick } = this.#options;
    const grant = await grants.require(
      grantId,
      credentials,
      'drop its credentials',
    );
    const { cluster, consumerRef } = grant;
    const users = await readCreatedUsers(db, cluster, consumerRef);
    const user = users.find(u => u.username === username);
    if (!user || user.state === 'removed') {
      throw toHttpError({
        code: 'NOT_FOUND',
        message: `No user ${username} was made for ${consumerRef} on cluster ${cluster}`,
      });
    }
    const principal = principalOfUser(username);
    if (principal === grant.principal) {
      throw toHttpError({
        code: 'CONFLICT',
        message: `User ${username} is the one that ${consumerRef} works with; rotate first, or revoke the grant`,
      });
    }
    const now = this.#clock();
    await db.transaction(async tx => {
      await tx('grant_bindings')
        .whereIn(
          'grant_id',
          tx<GrantRow>('grants')
            .where({ cluster, consumer_ref: consumerRef })
            .whereIn('state', [...LIVE_GRANT_STATES])
            .select('id'),
        )
        .whereIn(
          'binding_id',
          tx('managed_bindings').where({ cluster, principal }).select('id'),
        )
        .delete();
      await appendHistory(
        tx,
        [
          this.#fact(
            grant,
            username,
            credentials.principal.userEntityRef,
            'principal.dropped',
          ),
        ],
        now,
      );
    });
    kick(cluster);
  }

  #cluster(name: string): UserCluster {
    const found = this.#options.cluster(name);
    if (!found) {
      throw toHttpError({
        code: 'CONFLICT',
        message: `Users of cluster ${name} are not made here; set dataMesh.clusters.${name}.mode to manage and give it a provisioning credential`,
      });
    }
    if (!found.settings.createPrincipals) {
      throw toHttpError({
        code: 'CONFLICT',
        message: `Users of cluster ${name} are not made here; set dataMesh.clusters.${name}.principals.create to true`,
      });
    }
    return found;
  }

  #current(grant: StoredGrant, users: CreatedUser[]): CreatedUser {
    const current = users.find(
      ({ username }) => principalOfUser(username) === grant.principal,
    );
    if (current) return current;
    throw toHttpError({
      code: 'CONFLICT',
      message: `${grant.principal} was not created here; whoever runs ${grant.consumerRef} has its password`,
    });
  }

  async #reserveNext(
    grant: StoredGrant,
    first: CreatedUser,
    { settings }: UserCluster,
  ): Promise<string> {
    const { db } = this.#options;
    const { cluster, consumerRef } = grant;
    const created = await db<CreatedPrincipalRow>('created_principals')
      .where({ cluster })
      .select('username');
    const held = await readHolders(db, cluster);
    const username = nextUsername(
      first.username,
      new Set([...created.map(row => row.username), ...held.keys()]),
    );
    await db<CreatedPrincipalRow>('created_principals').insert({
      cluster,
      username,
      consumer_ref: consumerRef,
      mechanism: mechanismOf(settings),
      state: 'reserved',
      created_at: this.#clock(),
      revealed_at: null,
      revealed_to: null,
    });
    return username;
  }

  async #make(
    grant: StoredGrant,
    username: string,
    cluster: UserCluster,
    actor: string,
  ): Promise<RevealedCredentials> {
    const { db, sink } = this.#options;
    const { settings, port } = cluster;
    const mechanism = mechanismOf(settings);
    await requireFreeName(db, cluster, username, grant.consumerRef);
    await this.#begin(grant.cluster, username);
    const password = randomBytes(PASSWORD_BYTES).toString('base64url');
    const [result] = await asked(settings, () =>
      port.upsertScramUsers([{ user: username, mechanism, password }]),
    );
    if (!result.ok) {
      // Whether it was made is not known after a lost answer; after a refusal
      // it was not.
      if (!result.error.retryable) {
        await this.#backToReserved(db, grant.cluster, username);
      }
      throw toKafkaHttpError(
        result.error,
        `the provisioning credential of cluster ${grant.cluster} needs ALTER on the cluster`,
      );
    }
    await readBackUser(cluster, username, mechanism);
    const told = sink
      ? {
          storedAt: await this.#store(
            grant,
            { username, password, mechanism },
            sink,
            cluster,
            actor,
          ),
        }
      : { password };
    await this.#finish(grant, username, mechanism, actor, told);
    this.#options.kick(grant.cluster);
    return { username, mechanism, ...told };
  }

  /** @throws ServiceUnavailableError that says what has become of the user */
  async #store(
    grant: StoredGrant,
    made: { username: string; password: string; mechanism: ScramMechanism },
    sink: SecretSink,
    cluster: UserCluster,
    actor: string,
  ): Promise<string> {
    try {
      return await storeSecret(sink, {
        ...made,
        cluster: grant.cluster,
        consumer: grant.consumerRef,
      });
    } catch (error) {
      const reason = toError(error).message;
      const isGone = await this.#takeBack(grant, made, cluster, actor, reason);
      throw toHttpError({
        code: 'UNAVAILABLE',
        message: `The password of user ${
          made.username
        } could not be put where secrets are kept (${reason}); ${
          isGone
            ? 'the user was taken back, so try again once that works'
            : 'the user could not be taken back either, so rotate once that works'
        }`,
      });
    }
  }

  /**
   * Deletes a user whose password nobody has, and frees its name for the next
   * try.
   *
   * @returns whether that worked; else it stays `creating`
   */
  async #takeBack(
    grant: StoredGrant,
    { username, mechanism }: { username: string; mechanism: ScramMechanism },
    { port }: UserCluster,
    actor: string,
    reason: string,
  ): Promise<boolean> {
    const { db } = this.#options;
    const { cluster } = grant;
    if (!(await deleteUser(port, username, mechanism))) return false;
    return db.transaction(async tx => {
      // Else the reconciler is removing it, which it writes down itself.
      if (!(await this.#backToReserved(tx, cluster, username))) return false;
      await appendHistory(
        tx,
        [
          {
            ...this.#fact(grant, username, actor, 'principal.created'),
            details: { mechanism },
          },
          {
            ...this.#fact(grant, username, actor, 'principal.removed'),
            details: { mechanism, reason },
          },
        ],
        this.#clock(),
      );
      return true;
    });
  }

  /** Everything that follows from a user that works, in one transaction. */
  async #finish(
    grant: StoredGrant,
    username: string,
    mechanism: string,
    actor: string,
    told: Told,
  ): Promise<void> {
    const { db, onChange } = this.#options;
    const { cluster } = grant;
    const now = this.#clock();
    const principal = principalOfUser(username);
    const rotated = principal !== grant.principal;
    const storedAt = 'storedAt' in told ? told.storedAt : undefined;
    await db.transaction(async tx => {
      const changed = await tx<CreatedPrincipalRow>('created_principals')
        .where({ cluster, username, state: 'creating' })
        .update({
          state: 'present',
          mechanism,
          revealed_at: now,
          revealed_to: storedAt ?? actor,
        });
      if (changed !== 1) {
        throw toHttpError({
          code: 'CONFLICT',
          message: `User ${username} was removed while it was made, because the access of ${grant.consumerRef} on cluster ${cluster} has ended; ask for access again`,
        });
      }
      if (rotated) await this.#moveGrants(tx, grant, principal, now);
      await onChange(tx, now);
      await appendHistory(
        tx,
        [
          {
            ...this.#fact(grant, username, actor, 'principal.created'),
            details: { mechanism, ...(rotated ? { rotated } : {}) },
          },
          {
            ...this.#fact(grant, username, actor, 'principal.revealed'),
            details: storedAt === undefined ? {} : { storedAt },
          },
        ],
        now,
      );
    });
  }

  /** Lets every live grant of the consumer want its bindings for the new user. */
  async #moveGrants(
    tx: Knex,
    { cluster, consumerRef, principal: before }: StoredGrant,
    principal: string,
    now: number,
  ): Promise<void> {
    const rows = await tx<GrantRow>('grants')
      .where({ cluster, consumer_ref: consumerRef, principal: before })
      .whereIn('state', [...LIVE_GRANT_STATES])
      .select('id', 'version');
    const bindings = await readGrantBindings(
      tx,
      rows.map(({ id }) => id),
    );
    for (const { id, version } of rows) {
      const own = (bindings.get(id) ?? [])
        .map(({ binding }) => binding)
        .filter(binding => binding.principal === before);
      await wantBindings(
        tx,
        cluster,
        id,
        own.map(binding => ({ ...binding, principal })),
        now,
      );
      await tx<GrantRow>('grants')
        .where({ id })
        .update({ principal, version: version + 1 });
    }
  }

  /**
   * Begins to make a user; from now on it counts how long that takes.
   *
   * @throws ConflictError where somebody else was faster
   */
  async #begin(cluster: string, username: string): Promise<void> {
    const begun = await this.#options
      .db<CreatedPrincipalRow>('created_principals')
      .where({ cluster, username, state: 'reserved' })
      .update({ state: 'creating', created_at: this.#clock() });
    if (begun === 1) return;
    throw toHttpError({
      code: 'CONFLICT',
      message: `Somebody else reveals user ${username} at this moment; reload to see how it stands`,
    });
  }

  /** @returns whether it was still being made */
  async #backToReserved(
    tx: Knex,
    cluster: string,
    username: string,
  ): Promise<boolean> {
    const changed = await tx<CreatedPrincipalRow>('created_principals')
      .where({ cluster, username, state: 'creating' })
      .update({ state: 'reserved' });
    return changed === 1;
  }

  #fact(
    grant: StoredGrant,
    username: string,
    actor: string,
    action: HistoryFact['action'],
  ): HistoryFact {
    return {
      actor,
      action,
      consumerRef: grant.consumerRef,
      cluster: grant.cluster,
      principal: principalOfUser(username),
      grantId: grant.id,
      details: {},
    };
  }
}
