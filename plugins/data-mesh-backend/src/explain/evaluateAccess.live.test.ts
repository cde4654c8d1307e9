import { pbkdf2Sync, randomBytes } from 'node:crypto';
import {
  AclOperations,
  ScramMechanisms,
  alterUserScramCredentialsV0,
  metadataV12,
} from '@platformatic/kafka';
import fc from 'fast-check';
import {
  PRINCIPALS,
  testBroker,
  testPort,
  uniquePrefix,
} from '../__testUtils__/testKafka';
import type { AclBinding, AclOperation, KafkaPort } from '../kafka/KafkaPort';
import { Wire } from '../kafka/wire';
import { OPERATIONS, bindingLists } from './__testUtils__/worlds';
import { BindingIndex } from './BindingIndex';
import { EVERYONE, evaluateAccess, type AccessWorld } from './evaluateAccess';

jest.setTimeout(60_000);

const SEED = 20260417;
const WORLDS = 200;
const NAMES = ['a', 'ab', 'abc'];
/** Our connections to the broker come from there. */
const HOST = '127.0.0.1';
/** Kafka's answer where DESCRIBE is denied. */
const NOT_TOLD = -(2 ** 31);
const DESCRIBE: AclOperation[] = ['DESCRIBE'];
/** What Metadata tells of a topic: Kafka's `AclEntry.supportedOperations`. */
const TOLD: AclOperation[] = [
  'READ',
  'WRITE',
  'CREATE',
  'DELETE',
  'ALTER',
  'DESCRIBE',
  'DESCRIBE_CONFIGS',
  'ALTER_CONFIGS',
];

/** Operations come as bits, each at the place of its code. */
function isIn(bits: number) {
  return (operation: AclOperation) =>
    Math.floor(bits / 2 ** AclOperations[operation]) % 2 === 1;
}

function connect(username: string, password: string): Wire {
  return new Wire({
    label: 'the broker of the tests',
    bootstrap: [testBroker()],
    connection: { sasl: { mechanism: 'SCRAM-SHA-512', username, password } },
  });
}

/** Asks the broker itself, as each of the principals, what they may do. */
describe('evaluateAccess and a real broker', () => {
  const prefix = uniquePrefix();
  // The last one is named by no binding.
  const users = ['a', 'b', 'nobody'].map(name => `${prefix}${name}`);
  const password = randomBytes(12).toString('hex');
  // No topic has to be there: the authorizer is asked by name. The dot ends
  // the number, so that no world's prefix is that of another.
  const nameIn = (world: number, name: string) => `${prefix}w${world}.${name}`;
  const worlds = Array.from({ length: WORLDS }, (_, world) => world);
  const topics = worlds.flatMap(i => NAMES.map(name => nameIn(i, name)));
  const bindings = fc
    .sample(
      bindingLists(['TOPIC'], OPERATIONS, 12, {
        // The empty prefix is that of all topics of its world.
        names: (_, pattern) => (pattern === 'LITERAL' ? NAMES : ['', ...NAMES]),
        principals: [EVERYONE, `User:${users[0]}`, `User:${users[1]}`],
        hosts: ['*', HOST, '10.0.0.1', '127.0.0.0/8'],
      }),
      { numRuns: WORLDS, seed: SEED },
    )
    .flatMap((list, world) =>
      list.map(b => ({ ...b, resourceName: nameIn(world, b.resourceName) })),
    );

  let admin: Wire;
  let port: KafkaPort;

  async function alterUsers(
    ...changes: alterUserScramCredentialsV0.AlterUserScramCredentialsRequest
  ): Promise<void> {
    const { results } = await admin.call(
      await admin.anyBroker(),
      [alterUserScramCredentialsV0.api],
      ...changes,
    );
    const refused = results.find(result => result.errorCode !== 0);
    if (refused) throw new Error(`${refused.user}: ${refused.errorMessage}`);
  }

  async function ours(): Promise<AclBinding[]> {
    const all = await port.describeAcls();
    return all.filter(b => b.resourceName.startsWith(prefix));
  }

  /** What the broker says that a user may do with each topic, if it says it. */
  async function toldBy(
    user: string,
  ): Promise<Map<string, Set<AclOperation> | undefined>> {
    const wire = connect(user, password);
    const answer = await wire.call(
      await wire.anyBroker(),
      [metadataV12.api],
      topics,
      false,
      true,
    );
    await wire.close();
    return new Map(
      answer.topics.map(({ name, topicAuthorizedOperations: bits }) => [
        name!,
        bits === NOT_TOLD ? undefined : new Set(TOLD.filter(isIn(bits))),
      ]),
    );
  }

  beforeAll(async () => {
    admin = connect('admin', PRINCIPALS.admin);
    port = testPort('admin');
    const salt = randomBytes(16);
    const iterations = 4_096;
    await alterUsers(
      [],
      users.map(name => ({
        name,
        mechanism: ScramMechanisms.SCRAM_SHA_512,
        iterations,
        salt,
        saltedPassword: pbkdf2Sync(password, salt, iterations, 64, 'sha512'),
      })),
    );
    await port.createAcls(bindings);
    // Created at the controller; the broker learns of it a moment later.
    const end = Date.now() + 20_000;
    while ((await ours()).length < bindings.length) {
      if (Date.now() > end) throw new Error('Kafka did not take all bindings');
    }
  });

  afterAll(async () => {
    await port.deleteAcls(await ours());
    await alterUsers(
      users.map(name => ({ name, mechanism: ScramMechanisms.SCRAM_SHA_512 })),
      [],
    );
    await port.close();
    await admin.close();
  });

  it('agree on every operation on topics, as the broker tells the principal itself', async () => {
    const world: AccessWorld = {
      bindings: new BindingIndex(await port.describeAcls()),
      superUsers: ['User:admin'],
      authorizer: 'standard',
    };
    const seen = { allowed: 0, denied: 0, notTold: 0 };
    const wrong: string[] = [];
    for (const user of users) {
      for (const [topic, allowed] of await toldBy(user)) {
        if (!allowed) seen.notTold++;
        // Where nothing is told, DESCRIBE is what the principal may not do.
        for (const operation of allowed ? TOLD : DESCRIBE) {
          const { verdict } = evaluateAccess(world, {
            principal: `User:${user}`,
            host: HOST,
            operation,
            resourceType: 'TOPIC',
            resourceName: topic,
          });
          const kafkas = allowed?.has(operation) ? 'allowed' : 'denied';
          if (allowed) seen[kafkas]++;
          if (verdict !== kafkas) {
            wrong.push(
              `${user} ${operation} ${topic}: ${kafkas}, not ${verdict}`,
            );
          }
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(500);
  });
});
