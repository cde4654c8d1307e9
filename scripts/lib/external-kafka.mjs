/** Maps the user's own Kafka (KAFKA_BROKERS and a Java client's properties) to the suite's configuration. */
import fs from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { loginOf, parseProperties } from './java-properties.mjs';

const mechanisms = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'];

/**
 * @typedef {object} ExternalKafka
 * @property {string} brokers - comma-separated host:port
 * @property {string} [propertiesFile]
 * @property {string} [registryUrl]
 */

/**
 * What the environment says; undefined where it names no Kafka.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {ExternalKafka | undefined}
 */
export function externalKafka(env = process.env) {
  if (!env.KAFKA_BROKERS) return undefined;
  return {
    brokers: env.KAFKA_BROKERS,
    propertiesFile: env.KAFKA_CLIENT_PROPERTIES || undefined,
    registryUrl: env.SCHEMA_REGISTRY_URL || undefined,
  };
}

/**
 * The cluster's configuration: observed only.
 *
 * @param {ExternalKafka} kafka
 * @returns {object} an app-config
 */
export function externalKafkaConfig({ brokers, propertiesFile, registryUrl }) {
  const properties = propertiesFile ? readProperties(propertiesFile) : {};
  const cluster = {
    title: 'Main',
    bootstrapServers: bootstrapServers(brokers),
    mode: 'observe',
    ...security(properties, propertiesFile),
    ...(registryUrl ? { schemaRegistry: schemaRegistry(registryUrl) } : {}),
  };
  return escapeConfig({ dataMesh: { clusters: { main: cluster } } });
}

/** @param {string} brokers */
function bootstrapServers(brokers) {
  const servers = brokers
    .split(',')
    .map(server => server.trim())
    .filter(Boolean);
  for (const server of servers) {
    if (!/^(\[[0-9a-f:]+\]|[^:\s]+):\d{1,5}$/i.test(server)) {
      throw new Failure(
        `KAFKA_BROKERS names "${server}", which is no address: write host:port, several with commas between them.`,
      );
    }
  }
  if (servers.length === 0) {
    throw new Failure(
      'KAFKA_BROKERS names no address: write host:port, several with commas between them.',
    );
  }
  return servers;
}

/** @param {string} file */
function readProperties(file) {
  try {
    return parseProperties(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Failure(
      `KAFKA_CLIENT_PROPERTIES names ${file}, which cannot be read (${
        error.code ?? error.message
      }): give the path of a Kafka client's properties file.`,
    );
  }
}

/**
 * @param {Record<string, string>} properties
 * @param {string} [file]
 */
function security(properties, file) {
  const protocol = (
    properties['security.protocol'] ?? 'PLAINTEXT'
  ).toUpperCase();
  switch (protocol) {
    case 'PLAINTEXT':
      return {};
    case 'SSL':
      return { tls: tls(properties, file) };
    case 'SASL_PLAINTEXT':
      return { credentials: { sync: sasl(properties, file) } };
    case 'SASL_SSL':
      return {
        tls: tls(properties, file),
        credentials: { sync: sasl(properties, file) },
      };
    default:
      throw new Failure(
        `${file} has security.protocol=${protocol}, which Kafka does not know: use PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL.`,
      );
  }
}

/**
 * @param {Record<string, string>} properties
 * @param {string} [file]
 */
function sasl(properties, file) {
  const mechanism = properties['sasl.mechanism'] ?? 'GSSAPI';
  if (!mechanisms.includes(mechanism)) {
    throw new Failure(
      `${file} has sasl.mechanism=${mechanism}, which cannot be taken over from a properties file: use ${mechanisms.join(
        ', ',
      )}, or configure dataMesh.clusters in app-config.local.yaml.`,
    );
  }
  try {
    return { mechanism, ...loginOf(properties['sasl.jaas.config'] ?? '') };
  } catch (error) {
    throw new Failure(`${file}: ${error.message}`);
  }
}

/**
 * PEM only, which is text; `{}` means TLS with the system's authorities.
 *
 * @param {Record<string, string>} properties
 * @param {string} [file]
 */
function tls(properties, file) {
  const base = path.dirname(path.resolve(file ?? '.'));
  const ca = store('truststore', properties, file, base);
  const identity = keyStore(properties, file, base);
  return {
    ...(ca ? { ca: ca.text } : {}),
    ...(identity ?? {}),
  };
}

/**
 * @param {'truststore' | 'keystore'} kind
 * @param {Record<string, string>} properties
 * @param {string | undefined} file
 * @param {string} base
 */
function store(kind, properties, file, base) {
  const location = properties[`ssl.${kind}.location`];
  const inline = properties[`ssl.${kind}.certificates`];
  if (!location && !inline) return undefined;
  const type = (properties[`ssl.${kind}.type`] ?? 'JKS').toUpperCase();
  if (type !== 'PEM') {
    throw new Failure(
      `${file} has a ${kind} of type ${type}, which only Java reads: convert it to PEM and set ssl.${kind}.type=PEM and ssl.${kind}.location to the PEM file.`,
    );
  }
  if (!location) return { text: inline };
  const resolved = path.resolve(base, location);
  try {
    return { text: fs.readFileSync(resolved, 'utf8') };
  } catch (error) {
    throw new Failure(
      `${file} has ssl.${kind}.location=${location}, which cannot be read (${
        error.code ?? error.message
      }): correct the path.`,
    );
  }
}

/**
 * The client's own certificate: in Kafka's PEM key store, key and chain stand in one file.
 *
 * @param {Record<string, string>} properties
 * @param {string | undefined} file
 * @param {string} base
 */
function keyStore(properties, file, base) {
  const inlineKey = properties['ssl.keystore.key'];
  const inlineChain = properties['ssl.keystore.certificate.chain'];
  if (inlineKey && inlineChain) return { cert: inlineChain, key: inlineKey };
  const found = store('keystore', properties, file, base);
  if (!found) return undefined;
  const key = found.text.match(
    /-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?-----END \1-----/,
  )?.[0];
  const chain = found.text.match(
    /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g,
  );
  if (!key || !chain) {
    throw new Failure(
      `${file} has a PEM keystore without private key and certificate: it must hold both.`,
    );
  }
  if (key.includes('ENCRYPTED') || properties['ssl.key.password']) {
    throw new Failure(
      `${file} has an encrypted private key: decrypt it (openssl pkcs8) and leave ssl.key.password out.`,
    );
  }
  return { cert: chain.join('\n'), key };
}

/** @param {string} text */
function schemaRegistry(text) {
  let url;
  try {
    url = new URL(text);
  } catch {
    throw new Failure(
      `SCHEMA_REGISTRY_URL is "${text}", which is no URL: write http://host:port or https://host:port.`,
    );
  }
  const { username, password } = url;
  url.username = '';
  url.password = '';
  return {
    url: url.toString().replace(/\/$/, ''),
    auth: username
      ? {
          type: 'basic',
          username: decodeURIComponent(username),
          password: decodeURIComponent(password),
        }
      : { type: 'none' },
  };
}

/**
 * Backstage replaces `${…}` in configuration; a password may hold these characters.
 *
 * @param {any} value
 */
function escapeConfig(value) {
  if (typeof value === 'string') return value.replaceAll('${', () => '$${');
  if (Array.isArray(value)) return value.map(escapeConfig);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, escapeConfig(item)]),
    );
  }
  return value;
}

/**
 * Writes the configuration where only its owner can read it.
 *
 * @param {string} file
 * @param {ExternalKafka} kafka
 */
export function writeExternalKafkaConfig(file, kafka) {
  // JSON is YAML, and needs no library to write.
  const text = `${JSON.stringify(externalKafkaConfig(kafka), null, 2)}\n`;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.rmSync(file, { force: true });
  fs.writeFileSync(file, text, { mode: 0o600 });
  return file;
}
