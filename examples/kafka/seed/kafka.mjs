/**
 * Users, topics and ACLs, by a handful of wire calls as the administrator. Idempotent: creates what
 * is missing, changes and deletes nothing.
 */
import { pbkdf2Sync, randomBytes } from 'node:crypto';
import {
  alterUserScramCredentialsV0,
  AclOperations,
  AclPermissionTypes,
  Connection,
  createAclsV3,
  createTopicsV7,
  describeAclsV3,
  describeUserScramCredentialsV0,
  metadataV12,
  ResourcePatternTypes,
  ResourceTypes,
  ScramMechanisms,
} from '@platformatic/kafka';
import { credentialsOf } from '../lib/clients.mjs';

const iterations = 4096;

/**
 * @typedef {object} Counts
 * @property {number} users
 * @property {number} topics
 * @property {number} acls
 */

/**
 * @param {{ host: string, port: number }} broker
 * @param {object} wanted
 * @param {string[]} wanted.principals - without `User:`
 * @param {import('./load.mjs').SeedTopic[]} wanted.topics
 * @param {import('./load.mjs').SeedAcl[]} wanted.acls
 * @returns {Promise<Counts>} how many were created
 */
export async function seedKafka({ host, port }, { principals, topics, acls }) {
  const connection = new Connection('data-mesh-seed', {
    sasl: { mechanism: 'SCRAM-SHA-512', ...credentialsOf('admin') },
  });
  await connection.connect(host, port);
  try {
    return {
      users: await createUsers(connection, principals),
      topics: await createTopics(connection, topics),
      acls: await createAcls(connection, acls),
    };
  } finally {
    await connection.close();
  }
}

/**
 * Only those that do not exist: Kafka overwrites the password of one that does, without a word.
 *
 * @param {Connection} connection
 * @param {string[]} principals
 */
async function createUsers(connection, principals) {
  const existing = await describeUserScramCredentialsV0.api.async(
    connection,
    null,
  );
  const known = new Set(existing.results.map(result => result.user));
  const missing = principals.filter(name => !known.has(name));
  if (missing.length === 0) return 0;
  await alterUserScramCredentialsV0.api.async(
    connection,
    [],
    missing.map(name => {
      const salt = randomBytes(24);
      const { password } = credentialsOf(name);
      return {
        name,
        mechanism: ScramMechanisms.SCRAM_SHA_512,
        iterations,
        salt,
        saltedPassword: pbkdf2Sync(password, salt, iterations, 64, 'sha512'),
      };
    }),
  );
  return missing.length;
}

/**
 * All of them in one request, which is how Kafka takes a pair that differs by `.` and `_` only.
 * Where one of such a pair exists, the other is refused and stays missing: it is left so.
 *
 * @param {Connection} connection
 * @param {import('./load.mjs').SeedTopic[]} topics
 */
async function createTopics(connection, topics) {
  const metadata = await metadataV12.api.async(connection, null, false, false);
  const known = new Set(metadata.topics.map(topic => topic.name));
  const collides = name => name.replaceAll('.', '_');
  const taken = new Set([...known].map(collides));
  const missing = topics.filter(
    topic => !known.has(topic.name) && !taken.has(collides(topic.name)),
  );
  if (missing.length === 0) return 0;
  await createTopicsV7.api.async(
    connection,
    missing.map(({ name, partitions, config }) => ({
      name,
      numPartitions: partitions,
      replicationFactor: 1,
      assignments: [],
      configs: Object.entries(config).map(([key, value]) => ({
        name: key,
        value,
      })),
    })),
    30_000,
    false,
  );
  return missing.length;
}

/**
 * @param {Connection} connection
 * @param {import('./load.mjs').SeedAcl[]} acls
 */
async function createAcls(connection, acls) {
  const existing = await describeAclsV3.api.async(connection, {
    resourceType: ResourceTypes.ANY,
    resourceName: null,
    resourcePatternType: ResourcePatternTypes.ANY,
    principal: null,
    host: null,
    operation: AclOperations.ANY,
    permissionType: AclPermissionTypes.ANY,
  });
  const known = new Set(
    existing.resources.flatMap(resource =>
      resource.acls.map(acl => keyOf({ ...resource, ...acl })),
    ),
  );
  const missing = acls
    .map(acl => ({
      resourceType: ResourceTypes[acl.resourceType],
      resourceName: acl.name,
      resourcePatternType: ResourcePatternTypes[acl.patternType],
      principal: acl.principal,
      host: '*',
      operation: AclOperations[acl.operation],
      permissionType: AclPermissionTypes.ALLOW,
    }))
    .filter(acl => !known.has(keyOf(acl)));
  if (missing.length) await createAclsV3.api.async(connection, missing);
  return missing.length;
}

/** @param {import('@platformatic/kafka').Acl} acl */
function keyOf(acl) {
  return JSON.stringify([
    acl.resourceType,
    acl.resourceName,
    acl.resourcePatternType,
    acl.principal,
    acl.host,
    acl.operation,
    acl.permissionType,
  ]);
}
