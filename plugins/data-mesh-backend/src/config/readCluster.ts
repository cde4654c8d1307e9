import type { Config } from '@backstage/config';
import type {
  ClusterSettings,
  ConfigProblem,
  ConfiguredCluster,
  CredentialName,
  KafkaCredentials,
  SaslMechanism,
} from './DataMeshConfig';
import {
  attempt,
  readDuration,
  readRef,
  readSection,
  requireKnownKeys,
} from './readers';
import { readSchemaRegistry } from './readSchemaRegistry';
import { readTls } from './readTls';

// Part of entity names, where it must not hold a dot.
const CLUSTER_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const MAX_CLUSTER_NAME = 20;
// host:port or [IPv6]:port, and no scheme before it
const SERVER = /^(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+)):(\d{1,5})$/;
const MECHANISMS: readonly SaslMechanism[] = [
  'PLAIN',
  'SCRAM-SHA-256',
  'SCRAM-SHA-512',
  'OAUTHBEARER',
];
const CREDENTIALS: readonly CredentialName[] = [
  'sync',
  'provisioning',
  'preview',
];

const KEYS = [
  'title',
  'environment',
  'bootstrapServers',
  'mode',
  'authorizer',
  'superUsers',
  'tls',
  'credentials',
  'clients',
  'principals',
  'topics',
  'domains',
  'schemaRegistry',
  'sync',
];
const SECTIONS = {
  credentials: CREDENTIALS,
  topics: ['include', 'exclude'],
  clients: ['bootstrapServers', 'mechanism', 'schemaRegistryUrl'],
  principals: ['create'],
  sync: ['light', 'full'],
};

function readEnum<T extends string>(
  config: Config,
  key: string,
  allowed: readonly T[],
  fallback?: T,
): T {
  const value = config.getOptionalString(key) ?? fallback;
  const found = allowed.find(a => a === value);
  if (!found) {
    throw new Error(
      `'${value}' is not one of ${allowed.map(a => `'${a}'`).join(', ')}`,
    );
  }
  return found;
}

function readServers(config: Config): ClusterSettings['bootstrapServers'] {
  const servers = config.getStringArray('bootstrapServers');
  if (servers.length === 0) {
    throw new Error('must name at least one host:port');
  }
  return servers.map(server => {
    const match = SERVER.exec(server);
    const port = Number(match?.[3]);
    if (!match || port < 1 || port > 65_535) {
      throw new Error(`'${server}' is not of the form host:port`);
    }
    return { host: match[1] ?? match[2], port };
  });
}

function readCredentials(config: Config): KafkaCredentials {
  requireKnownKeys(config, ['mechanism', 'username', 'password', 'principal']);
  const explicit = config.getOptionalString('principal');
  if (!config.has('mechanism')) {
    return explicit ? { principal: explicit } : {};
  }
  const mechanism = readEnum(config, 'mechanism', MECHANISMS);
  if (mechanism === 'OAUTHBEARER') {
    return { mechanism, ...(explicit ? { principal: explicit } : {}) };
  }
  const username = config.getString('username');
  return {
    mechanism,
    username,
    password: config.getString('password'),
    principal: explicit ?? `User:${username}`,
  };
}

function readClients(config: Config): ClusterSettings['clients'] {
  const clients = readSection(config, 'clients');
  return {
    bootstrapServers: clients?.getOptionalStringArray('bootstrapServers'),
    mechanism: clients?.has('mechanism')
      ? readEnum(clients, 'mechanism', MECHANISMS)
      : undefined,
    schemaRegistryUrl: clients?.getOptionalString('schemaRegistryUrl'),
  };
}

function readDomainRef(prefix: string, ref: unknown): string {
  if (typeof ref !== 'string') {
    throw new Error(`prefix '${prefix}' must map to a Domain ref`);
  }
  return readRef(ref, 'domain');
}

function readDomains(config: Config): ClusterSettings['domains'] {
  // Prefixes hold dots, which Config would take for nested keys.
  const raw = config.getOptional('domains') ?? {};
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    throw new Error('must map topic prefixes to Domain refs');
  }
  return Object.entries(raw)
    .map(([prefix, ref]) => ({
      prefix,
      domainRef: readDomainRef(prefix, ref),
    }))
    .sort((a, b) => b.prefix.length - a.prefix.length);
}

function readSettings(
  name: string,
  config: Config,
  problems: ConfigProblem[],
): ClusterSettings | undefined {
  const at = (key: string) => `dataMesh.clusters.${name}.${key}`;
  const before = problems.length;
  const read = <T>(key: string, reader: () => T) =>
    attempt(problems, at(key), reader);

  // A misspelt 'superUsers' or 'mode' would mean something else than was meant.
  attempt(problems, `dataMesh.clusters.${name}`, () =>
    requireKnownKeys(config, KEYS),
  );
  for (const [section, keys] of Object.entries(SECTIONS)) {
    read(section, () => requireKnownKeys(readSection(config, section), keys));
  }
  const bootstrapServers = read('bootstrapServers', () => readServers(config));
  const mode = read('mode', () =>
    readEnum(config, 'mode', ['observe', 'manage'] as const, 'observe'),
  );
  const authorizer = read('authorizer', () =>
    readEnum(
      config,
      'authorizer',
      ['standard', 'open', 'external'] as const,
      'standard',
    ),
  );
  const credentials: ClusterSettings['credentials'] = {};
  for (const credential of CREDENTIALS) {
    const path = `credentials.${credential}`;
    if (config.has(path)) {
      credentials[credential] = read(path, () =>
        readCredentials(config.getConfig(path)),
      );
    }
  }
  const settings = {
    name,
    title: read('title', () => config.getOptionalString('title')) ?? name,
    environment:
      read('environment', () => config.getOptionalString('environment')) ??
      'production',
    superUsers:
      read('superUsers', () => config.getOptionalStringArray('superUsers')) ??
      [],
    tls: read('tls', () => readTls(config)),
    credentials,
    topics: {
      include: read('topics.include', () =>
        config.getOptionalStringArray('topics.include'),
      ) ?? ['*'],
      exclude:
        read('topics.exclude', () =>
          config.getOptionalStringArray('topics.exclude'),
        ) ?? [],
    },
    domains: read('domains', () => readDomains(config)) ?? [],
    schemaRegistry: config.has('schemaRegistry')
      ? read('schemaRegistry', () =>
          readSchemaRegistry(config.getConfig('schemaRegistry')),
        )
      : undefined,
    clients: read('clients', () => readClients(config)) ?? {},
    createPrincipals:
      read('principals.create', () =>
        config.getOptionalBoolean('principals.create'),
      ) ?? false,
  };
  const lightMs = read('sync.light', () =>
    readDuration(config, 'sync.light', { seconds: 10 }),
  );
  const fullMs = read('sync.full', () =>
    readDuration(config, 'sync.full', { minutes: 5 }),
  );
  if (
    problems.length > before ||
    !bootstrapServers ||
    !mode ||
    !authorizer ||
    !lightMs ||
    !fullMs
  ) {
    return undefined;
  }
  return {
    ...settings,
    bootstrapServers,
    mode,
    authorizer,
    sync: { lightMs, fullMs },
  };
}

/** All configured clusters, those too whose settings cannot be used. */
export function readClusters(
  config: Config | undefined,
  problems: ConfigProblem[],
): ConfiguredCluster[] {
  const clusters = attempt(problems, 'dataMesh.clusters', () =>
    readSection(config, 'clusters'),
  );
  return (clusters?.keys() ?? []).map(name => {
    const own: ConfigProblem[] = [];
    let settings: ClusterSettings | undefined;
    if (!CLUSTER_NAME.test(name) || name.length > MAX_CLUSTER_NAME) {
      own.push({
        key: `dataMesh.clusters.${name}`,
        message: `a cluster's name has lower-case letters, digits and single dashes, ${MAX_CLUSTER_NAME} characters at most`,
      });
    } else {
      const section = attempt(own, `dataMesh.clusters.${name}`, () =>
        readSection(clusters, name),
      );
      settings = section && readSettings(name, section, own);
    }
    problems.push(...own);
    return { name, settings, problems: own };
  });
}
