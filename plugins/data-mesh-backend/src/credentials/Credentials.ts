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
import type { ClusterSettings } from '../config/DataMeshConfig';
import { appendHistory, type HistoryFact } from '../history/appendHistory';
import { formatBinding } from '../kafka/acls';
import { KafkaError } from '../kafka/errors';
import type { KafkaPort, ScramMechanism } from '../kafka/KafkaPort';
import { toKafkaHttpError } from '../access/refusedByKafka';
import { principalOfUser, readHolders } from '../principals/registerRows';
import {
  bindingId,
  readGrantBindings,
  wantBindings,
} from '../provisioning/bindingRows';
import { toIso } from '../rows';
import type { CreatedPrincipalRow, GrantRow } from '../tables';
import {
  nextUsername,
  readCreatedUsers,
  type CreatedUser,
} from './createdUsers';

/** What a cluster's users are made with. */
export type UserCluster = { settings: ClusterSettings; port: KafkaPort };

export type CredentialsOptions = {
  db: Knex;
  grants: ConsumerGrants;
  /** A cluster that we manage by a provisioning credential of ours. */
  cluster: (name: string) => UserCluster | undefined;
  sink?: SecretSink;
  kick: (cluster: string) => void;
  /** Brings register and mesh in line, in the transaction given. */
  onChange: (tx: Knex, now: number) => Promise<void>;
  clock?: () => number;
};

const PASSWORD_BYTES = 24;
const READ_BACK_TRIES = 20;
const READ_BACK_PAUSE_MS = 250;

/** The SCRAM mechanism of users that we make on a cluster. */
export function mechanismOf(settings: ClusterSettings): ScramMechanism {
  const wanted =
    settings.clients.mechanism ?? settings.credentials.sync?.mechanism;
  return wanted === 'SCRAM-SHA-256' ? wanted : 'SCRAM-SHA-512';
}

/** Runs something, and says who could help where Kafka refuses it. */
async function asked<T>(settings: ClusterSettings, call: () => Promise<T>) {
  const remedy = `the provisioning credential of cluster ${settings.name} needs ALTER on the cluster`;
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    throw toKafkaHttpError(error.info(), remedy);
  }
}

/**
 * Makes SCRAM users for consumers that have none, and tells each password
 * once, to one person or to a secret sink. No password is ever stored here, so
 * an answer that was lost is made up for by a second user.
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
      const { username, revealedAt } = current;
      throw toHttpError({
        code: 'CONFLICT',
        message:
          revealedAt === undefined
            ? `User ${username} was created, but its password got lost on the way; rotate to get another user`
            : `The password of user ${username} was told on ${toIso(
                revealedAt,
              )} and is not kept; rotate to get another user`,
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
    const { sink } = this.#options;
    const { settings, port } = cluster;
    const mechanism = mechanismOf(settings);
    await this.#requireFree(grant, username, cluster);
    await this.#move(grant.cluster, username, 'reserved', 'creating');
    const password = randomBytes(PASSWORD_BYTES).toString('base64url');
    const [result] = await asked(settings, () =>
      port.upsertScramUsers([{ user: username, mechanism, password }]),
    );
    if (!result.ok) {
      // Whether it was made is not known after a lost answer; after a refusal
      // it was not.
      if (!result.error.retryable) {
        await this.#move(grant.cluster, username, 'creating', 'reserved');
      }
      throw toKafkaHttpError(
        result.error,
        `the provisioning credential of cluster ${grant.cluster} needs ALTER on the cluster`,
      );
    }
    await this.#readBack(username, mechanism, cluster);
    let storedAt: string | undefined;
    if (sink) {
      try {
        storedAt = await sink.store({
          cluster: grant.cluster,
          consumer: grant.consumerRef,
          username,
          password,
          mechanism,
        });
      } catch (error) {
        throw toHttpError({
          code: 'UNAVAILABLE',
          message: `User ${username} was created, but its password could not be put where secrets are kept (${
            toError(error).message
          }); rotate once that works again`,
        });
      }
    }
    await this.#finish(grant, username, mechanism, actor, storedAt);
    this.#options.kick(grant.cluster);
    return {
      username,
      mechanism,
      ...(storedAt === undefined ? { password } : { storedAt }),
    };
  }

  /** @throws ConflictError where the name is somebody else's at Kafka */
  async #requireFree(
    grant: StoredGrant,
    username: string,
    { settings, port }: UserCluster,
  ): Promise<void> {
    const { db } = this.#options;
    const principal = principalOfUser(username);
    const [users, acls] = await asked(settings, () =>
      Promise.all([
        port.describeScramUsers([username]),
        port.describeAcls({ principal }),
      ]),
    );
    const found = users.items.get(username);
    if (found?.ok) {
      throw toHttpError({
        code: 'CONFLICT',
        message: `A user ${username} is at cluster ${grant.cluster} already, and was not made here; annotate ${grant.consumerRef} with data-mesh/kafka-principal: ${principal} if it is the same`,
      });
    }
    if (found?.error.code !== 'NOT_FOUND') {
      throw toHttpError({
        code: 'UNAVAILABLE',
        message: `Whether user ${username} exists on cluster ${
          grant.cluster
        } could not be asked (${
          found?.error.message ?? 'no answer'
        }); try again in a moment`,
      });
    }
    const own: Array<{ id: string }> = await db('managed_bindings as b')
      .join('grant_bindings', 'binding_id', 'b.id')
      .join('grants', 'grants.id', 'grant_id')
      .where({
        'b.cluster': grant.cluster,
        'b.principal': principal,
        'b.existed_before': false,
        consumer_ref: grant.consumerRef,
      })
      .distinct('b.id');
    const ids = new Set(own.map(({ id }) => id));
    const foreign = acls.find(acl => !ids.has(bindingId(grant.cluster, acl)));
    if (foreign) {
      throw toHttpError({
        code: 'CONFLICT',
        message: `'${formatBinding(
          foreign,
        )}' was made by somebody else, and would be given away with user ${username}; have it removed, or annotate ${
          grant.consumerRef
        } with a principal of its own`,
      });
    }
  }

  async #readBack(
    username: string,
    mechanism: ScramMechanism,
    { settings, port }: UserCluster,
  ): Promise<void> {
    for (let i = 0; i < READ_BACK_TRIES; i += 1) {
      const answer = await asked(settings, () =>
        port.describeScramUsers([username]),
      );
      const found = answer.items.get(username);
      if (
        found?.ok &&
        found.value.credentials.some(c => c.mechanism === mechanism)
      ) {
        return;
      }
      await new Promise(resolve => setTimeout(resolve, READ_BACK_PAUSE_MS));
    }
    throw toHttpError({
      code: 'UNAVAILABLE',
      message: `User ${username} was sent to cluster ${settings.name}, but is not seen there; rotate to get another one`,
    });
  }

  /** Everything that follows from a user that works, in one transaction. */
  async #finish(
    grant: StoredGrant,
    username: string,
    mechanism: string,
    actor: string,
    storedAt: string | undefined,
  ): Promise<void> {
    const { db, onChange } = this.#options;
    const { cluster } = grant;
    const now = this.#clock();
    const principal = principalOfUser(username);
    const rotated = principal !== grant.principal;
    await db.transaction(async tx => {
      await tx<CreatedPrincipalRow>('created_principals')
        .where({ cluster, username })
        .update({
          state: 'present',
          mechanism,
          revealed_at: now,
          revealed_to: storedAt ?? actor,
        });
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

  /** @throws ConflictError where somebody else was faster */
  async #move(
    cluster: string,
    username: string,
    from: CreatedUser['state'],
    to: CreatedUser['state'],
  ): Promise<void> {
    const moved = await this.#options
      .db<CreatedPrincipalRow>('created_principals')
      .where({ cluster, username, state: from })
      .update({ state: to });
    if (moved === 1) return;
    throw toHttpError({
      code: 'CONFLICT',
      message: `Somebody else reveals user ${username} at this moment; reload to see how it stands`,
    });
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
