import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Admin } from 'kafkajs';
import { ConsumerMesh } from './__testUtils__/ConsumerMesh';
import { avroId } from './__testUtils__/RecordWriter';
import { inRepository } from './__testUtils__/repositories';
import { ADMIN, kafkaAs, testBrokers } from './__testUtils__/testKafka';
import { testRegistry } from './__testUtils__/testRegistry';

jest.setTimeout(300_000);

const PREFIX = `c${randomBytes(5).toString('hex')}`;
// A consumer asks for a port once: each language has its own.
const topicOf = (language: string) => `${PREFIX}.${language}.v1`;
const LARGE = 300;
const ENDED = 'null deletes';

type Language = {
  language: string;
  /** What a machine needs to have, each as a command that succeeds. */
  needs: string[][];
  /** Builds the repository and runs its own tests. */
  test: string[][];
  run: string[];
};

const LANGUAGES: Language[] = [
  {
    language: 'java',
    needs: [
      ['javac', '-version'],
      ['mvn', '-v'],
    ],
    test: [['mvn', '-q', '-B', '-ntp', 'test']],
    run: ['mvn', '-q', '-B', '-ntp', 'exec:java'],
  },
  {
    language: 'python',
    needs: [['python3', '-c', 'import ensurepip, venv']],
    test: [
      ['python3', '-m', 'venv', '.venv'],
      ['.venv/bin/pip', 'install', '-q', '-r', 'requirements.txt'],
      ['.venv/bin/python', '-m', 'unittest'],
    ],
    run: ['.venv/bin/python', '-m', 'reader'],
  },
];

const TOPICS = LANGUAGES.map(({ language }) => topicOf(language));

/** The first command that this machine lacks. */
function lackOf({ needs }: Language): string | undefined {
  return needs
    .find(([command, ...args]) => {
      try {
        execFileSync(command, args, { stdio: 'ignore' });
        return false;
      } catch {
        return true;
      }
    })
    ?.join(' ');
}

/** Services of other languages, from the template that consumes products. */
describe('consume-data-products', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'languages-'));
  const registry = testRegistry();
  let consumers: ConsumerMesh;
  let admin: Admin;

  beforeAll(async () => {
    admin = kafkaAs(ADMIN).admin();
    const producer = kafkaAs(ADMIN).producer();
    await admin.connect();
    await producer.connect();
    await admin.createTopics({
      topics: TOPICS.map(topic => ({ topic, numPartitions: 2 })),
      waitForLeaders: true,
    });
    for (const topic of TOPICS) {
      const schemaId = await registry.register(`${topic}-value`, [
        { name: 'id', type: 'int' },
      ]);
      await producer.send({
        topic,
        acks: -1,
        messages: [
          { key: 'small', value: avroId(schemaId, 1), partition: 0 },
          { key: 'large', value: avroId(schemaId, LARGE), partition: 1 },
          { key: 'plain', value: 'no schema', partition: 1 },
          { key: ENDED, value: null, partition: 1 },
        ],
      });
    }
    await producer.disconnect();
    consumers = new ConsumerMesh({
      dir,
      prefix: PREFIX,
      registryUrl: registry.url,
    });
    await consumers.start(
      Object.fromEntries(
        LANGUAGES.map(({ language }) => [language, topicOf(language)]),
      ),
    );
    await consumers.register('consume-data-products');
  });

  afterAll(async () => {
    await consumers?.mesh.stop();
    await admin.deleteTopics({ topics: TOPICS });
    await admin.disconnect();
    for (const topic of TOPICS) await registry.remove(`${topic}-value`);
    fs.rmSync(dir, { recursive: true, force: true });
  });

  LANGUAGES.forEach(each => {
    const lack = lackOf(each);
    const { language, test, run } = each;
    if (lack) {
      // Said by name where a machine cannot, rather than left out.
      // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect
      it.skip(`gives a service in ${language}: "${lack}" fails on this machine`, () =>
        undefined);
    } else {
      it(`gives a service in ${language} whose tests pass, and which reads what is there`, async () => {
        const folder = path.join(dir, language);
        await consumers.repository('consume-data-products', {
          ports: [language],
          folder,
          over: { language },
        });
        for (const command of test) await inRepository(folder, command);
        const group = `${PREFIX}-${language}`;
        const printed = await inRepository(folder, run, {
          COUNT: '4',
          KAFKA_BROKERS: testBrokers().join(),
          KAFKA_USERNAME: ADMIN.username,
          KAFKA_PASSWORD: ADMIN.password,
          KAFKA_GROUP: group,
          SCHEMA_REGISTRY_URL: registry.url,
        });
        const read = [...printed.matchAll(/\{"topic".*/g)].map(([line]) =>
          JSON.parse(line),
        );
        expect(new Map(read.map(({ key, value }) => [key, value]))).toEqual(
          new Map<string, unknown>([
            ['small', { id: 1 }],
            ['large', { id: LARGE }],
            ['plain', 'no schema'],
            [ENDED, null],
          ]),
        );
        const [{ partitions }] = await admin.fetchOffsets({
          groupId: group,
          topics: [topicOf(language)],
        });
        expect(
          new Map(
            partitions.map(({ partition, offset }) => [partition, offset]),
          ),
        ).toEqual(
          new Map([
            [0, '1'],
            [1, '3'],
          ]),
        );
      });
    }
  });
});
