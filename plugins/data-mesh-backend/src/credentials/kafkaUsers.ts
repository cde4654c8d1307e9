import type { Knex } from 'knex';
import { toHttpError } from '../access/refusal';
import { toKafkaHttpError } from '../access/refusedByKafka';
import type { ClusterSettings } from '../config/DataMeshConfig';
import { formatBinding } from '../kafka/acls';
import { KafkaError } from '../kafka/errors';
import type { KafkaPort, ScramMechanism } from '../kafka/KafkaPort';
import { principalOfUser } from '../principals/registerRows';
import { bindingId } from '../provisioning/bindingRows';

/** What is asked of Kafka about users. */
export type UserPort = Pick<
  KafkaPort,
  | 'describeAcls'
  | 'describeScramUsers'
  | 'upsertScramUsers'
  | 'deleteScramUsers'
>;

/** What a cluster's users are made with. */
export type UserCluster = { settings: ClusterSettings; port: UserPort };

const READ_BACK_TRIES = 20;
const READ_BACK_PAUSE_MS = 250;

/** The SCRAM mechanism of users that we make on a cluster. */
export function mechanismOf(settings: ClusterSettings): ScramMechanism {
  const wanted =
    settings.clients.mechanism ?? settings.credentials.sync?.mechanism;
  return wanted === 'SCRAM-SHA-256' ? wanted : 'SCRAM-SHA-512';
}

/** Runs something, and says who could help where Kafka refuses it. */
export async function asked<T>(
  settings: ClusterSettings,
  call: () => Promise<T>,
): Promise<T> {
  const remedy = `the provisioning credential of cluster ${settings.name} needs ALTER on the cluster`;
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    throw toKafkaHttpError(error.info(), remedy);
  }
}

// Brokers know of a change to a user a moment later.
async function comesTrue(isSo: () => Promise<boolean>): Promise<boolean> {
  for (let i = 0; i < READ_BACK_TRIES; i += 1) {
    if (await isSo()) return true;
    await new Promise(resolve => setTimeout(resolve, READ_BACK_PAUSE_MS));
  }
  return false;
}

/** @throws ConflictError where the name is somebody else's at Kafka */
export async function requireFreeName(
  db: Knex,
  { settings, port }: UserCluster,
  username: string,
  consumerRef: string,
): Promise<void> {
  const cluster = settings.name;
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
      message: `A user ${username} is at cluster ${cluster} already, and was not made here; annotate ${consumerRef} with data-mesh/kafka-principal: ${principal} if it is the same`,
    });
  }
  if (found?.error.code !== 'NOT_FOUND') {
    throw toHttpError({
      code: 'UNAVAILABLE',
      message: `Whether user ${username} exists on cluster ${cluster} could not be asked (${
        found?.error.message ?? 'no answer'
      }); try again in a moment`,
    });
  }
  const own: Array<{ id: string }> = await db('managed_bindings as b')
    .join('grant_bindings', 'binding_id', 'b.id')
    .join('grants', 'grants.id', 'grant_id')
    .where({
      'b.cluster': cluster,
      'b.principal': principal,
      'b.existed_before': false,
      consumer_ref: consumerRef,
    })
    .distinct('b.id');
  const ids = new Set(own.map(({ id }) => id));
  const foreign = acls.find(acl => !ids.has(bindingId(cluster, acl)));
  if (foreign) {
    throw toHttpError({
      code: 'CONFLICT',
      message: `'${formatBinding(
        foreign,
      )}' was made by somebody else, and would be given away with user ${username}; have it removed, or annotate ${consumerRef} with a principal of its own`,
    });
  }
}

/** @throws ServiceUnavailableError where a user that was made is not seen */
export async function readBackUser(
  { settings, port }: UserCluster,
  username: string,
  mechanism: ScramMechanism,
): Promise<void> {
  const isThere = await comesTrue(async () => {
    const { items } = await asked(settings, () =>
      port.describeScramUsers([username]),
    );
    const found = items.get(username);
    return (
      found?.ok === true &&
      found.value.credentials.some(c => c.mechanism === mechanism)
    );
  });
  if (isThere) return;
  throw toHttpError({
    code: 'UNAVAILABLE',
    message: `User ${username} was sent to cluster ${settings.name}, but is not seen there; rotate to get another one`,
  });
}

/**
 * Deletes a user that was made a moment ago.
 *
 * @returns whether it is seen to be gone, so that its name is free
 */
export async function deleteUser(
  port: UserPort,
  user: string,
  mechanism: ScramMechanism,
): Promise<boolean> {
  try {
    const [result] = await port.deleteScramUsers([{ user, mechanism }]);
    if (!result.ok && result.error.code !== 'NOT_FOUND') return false;
    return await comesTrue(async () => {
      const { items } = await port.describeScramUsers([user]);
      const found = items.get(user);
      return found?.ok === false && found.error.code === 'NOT_FOUND';
    });
  } catch (error) {
    if (error instanceof KafkaError) return false;
    throw error;
  }
}
