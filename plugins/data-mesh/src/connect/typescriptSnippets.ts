import {
  ConnectFacts,
  isEncrypted,
  literal,
  PASSWORD,
  registryOf,
  signInOf,
  Snippet,
  trialGroup,
} from './facts';
import { securityNotes } from './properties';

/** kafkajs, as one file that Node.js runs. */
export function typescriptSnippets(facts: ConnectFacts): Snippet[] {
  const registry = registryOf(facts);
  const file = facts.mode === 'read' ? 'consume.mts' : 'produce.mts';
  const packages = [
    'kafkajs',
    ...(registry ? ['@kafkajs/confluent-schema-registry'] : []),
  ];
  const needsPassword = ['password', 'token'].includes(
    signInOf(facts.connection),
  );
  return [
    {
      title: 'Install',
      language: 'bash',
      text: `npm install ${packages.join(' ')}`,
    },
    { title: file, language: 'typescript', text: code(facts) },
    {
      title: 'Run with Node.js 22.18 or later',
      language: 'bash',
      text: `${
        needsPassword ? `KAFKA_PASSWORD='${PASSWORD}' ` : ''
      }node ${file}`,
    },
  ];
}

function code(facts: ConnectFacts): string {
  const { connection, application, mode } = facts;
  const registry = registryOf(facts);
  return [
    ...(signInOf(connection) === 'certificate'
      ? [`import { readFileSync } from 'node:fs';`]
      : []),
    ...(registry
      ? [`import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';`]
      : []),
    `import { Kafka } from 'kafkajs';`,
    '',
    'const kafka = new Kafka({',
    `  clientId: ${literal(application)},`,
    `  brokers: [${connection.bootstrapServers.map(literal).join(', ')}],`,
    ...security(facts).map(line => `  ${line}`),
    '});',
    ...(registry
      ? [
          `const registry = new SchemaRegistry({`,
          `  host: ${literal(registry.url)},`,
          ...registryAuth(registry.auth),
          '});',
        ]
      : []),
    '',
    ...(mode === 'read' ? consumer(facts) : producer(facts)),
    '',
  ].join('\n');
}

function security(facts: ConnectFacts): string[] {
  const { connection } = facts;
  const { saslMechanism = '', username = '' } = connection;
  const notes = securityNotes(facts).map(note => `// ${note}`);
  switch (signInOf(connection)) {
    case 'password':
      return [
        ...(isEncrypted(connection) ? ['ssl: true,'] : []),
        ...notes,
        'sasl: {',
        `  mechanism: ${literal(saslMechanism.toLowerCase())},`,
        `  username: ${literal(username)},`,
        '  password: process.env.KAFKA_PASSWORD!,',
        '},',
      ];
    case 'token':
      return [
        ...(isEncrypted(connection) ? ['ssl: true,'] : []),
        ...notes,
        'sasl: {',
        `  mechanism: 'oauthbearer',`,
        '  oauthBearerProvider: async () => ({',
        `    value: '<token from the token endpoint>',`,
        '  }),',
        '},',
      ];
    case 'certificate':
      return [
        ...notes,
        'ssl: {',
        `  cert: readFileSync('<certificate>.pem', 'utf8'),`,
        `  key: readFileSync('<key>.pem', 'utf8'),`,
        '},',
      ];
    default:
      return [];
  }
}

function registryAuth(auth: string): string[] {
  if (auth === 'none') return [];
  return auth === 'basic'
    ? [
        '  auth: {',
        '    username: process.env.REGISTRY_USER!,',
        '    password: process.env.REGISTRY_PASSWORD!,',
        '  },',
      ]
    : [`  // The registry asks for ${auth}: see the package’s own page.`];
}

function consumer(facts: ConnectFacts): string[] {
  const { topic } = facts.connection;
  const value = registryOf(facts)
    ? 'message.value && (await registry.decode(message.value))'
    : 'message.value?.toString()';
  const group = trialGroup(facts, 'typescript');
  return [
    ...(group.note ? [`// ${group.note}`] : []),
    `const consumer = kafka.consumer({ groupId: ${literal(group.name)} });`,
    'await consumer.connect();',
    `await consumer.subscribe({ topic: ${literal(
      topic,
    )}, fromBeginning: true });`,
    'await consumer.run({',
    '  eachMessage: async ({ partition, message }) => {',
    `    const value = ${value};`,
    '    console.log(partition, message.offset, message.key?.toString(), value);',
    '  },',
    '});',
  ];
}

function producer(facts: ConnectFacts): string[] {
  const { topic, subject = '' } = facts.connection;
  const hasRegistry = registryOf(facts) !== undefined;
  return [
    ...(hasRegistry
      ? [
          `const schema = await registry.getLatestSchemaId(${literal(
            subject,
          )});`,
          '// All fields that the schema has.',
          'const value = await registry.encode(schema, {});',
        ]
      : [`const value = 'Hello';`]),
    'const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });',
    'await producer.connect();',
    '// All who read the topic get it.',
    `await producer.send({`,
    `  topic: ${literal(topic)},`,
    `  messages: [{ key: 'example', value }],`,
    '});',
    'await producer.disconnect();',
  ];
}
