import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  Kafka,
  logLevel,
  ResourcePatternTypes,
  type AclEntry,
  type AclFilter,
  type Admin,
} from 'kafkajs';

/** Who the demo's seed has made on the broker of the tests. */
export const ADMIN = { username: 'admin', password: 'admin-secret' };

/** `host:port` of the broker that `npm test` starts for all suites. */
export function testBrokers(): string[] {
  const broker = process.env.DATA_MESH_TEST_KAFKA;
  if (!broker) {
    throw new Error(
      'DATA_MESH_TEST_KAFKA is not set: this needs the real broker that `npm test` starts',
    );
  }
  return [broker];
}

export function kafkaAs(who: { username: string; password: string }): Kafka {
  return new Kafka({
    clientId: 'access-test',
    brokers: testBrokers(),
    logLevel: logLevel.NOTHING,
    retry: { retries: 1 },
    sasl: { mechanism: 'scram-sha-512', ...who },
  });
}

/** Configuration of a cluster on that broker, for topics of one prefix. */
export function managedCluster(prefix: string, over: object = {}) {
  const credentials = (username: string) => ({
    mechanism: 'SCRAM-SHA-512',
    username,
    password: `demo-${username}`,
  });
  return {
    bootstrapServers: testBrokers(),
    mode: 'manage',
    superUsers: ['User:admin'],
    credentials: {
      sync: credentials('data-mesh-sync'),
      provisioning: credentials('data-mesh-provisioning'),
    },
    topics: { include: [`${prefix}.*`] },
    domains: { [`${prefix}.`]: 'domain:default/sales' },
    sync: { light: { seconds: 1 }, full: { seconds: 2 } },
    ...over,
  };
}

/** The ACLs by which the suite may create and change topics of a prefix. */
export function mayProvision(prefix: string): AclEntry[] {
  return [
    AclOperationTypes.CREATE,
    AclOperationTypes.ALTER_CONFIGS,
    AclOperationTypes.READ,
    AclOperationTypes.ALTER,
    AclOperationTypes.DELETE,
  ].map(operation => ({
    resourceType: AclResourceTypes.TOPIC,
    resourceName: prefix,
    resourcePatternType: ResourcePatternTypes.PREFIXED,
    principal: 'User:data-mesh-provisioning',
    host: '*',
    operation,
    permissionType: AclPermissionTypes.ALLOW,
  }));
}

/** ACLs that match what is given; what is left out stands for any. */
export type AclsOf = Partial<
  Pick<AclFilter, 'principal' | 'resourceType' | 'resourceName'>
>;

// kafkajs means any by a name that is left out, which its types do not know.
function toFilter(acls: AclsOf): AclFilter {
  return {
    resourceType: AclResourceTypes.ANY,
    resourcePatternType: ResourcePatternTypes.ANY,
    operation: AclOperationTypes.ANY,
    permissionType: AclPermissionTypes.ANY,
    ...acls,
  } as AclFilter;
}

/** ACLs as the broker has them, by resource. */
export async function describeAcls(admin: Admin, acls: AclsOf = {}) {
  return (await admin.describeAcls(toFilter(acls))).resources;
}

/** Deletes the ACLs that match any of these. */
export async function deleteAcls(
  admin: Admin,
  ...acls: AclsOf[]
): Promise<void> {
  await admin.deleteAcls({ filters: acls.map(toFilter) });
}
