import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { GeneratedWorld, Question } from './worlds';

// Where scripts/lib/maven.mjs puts them (`kafkaLibs`), before any test runs.
const KAFKA_LIBS = path.resolve(__dirname, '../../../../../.dev/kafka/libs');
const ORACLE = path.join(__dirname, 'oracle/Oracle.java');
const TIMEOUT_MS = 60_000;

/** What is asked about one world, each question from each of the hosts. */
export type OracleCase = {
  world: GeneratedWorld;
  hosts: string[];
  questions: Question[];
};

/**
 * Asks Kafka's own `StandardAuthorizer`, in a JVM of its own; see
 * `oracle/README.md`.
 *
 * @returns whether it is allowed: by case, question and host
 */
export async function askStandardAuthorizer(
  cases: OracleCase[],
): Promise<boolean[][][]> {
  const lines = await runOracle(cases.flatMap(toLines).join(''));
  const expected = cases.reduce((sum, c) => sum + c.questions.length, 0);
  if (lines.length !== expected) {
    throw new Error(`${expected} questions, but ${lines.length} answers`);
  }
  let next = 0;
  return cases.map(({ questions }) =>
    questions.map(() => [...lines[next++]].map(letter => letter === 'A')),
  );
}

function toLines({ world, hosts, questions }: OracleCase): string[] {
  return [
    line('world', world.authorizer, world.superUsers.join(';')),
    ...world.bindings.map(b =>
      line(
        'acl',
        b.resourceType,
        b.resourceName,
        b.patternType,
        b.principal,
        b.host,
        b.operation,
        b.permission,
      ),
    ),
    line('hosts', ...hosts),
    ...questions.map(q =>
      line('ask', q.principal, q.operation, q.resourceType, q.resourceName),
    ),
  ];
}

function line(...fields: string[]): string {
  return `${fields.join('\t')}\n`;
}

async function runOracle(input: string): Promise<string[]> {
  if (!fs.existsSync(KAFKA_LIBS)) {
    throw new Error(
      `Kafka's jars are not in ${KAFKA_LIBS}: \`npm test\` and \`npm start\` fetch them`,
    );
  }
  const java = spawn(
    'java',
    [
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      '-Dfile.encoding=UTF-8',
      '-Dlog4j2.level=OFF',
      '-cp',
      path.join(KAFKA_LIBS, '*'),
      ORACLE,
    ],
    { timeout: TIMEOUT_MS },
  );
  const ended = new Promise<number | null>((resolve, reject) => {
    java.once('error', error =>
      reject(
        new Error(
          `Java 17 or newer is needed, for these tests ask Kafka's own authorizer: ${error.message}`,
        ),
      ),
    );
    java.once('close', resolve);
  });
  // It may end before it has read everything; its exit code tells why.
  java.stdin.on('error', () => {});
  java.stdin.end(input);
  const [code, out, err] = await Promise.all([
    ended,
    text(java.stdout),
    text(java.stderr),
  ]);
  if (code !== 0) {
    throw new Error(`The oracle ended with ${code ?? 'a time-out'}: ${err}`);
  }
  return out.split('\n').slice(0, -1);
}
