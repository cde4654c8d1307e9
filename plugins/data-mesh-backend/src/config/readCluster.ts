import type { Config } from '@backstage/config';
import type {
  ClusterSettings,
  ConfigProblem,
  ConfiguredCluster,
  CredentialName,
  KafkaCredentials,
} from './DataMeshConfig';
import {
  CLUSTER_KEYS,
  MECHANISMS,
  parseServer,
  refuseClusterName,
} from './keys';
import {
  attempt,
  checkSection,
  readDuration,
  readRef,
  readSection,
} from './readers';
import { readSchemaRegistry } from './readSchemaRegistry';
import { readTls } from './readTls';

const CREDENTIALS: readonly CredentialName[] = [
  'sync',
  'provisioning',
  'preview',
];

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
    const parsed = parseServer(server);
    if (!parsed) throw new Error(`'${server}' is not of the form host:port`);
    return parsed;
  });
}

function readCredentials(config: Config): KafkaCredentials {
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
  const read = <T>(key: string, reader: () => T) =>
    attempt(problems, at(key), reader);

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
    problems.length > 0 ||
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
    const key = `dataMesh.clusters.${name}`;
    const refusal = refuseClusterName(name);
    const own: ConfigProblem[] = refusal
      ? [{ key, message: refusal }]
      : checkSection(clusters, name, CLUSTER_KEYS, key);
    let settings: ClusterSettings | undefined;
    // What is no section, say, cannot be asked for what is below it.
    if (own.length === 0) {
      const section = attempt(own, key, () => readSection(clusters, name));
      settings = section && readSettings(name, section, own);
    }
    problems.push(...own);
    return { name, settings, problems: own };
  });
}
