import {
  ConnectFacts,
  literal,
  PASSWORD,
  registryOf,
  signInOf,
  Snippet,
  trialGroup,
} from './facts';
import { securityNotes } from './properties';

/** confluent-kafka, as one file that Python runs. */
export function pythonSnippets(facts: ConnectFacts): Snippet[] {
  const file = facts.mode === 'read' ? 'consume.py' : 'produce.py';
  const isAvro = registryOf(facts)?.format === 'AVRO';
  const needsPassword = ['password', 'token'].includes(
    signInOf(facts.connection),
  );
  return [
    {
      title: 'Install',
      language: 'bash',
      text: `pip install ${
        isAvro ? "'confluent-kafka[avro,schemaregistry]'" : 'confluent-kafka'
      }`,
    },
    { title: file, language: 'python', text: code(facts) },
    {
      title: 'Run',
      language: 'bash',
      text: `${
        needsPassword ? `KAFKA_PASSWORD='${PASSWORD}' ` : ''
      }python ${file}`,
    },
  ];
}

function code(facts: ConnectFacts): string {
  const { connection, mode } = facts;
  const registry = registryOf(facts);
  const isAvro = registry?.format === 'AVRO';
  const isRead = mode === 'read';
  return [
    ...(registry?.format === 'JSON' ? ['import json'] : []),
    'import os',
    '',
    `from confluent_kafka import ${isRead ? 'Consumer' : 'Producer'}`,
    ...(isAvro
      ? [
          'from confluent_kafka.schema_registry import SchemaRegistryClient',
          `from confluent_kafka.schema_registry.avro import Avro${
            isRead ? 'Des' : 'S'
          }erializer`,
          'from confluent_kafka.serialization import MessageField, SerializationContext',
        ]
      : []),
    '',
    'settings = {',
    `    "bootstrap.servers": ${literal(
      connection.bootstrapServers.join(','),
    )},`,
    ...security(facts).map(line => `    ${line}`),
    '}',
    `topic = ${literal(connection.topic)}`,
    ...(isAvro
      ? [
          'registry = SchemaRegistryClient({',
          `    "url": ${literal(registry!.url)},`,
          ...registryAuth(registry!.auth),
          '})',
        ]
      : []),
    '',
    ...(isRead ? consumer(facts) : producer(facts)),
    '',
  ].join('\n');
}

function security(facts: ConnectFacts): string[] {
  const { connection } = facts;
  const { securityProtocol, saslMechanism = '', username = '' } = connection;
  const protocol = `"security.protocol": ${literal(securityProtocol)},`;
  const notes = securityNotes(facts).map(note => `# ${note}`);
  switch (signInOf(connection)) {
    case 'password':
      return [
        protocol,
        `"sasl.mechanism": ${literal(saslMechanism)},`,
        `"sasl.username": ${literal(username)},`,
        ...notes,
        '"sasl.password": os.environ["KAFKA_PASSWORD"],',
      ];
    case 'token':
      return [
        protocol,
        '"sasl.mechanism": "OAUTHBEARER",',
        '"sasl.oauthbearer.method": "oidc",',
        `"sasl.oauthbearer.client.id": ${literal(username)},`,
        ...notes,
        '"sasl.oauthbearer.client.secret": os.environ["KAFKA_PASSWORD"],',
        '"sasl.oauthbearer.token.endpoint.url": "<token endpoint>",',
      ];
    case 'certificate':
      return [
        protocol,
        ...notes,
        '"ssl.certificate.location": "<certificate>.pem",',
        '"ssl.key.location": "<key>.pem",',
      ];
    default:
      return [protocol];
  }
}

function registryAuth(auth: string): string[] {
  if (auth === 'none') return [];
  return auth === 'basic'
    ? [
        '    "basic.auth.user.info": os.environ["REGISTRY_USER"] + ":" + os.environ["REGISTRY_PASSWORD"],',
      ]
    : [`    # The registry asks for ${auth}: see the package's own page.`];
}

function consumer(facts: ConnectFacts): string[] {
  const format = registryOf(facts)?.format;
  const group = trialGroup(facts, 'python');
  const [prepare, value] = {
    AVRO: [
      ['deserialize = AvroDeserializer(registry)'],
      'deserialize(message.value(), SerializationContext(topic, MessageField.VALUE))',
    ] as const,
    // The first five bytes name the schema.
    JSON: [[], 'json.loads(message.value()[5:])'] as const,
  }[format ?? ''] ?? [[], 'message.value()'];
  return [
    ...prepare,
    'consumer = Consumer({',
    '    **settings,',
    ...(group.note ? [`    # ${group.note}`] : []),
    `    "group.id": ${literal(group.name)},`,
    '    "auto.offset.reset": "earliest",',
    '})',
    'consumer.subscribe([topic])',
    'try:',
    '    while True:',
    '        message = consumer.poll(1.0)',
    '        if message is None:',
    '            continue',
    '        if message.error():',
    '            raise SystemExit(message.error())',
    `        value = ${value}`,
    '        print(message.partition(), message.offset(), message.key(), value)',
    'finally:',
    '    consumer.close()',
  ];
}

function producer(facts: ConnectFacts): string[] {
  const isAvro = registryOf(facts)?.format === 'AVRO';
  const { subject = '' } = facts.connection;
  return [
    'producer = Producer({**settings, "enable.idempotence": True})',
    ...(isAvro
      ? [
          `schema = registry.get_latest_version(${literal(subject)}).schema`,
          'serialize = AvroSerializer(',
          '    registry, schema.schema_str, conf={"auto.register.schemas": False, "use.latest.version": True}',
          ')',
          '# All fields that the schema has.',
          'value = serialize({}, SerializationContext(topic, MessageField.VALUE))',
        ]
      : ['value = "Hello"']),
    '# All who read the topic get it.',
    'producer.produce(topic, key="example", value=value)',
    'producer.flush()',
  ];
}
