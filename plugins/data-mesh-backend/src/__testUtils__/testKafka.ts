import { randomBytes } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import type { ClusterSettings } from '../config/DataMeshConfig';
import { createKafkaPort } from '../kafka/createKafkaPort';
import type { KafkaPort } from '../kafka/KafkaPort';

function required(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(
      `${name} is not set: these tests need the real broker that \`npm test\` starts`,
    );
  }
  return value;
}

/** The demo's principals on the broker of the tests, with their passwords. */
export const PRINCIPALS = {
  admin: 'admin-secret',
  'data-mesh-sync': 'demo-data-mesh-sync',
  'data-mesh-provisioning': 'demo-data-mesh-provisioning',
  'route-planner': 'demo-route-planner',
} as const;
export type TestPrincipal = keyof typeof PRINCIPALS;

export function testBroker(): { host: string; port: number } {
  const [host, port] = required('DATA_MESH_TEST_KAFKA').split(':');
  return { host, port: Number(port) };
}

export function testRegistryUrl(): string {
  return required('DATA_MESH_TEST_REGISTRY');
}

/** Settings of a cluster on the broker of the tests. */
export function testCluster(
  principal: TestPrincipal = 'data-mesh-sync',
  overrides: Partial<ClusterSettings> = {},
): ClusterSettings {
  const credentials = {
    mechanism: 'SCRAM-SHA-512' as const,
    username: principal,
    password: PRINCIPALS[principal],
    principal: `User:${principal}`,
  };
  return {
    name: 'test',
    title: 'Test',
    environment: 'production',
    bootstrapServers: [testBroker()],
    mode: 'observe',
    authorizer: 'standard',
    superUsers: ['User:admin'],
    credentials: { sync: credentials },
    topics: { include: ['*'], exclude: [] },
    domains: [],
    sync: { lightMs: 1_000, fullMs: 1_000 },
    clients: {},
    createPrincipals: false,
    ...overrides,
  };
}

export function testPort(principal?: TestPrincipal): KafkaPort {
  return createKafkaPort(testCluster(principal), 'sync');
}

/** A second client, so that our port is not its own witness. */
export function witness(principal: TestPrincipal = 'admin'): Kafka {
  const { host, port } = testBroker();
  return new Kafka({
    clientId: 'witness',
    brokers: [`${host}:${port}`],
    logLevel: logLevel.NOTHING,
    sasl: {
      mechanism: 'scram-sha-512',
      username: principal,
      password: PRINCIPALS[principal],
    },
  });
}

/** A prefix that no other test has, so that suites share one broker. */
export function uniquePrefix(): string {
  return `t${randomBytes(5).toString('hex')}.`;
}
