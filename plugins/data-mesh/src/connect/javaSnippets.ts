import {
  ConnectFacts,
  literal,
  PASSWORD,
  registryOf,
  signInOf,
  Snippet,
  trialGroup,
} from './facts';
import { securityNotes, securityProperties } from './properties';

// Stands where the shell or the program puts the password in.
const SECRET = '\u0000';

type Registry = NonNullable<ReturnType<typeof registryOf>>;

const KAFKA = 'org.apache.kafka:kafka-clients:4.1.0';
const CONFLUENT = '8.0.0';
const FORMATS: Record<string, [artifact: string, prefix: string]> = {
  AVRO: ['kafka-avro-serializer', 'io.confluent.kafka.serializers.KafkaAvro'],
  JSON: [
    'kafka-json-schema-serializer',
    'io.confluent.kafka.serializers.json.KafkaJsonSchema',
  ],
  PROTOBUF: [
    'kafka-protobuf-serializer',
    'io.confluent.kafka.serializers.protobuf.KafkaProtobuf',
  ],
};
const STRING = 'org.apache.kafka.common.serialization.String';

/** Kafka's Java client, as one file that JBang runs. */
export function javaSnippets(facts: ConnectFacts): Snippet[] {
  const name = facts.mode === 'read' ? 'Consume' : 'Produce';
  const needsPassword = ['password', 'token'].includes(
    signInOf(facts.connection),
  );
  return [
    { title: `${name}.java`, language: 'java', text: code(facts, name) },
    {
      title: 'Run with JBang, or with the dependencies above in your build',
      language: 'bash',
      text: `${
        needsPassword ? `KAFKA_PASSWORD='${PASSWORD}' ` : ''
      }jbang ${name}.java`,
    },
  ];
}

/** The registry, where Confluent has a serializer for the format. */
function knownRegistry(facts: ConnectFacts): Registry | undefined {
  const registry = registryOf(facts);
  // A record to write is made differently for each; here for the usual one.
  const isKnown = facts.mode === 'read' ? Object.keys(FORMATS) : ['AVRO'];
  return registry && isKnown.includes(registry.format) ? registry : undefined;
}

function code(facts: ConnectFacts, name: string): string {
  const registry = knownRegistry(facts);
  return [
    `//DEPS ${KAFKA}`,
    ...(registry
      ? [
          '//REPOS mavencentral,confluent=https://packages.confluent.io/maven/',
          `//DEPS io.confluent:${FORMATS[registry.format][0]}:${CONFLUENT}`,
        ]
      : []),
    ...imports(facts, registry),
    '',
    `class ${name} {`,
    `  public static void main(String[] args)${
      facts.mode === 'write' && registry ? ' throws Exception' : ''
    } {`,
    ...body(facts, registry).map(line => (line ? `    ${line}` : line)),
    '  }',
    '}',
    '',
  ].join('\n');
}

function imports(facts: ConnectFacts, registry?: Registry): string[] {
  if (facts.mode === 'read') {
    return [
      'import java.time.Duration;',
      'import java.util.List;',
      'import java.util.Properties;',
      'import org.apache.kafka.clients.consumer.KafkaConsumer;',
    ];
  }
  return [
    ...(registry ? ['import io.confluent.kafka.schemaregistry.client.*;'] : []),
    'import java.util.Properties;',
    ...(registry
      ? [
          'import org.apache.avro.Schema;',
          'import org.apache.avro.generic.GenericData;',
        ]
      : []),
    'import org.apache.kafka.clients.producer.*;',
  ];
}

function body(facts: ConnectFacts, registry?: Registry): string[] {
  const { connection, mode } = facts;
  const isRead = mode === 'read';
  const kind = isRead ? 'deserializer' : 'serializer';
  const kindClass = isRead ? 'Deserializer' : 'Serializer';
  const value = registry ? FORMATS[registry.format][1] : STRING;
  const put = (key: string, expression: string) =>
    `settings.put(${literal(key)}, ${expression});`;
  return [
    'var settings = new Properties();',
    put('bootstrap.servers', literal(connection.bootstrapServers.join(','))),
    ...securityNotes(facts).map(note => `// ${note}`),
    ...securityProperties(facts, SECRET).map(([key, text]) =>
      put(
        key,
        literal(text).replace(
          literal(SECRET).slice(1, -1),
          '" + System.getenv("KAFKA_PASSWORD") + "',
        ),
      ),
    ),
    put(`key.${kind}`, literal(`${STRING}${kindClass}`)),
    put(`value.${kind}`, literal(`${value}${kindClass}`)),
    ...(registry
      ? [
          put('schema.registry.url', literal(registry.url)),
          ...registryAuth(registry.auth, put),
        ]
      : []),
    ...(isRead ? consumer(facts, put) : producer(facts, registry, put)),
  ];
}

type Put = (key: string, expression: string) => string;

function registryAuth(auth: string, put: Put): string[] {
  if (auth === 'none') return [];
  return auth === 'basic'
    ? [
        put('basic.auth.credentials.source', '"USER_INFO"'),
        put(
          'basic.auth.user.info',
          'System.getenv("REGISTRY_USER") + ":" + System.getenv("REGISTRY_PASSWORD")',
        ),
      ]
    : [`// The registry asks for ${auth}: see Confluent's documentation.`];
}

function consumer(facts: ConnectFacts, put: Put): string[] {
  const group = trialGroup(facts, 'java');
  return [
    ...(group.note ? [`// ${group.note}`] : []),
    put('group.id', literal(group.name)),
    put('auto.offset.reset', '"earliest"'),
    '',
    'try (var consumer = new KafkaConsumer<String, Object>(settings)) {',
    `  consumer.subscribe(List.of(${literal(facts.connection.topic)}));`,
    '  while (true) {',
    '    for (var record : consumer.poll(Duration.ofSeconds(1))) {',
    '      System.out.println(record.partition() + " " + record.offset() + " " + record.key() + " " + record.value());',
    '    }',
    '  }',
    '}',
  ];
}

function producer(
  facts: ConnectFacts,
  registry: Registry | undefined,
  put: Put,
): string[] {
  const { topic } = facts.connection;
  return [
    ...(registry
      ? [
          put('auto.register.schemas', 'false'),
          put('use.latest.version', 'true'),
          '',
          `var registry = new CachedSchemaRegistryClient(${literal(
            registry.url,
          )}, 10);`,
          `var schema = registry.getLatestSchemaMetadata(${literal(
            registry.subject,
          )}).getSchema();`,
          '// All fields that the schema has: value.put("…", …);',
          'var value = new GenericData.Record(new Schema.Parser().parse(schema));',
        ]
      : ['', 'var value = "Hello";']),
    'try (var producer = new KafkaProducer<String, Object>(settings)) {',
    '  // All who read the topic get it.',
    `  producer.send(new ProducerRecord<>(${literal(
      topic,
    )}, "example", value));`,
    '}',
  ];
}
