import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import {
  externalKafka,
  externalKafkaConfig,
  writeExternalKafkaConfig,
} from './external-kafka.mjs';

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'external-kafka-'));
after(() => fs.rmSync(dir, { recursive: true, force: true }));

/**
 * @param {string} name
 * @param {string[]} lines
 */
function file(name, lines) {
  const target = path.join(dir, name);
  fs.writeFileSync(target, lines.join('\n'));
  return target;
}

/** @param {string[]} lines */
const clusterOf = lines =>
  externalKafkaConfig({
    brokers: 'a:9092',
    propertiesFile: file('client.properties', lines),
  }).dataMesh.clusters.main;

const pem = (/** @type {string} */ label) =>
  `-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----`;
const scram =
  'sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="u" password="p";';

test('without KAFKA_BROKERS there is no external Kafka', () => {
  assert.equal(externalKafka({ SCHEMA_REGISTRY_URL: 'http://r' }), undefined);
});

test('brokers alone mean no security, observed only', () => {
  const { dataMesh } = externalKafkaConfig({ brokers: 'a:9092, b:9093' });
  assert.deepEqual(dataMesh.clusters.main, {
    title: 'Main',
    bootstrapServers: ['a:9092', 'b:9093'],
    mode: 'observe',
  });
});

test('SASL over TLS takes mechanism, login and authorities', () => {
  file('ca.pem', [pem('CERTIFICATE')]);
  assert.deepEqual(
    clusterOf([
      'security.protocol=SASL_SSL',
      'sasl.mechanism=SCRAM-SHA-512',
      scram,
      'ssl.truststore.type=PEM',
      'ssl.truststore.location=ca.pem',
    ]),
    {
      title: 'Main',
      bootstrapServers: ['a:9092'],
      mode: 'observe',
      tls: { ca: pem('CERTIFICATE') },
      credentials: {
        sync: { mechanism: 'SCRAM-SHA-512', username: 'u', password: 'p' },
      },
    },
  );
});

test('TLS without a trust store means the system authorities', () => {
  assert.deepEqual(clusterOf(['security.protocol=SSL']).tls, {});
});

test('a PEM key store is split into key and certificates', () => {
  file('id.pem', [pem('PRIVATE KEY'), pem('CERTIFICATE'), pem('CERTIFICATE')]);
  assert.deepEqual(
    clusterOf([
      'security.protocol=SSL',
      'ssl.keystore.type=PEM',
      'ssl.keystore.location=id.pem',
    ]).tls,
    {
      cert: `${pem('CERTIFICATE')}\n${pem('CERTIFICATE')}`,
      key: pem('PRIVATE KEY'),
    },
  );
});

for (const [what, lines, message] of [
  [
    'a JKS trust store',
    ['security.protocol=SSL', 'ssl.truststore.location=t.jks'],
    /truststore of type JKS/,
  ],
  [
    'a PKCS12 key store',
    [
      'security.protocol=SSL',
      'ssl.keystore.location=k',
      'ssl.keystore.type=PKCS12',
    ],
    /keystore of type PKCS12/,
  ],
  [
    'an unknown mechanism',
    ['security.protocol=SASL_SSL', 'sasl.mechanism=AWS_MSK_IAM'],
    /sasl.mechanism=AWS_MSK_IAM/,
  ],
  [
    'no mechanism, which is Kerberos',
    ['security.protocol=SASL_SSL'],
    /sasl.mechanism=GSSAPI/,
  ],
  ['an unknown protocol', ['security.protocol=QUIC'], /security.protocol=QUIC/],
  [
    'a missing PEM file',
    [
      'security.protocol=SSL',
      'ssl.truststore.type=PEM',
      'ssl.truststore.location=none.pem',
    ],
    /none\.pem, which cannot be read \(ENOENT\)/,
  ],
  [
    'no login',
    ['security.protocol=SASL_PLAINTEXT', 'sasl.mechanism=PLAIN'],
    /sasl.jaas.config names no username/,
  ],
]) {
  test(`${what} is refused in one sentence`, () => {
    assert.throws(
      () => clusterOf(lines),
      (/** @type {Error} */ error) => {
        assert.equal(error.name, 'Failure');
        assert.match(error.message, message);
        assert.ok(!error.message.includes('\n'));
        return true;
      },
    );
  });
}

for (const brokers of ['a', 'a:b', 'http://a:1/x', ',']) {
  test(`KAFKA_BROKERS="${brokers}" is refused`, () => {
    assert.throws(() => externalKafkaConfig({ brokers }), /KAFKA_BROKERS/);
  });
}

test('user and password leave the registry URL', () => {
  const { schemaRegistry } = externalKafkaConfig({
    brokers: 'a:1',
    registryUrl: 'https://u:p%40@r:8081/',
  }).dataMesh.clusters.main;
  assert.deepEqual(schemaRegistry, {
    url: 'https://r:8081',
    auth: { type: 'basic', username: 'u', password: 'p@' },
  });
  assert.throws(
    () => externalKafkaConfig({ brokers: 'a:1', registryUrl: 'r' }),
    /SCHEMA_REGISTRY_URL is "r"/,
  );
});

test("the written file is its owner's alone, and a password survives Backstage's substitution", () => {
  const target = path.join(dir, 'out.yaml');
  fs.writeFileSync(target, 'old', { mode: 0o644 });
  writeExternalKafkaConfig(target, {
    brokers: 'a:1',
    propertiesFile: file('p.properties', [
      'security.protocol=SASL_PLAINTEXT',
      'sasl.mechanism=PLAIN',
      'sasl.jaas.config=M required username="u" password="${HOME}";',
    ]),
  });
  assert.equal(fs.statSync(target).mode & 0o777, 0o600);
  const { clusters } = JSON.parse(fs.readFileSync(target, 'utf8')).dataMesh;
  assert.equal(clusters.main.credentials.sync.password, '$${HOME}');
});
