import {
  ConnectFacts,
  PASSWORD,
  registryOf,
  shellWord,
  signInOf,
  Snippet,
  trialGroup,
} from './facts';
import { securityNotes, securityProperties } from './properties';

// Stands where the shell or the program puts the password in.
const SECRET = '\u0000';

const comment = (line: string) => `# ${line}`;

/** Kafka's own tools: a first record within a minute. */
export function consoleSnippets(facts: ConnectFacts): Snippet[] {
  return [
    {
      title: 'client.properties',
      language: 'bash',
      text: propertiesFile(facts),
    },
    facts.mode === 'read'
      ? { title: 'Read', language: 'bash', text: readCommand(facts) }
      : { title: 'Write', language: 'bash', text: writeCommand(facts) },
  ];
}

function propertiesFile(facts: ConnectFacts): string {
  const hasSecret = ['password', 'token'].includes(signInOf(facts.connection));
  const lines = securityProperties(facts, SECRET).map(
    // a backslash is an escape in a file of properties
    ([key, value]) => `${key}=${value.replace(/\\/g, '\\\\')}`,
  );
  return [
    ...securityNotes(facts).map(comment),
    ...(hasSecret ? [`KAFKA_PASSWORD='${PASSWORD}'`] : []),
    'cat > client.properties <<END',
    ...lines.map(inHereDocument),
    'END',
    'chmod 600 client.properties',
  ].join('\n');
}

/** A line that the shell leaves as it is, but for the password. */
function inHereDocument(line: string): string {
  return line.replace(/[\\$`]/g, '\\$&').replace(SECRET, '${KAFKA_PASSWORD}');
}

function readCommand(facts: ConnectFacts): string {
  return [
    ...registryNote(facts, 'kafka-avro-console-consumer'),
    'kafka-console-consumer.sh \\',
    `  --bootstrap-server ${servers(facts)} \\`,
    '  --consumer.config client.properties \\',
    `  --topic ${shellWord(facts.connection.topic)} \\`,
    `  --group ${shellWord(trialGroup(facts, 'console').name)} \\`,
    '  --from-beginning --max-messages 10',
  ].join('\n');
}

function writeCommand(facts: ConnectFacts): string {
  return [
    comment('Each line that you type becomes a record that all readers get.'),
    ...registryNote(facts, 'kafka-avro-console-producer'),
    'kafka-console-producer.sh \\',
    `  --bootstrap-server ${servers(facts)} \\`,
    '  --producer.config client.properties \\',
    `  --topic ${shellWord(facts.connection.topic)}`,
  ].join('\n');
}

function servers({ connection }: ConnectFacts): string {
  return shellWord(connection.bootstrapServers.join(','));
}

function registryNote(facts: ConnectFacts, tool: string): string[] {
  const registry = registryOf(facts);
  if (registry?.format !== 'AVRO') return [];
  return [
    comment(
      `Values are Avro. ${tool} of Confluent's tools shows them as text:`,
    ),
    comment(`add --property schema.registry.url=${registry.url}`),
  ];
}
