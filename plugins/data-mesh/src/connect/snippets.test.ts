import { aConnection } from '../__testUtils__/access';
import type { ConnectFacts } from './facts';
import { CLIENTS } from './snippets';

type Overrides = Parameters<typeof aConnection>[0];

const factsOf = (
  mode: ConnectFacts['mode'] = 'read',
  connection?: Overrides,
): ConnectFacts => ({
  connection: aConnection(connection),
  mode,
  application: 'route-planner',
});
const textOf = (
  id: (typeof CLIENTS)[number]['id'],
  mode?: ConnectFacts['mode'],
  connection?: Overrides,
) =>
  CLIENTS.find(client => client.id === id)!
    .snippets(factsOf(mode, connection))
    .map(({ text }) => text)
    .join('\n');

describe('snippets', () => {
  it('are, for the console, what a shell takes as it is', () => {
    expect(textOf('console')).toBe(
      `# The portal does not know the password of User:route-planner; whoever runs the service has it.
KAFKA_PASSWORD='<password>'
cat > client.properties <<END
security.protocol=SASL_PLAINTEXT
sasl.mechanism=SCRAM-SHA-512
sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="route-planner" password="\${KAFKA_PASSWORD}";
END
chmod 600 client.properties
# Values are Avro. kafka-avro-console-consumer of Confluent's tools shows them as text:
# add --property schema.registry.url=http://localhost:8081/apis/ccompat/v7
kafka-console-consumer.sh \\
  --bootstrap-server localhost:9092 \\
  --consumer.config client.properties \\
  --topic sales.orders.v1 \\
  --group route-planner-console \\
  --from-beginning --max-messages 10`,
    );
  });

  it('never let a name out of its quotes', () => {
    const text = textOf('console', 'read', {
      username: 'a"$(id)`\\',
      topic: "o'dd $topic",
    });
    expect(text).toContain('username="a\\\\\\\\"\\$(id)\\`');
    expect(text).toContain(`--topic 'o'\\''dd $topic'`);
    const code = textOf('typescript', 'read', { topic: 'a"b' });
    expect(code).toContain('topic: "a\\"b"');
  });

  it.each(['typescript', 'java', 'python'] as const)(
    'in %s read the topic with a group of their own, and take the password from the environment',
    id => {
      const text = textOf(id);
      expect(text).toContain(`"route-planner-${id}"`);
      expect(text).toContain('"sales.orders.v1"');
      expect(text).toContain('"localhost:9092"');
      expect(text).toContain("KAFKA_PASSWORD='<password>'");
      expect(text).toMatch(
        /process\.env\.KAFKA_PASSWORD|getenv\("KAFKA_PASSWORD"\)|environ\["KAFKA_PASSWORD"\]/,
      );
      expect(text).toMatch(/registry/i);
    },
  );

  it('use the one group there is where no other is allowed', () => {
    const groups = [{ name: 'payments', pattern: 'LITERAL' as const }];
    expect(textOf('console', 'read', { groups })).toContain('--group payments');
    expect(textOf('python', 'read', { groups })).toContain(
      '"group.id": "payments"',
    );
  });

  it.each([
    ['console', 'kafka-console-producer.sh'],
    ['typescript', 'producer.send'],
    ['java', 'producer.send'],
    ['python', 'producer.produce'],
  ] as const)('in %s write where that is what was granted', (id, words) => {
    const text = textOf(id, 'write');
    expect(text).toContain(words);
    expect(text).not.toContain('group');
    expect(text).toMatch(/all (who read the topic|readers) get/i);
  });

  it('leave the registry out where records have no schema in it', () => {
    for (const { id } of CLIENTS) {
      const text = textOf(id, 'read', {
        subject: undefined,
        schemaFormat: undefined,
      });
      expect(text).not.toMatch(/registry/i);
    }
  });

  it.each([
    ['SASL_SSL', 'PLAIN', /PlainLoginModule/],
    [
      'SASL_SSL',
      'OAUTHBEARER',
      /sasl\.oauthbearer\.token\.endpoint\.url=<token endpoint>/,
    ],
    ['SSL', undefined, /ssl\.keystore\.location=<certificate and key>\.pem/],
    ['PLAINTEXT', undefined, /^security\.protocol=PLAINTEXT$/m],
  ])('fit %s with %s', (securityProtocol, saslMechanism, words) => {
    const connection = { securityProtocol, saslMechanism };
    expect(textOf('console', 'read', connection)).toMatch(words);
    for (const { id } of CLIENTS) {
      const text = textOf(id, 'read', connection);
      expect(text.includes('KAFKA_PASSWORD=')).toBe(
        saslMechanism !== undefined,
      );
      expect(text).not.toContain('\u0000');
    }
  });

  it('say where a password comes from that was made here', () => {
    expect(textOf('console', 'read', { credentials: 'create' })).toContain(
      'it is made and told once, when somebody reveals it',
    );
  });
});
