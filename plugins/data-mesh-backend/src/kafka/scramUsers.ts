import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import {
  ScramMechanisms,
  alterUserScramCredentialsV0,
  describeUserScramCredentialsV0,
} from '@platformatic/kafka';
import { chunk, failed, gather, itemResult } from './answers';
import { fromKafkaCode, KafkaError, toKafkaError } from './errors';
import type {
  Answer,
  ItemResult,
  NewScramCredential,
  ScramCredentialName,
  ScramMechanism,
  ScramUser,
} from './KafkaPort';
import type { Wire } from './wire';

const hash = promisify(pbkdf2);
const USERS_PER_REQUEST = 1_000;
// Kafka's own limits, which our hashing would reach before it refuses.
const MIN_ITERATIONS = 4_096;
const MAX_ITERATIONS = 16_384;
const SALT_BYTES = 16;

const MECHANISMS: Record<
  ScramMechanism,
  { id: 1 | 2; digest: string; keyBytes: number }
> = {
  'SCRAM-SHA-256': {
    id: ScramMechanisms.SCRAM_SHA_256,
    digest: 'sha256',
    keyBytes: 32,
  },
  'SCRAM-SHA-512': {
    id: ScramMechanisms.SCRAM_SHA_512,
    digest: 'sha512',
    keyBytes: 64,
  },
};

function toMechanism(id: number): ScramMechanism {
  const found = Object.entries(MECHANISMS).find(([, m]) => m.id === id);
  return (found ? found[0] : `UNKNOWN_${id}`) as ScramMechanism;
}

function check({ user, mechanism }: ScramCredentialName): void {
  if (typeof user !== 'string' || user === '') {
    throw new TypeError('A SCRAM user needs a name');
  }
  if (!Object.hasOwn(MECHANISMS, mechanism)) {
    throw new TypeError(`${user}: ${mechanism} is no SCRAM mechanism of Kafka`);
  }
}

const nameOf = ({ user, mechanism }: ScramCredentialName) =>
  `${mechanism} of SCRAM user ${user}`;

export async function describeScramUsers(
  wire: Wire,
  users: string[],
): Promise<Answer<ScramUser>> {
  // Named twice, Kafka refuses to tell; an empty list would mean all of them.
  const names = [...new Set(users)];
  return gather(
    chunk(names, USERS_PER_REQUEST).map(items => ({
      target: `SCRAM users of ${wire.label}`,
      items,
      send: async () => {
        const { errorCode, errorMessage, results } = await wire.call(
          await wire.anyBroker(),
          [describeUserScramCredentialsV0.api],
          items.map(name => ({ name })),
        );
        // Not per user: the results are then one without a name.
        if (errorCode !== 0) {
          throw new KafkaError(
            fromKafkaCode(
              errorCode,
              `SCRAM users of ${wire.label}`,
              errorMessage,
            ),
          );
        }
        return new Map(
          results.map(result => [
            result.user,
            itemResult(
              result.errorCode,
              `SCRAM user ${result.user}`,
              (): ScramUser => ({
                user: result.user,
                // Kafka gives them in the order of a hash map.
                credentials: result.credentialInfos
                  .map(({ mechanism, iterations }) => ({
                    mechanism: toMechanism(mechanism),
                    iterations,
                  }))
                  .sort((a, b) => (a.mechanism < b.mechanism ? -1 : 1)),
              }),
              result.errorMessage,
            ),
          ]),
        );
      },
    })),
  );
}

/**
 * Splits a list so that no part names a user twice: Kafka answers by user, and
 * refuses both where one request names two mechanisms of one user.
 */
function rounds<T extends ScramCredentialName>(items: T[]): T[][] {
  const out: T[][] = [];
  const seen = new Map<string, number>();
  for (const item of items) {
    const round = seen.get(item.user) ?? 0;
    seen.set(item.user, round + 1);
    (out[round] ??= []).push(item);
  }
  return out.flatMap(round => chunk(round, USERS_PER_REQUEST));
}

type AlterArguments = Parameters<typeof alterUserScramCredentialsV0.api.async>;
type Deletions = AlterArguments[1];
type Upsertions = AlterArguments[2];

/**
 * Alters credentials and gives their results in the order of the items; a
 * request that failed as a whole fails each of its items.
 */
async function alter<T extends ScramCredentialName>(
  wire: Wire,
  given: T[],
  toRequest: (items: T[]) => Promise<[Deletions, Upsertions]>,
): Promise<ItemResult<void>[]> {
  // Copies, so that one that is given twice has two results.
  const items = given.map(item => ({ ...item }));
  const answer = new Map<T, ItemResult<void>>();
  for (const round of rounds(items)) {
    try {
      const response = await wire.call(
        await wire.controller(),
        [alterUserScramCredentialsV0.api],
        ...(await toRequest(round)),
      );
      const byUser = new Map(response.results.map(r => [r.user, r]));
      for (const item of round) {
        const result = byUser.get(item.user);
        if (!result) continue;
        const { errorCode, errorMessage } = result;
        answer.set(
          item,
          itemResult(errorCode, nameOf(item), () => undefined, errorMessage),
        );
      }
    } catch (error) {
      const info = toKafkaError(error, wire.label).info();
      for (const item of round) {
        answer.set(item, failed({ ...info, item: nameOf(item) }));
      }
    }
  }
  return items.map(
    item =>
      answer.get(item) ??
      failed({
        code: 'UNKNOWN',
        message: `${nameOf(item)}: Kafka did not say what became of it`,
        retryable: false,
        item: nameOf(item),
      }),
  );
}

async function toUpsertion({
  user,
  mechanism,
  password,
  iterations = MIN_ITERATIONS,
}: NewScramCredential) {
  const { id, digest, keyBytes } = MECHANISMS[mechanism];
  const salt = randomBytes(SALT_BYTES);
  return {
    name: user,
    mechanism: id,
    iterations,
    salt,
    saltedPassword: await hash(password, salt, iterations, keyBytes, digest),
  };
}

function checkNew(credential: NewScramCredential): void {
  check(credential);
  const { password, iterations = MIN_ITERATIONS } = credential;
  // Neither message may show the password.
  if (typeof password !== 'string' || password === '') {
    throw new TypeError(`${nameOf(credential)}: it needs a password`);
  }
  if (
    !Number.isInteger(iterations) ||
    iterations < MIN_ITERATIONS ||
    iterations > MAX_ITERATIONS
  ) {
    throw new TypeError(
      `${nameOf(
        credential,
      )}: Kafka takes ${MIN_ITERATIONS} to ${MAX_ITERATIONS} iterations, not ${iterations}`,
    );
  }
}

export async function upsertScramUsers(
  wire: Wire,
  credentials: NewScramCredential[],
): Promise<ItemResult<void>[]> {
  credentials.forEach(checkNew);
  return alter(wire, credentials, async items => [
    [],
    await Promise.all(items.map(toUpsertion)),
  ]);
}

export async function deleteScramUsers(
  wire: Wire,
  credentials: ScramCredentialName[],
): Promise<ItemResult<void>[]> {
  credentials.forEach(check);
  return alter(wire, credentials, async items => [
    items.map(({ user, mechanism }) => ({
      name: user,
      mechanism: MECHANISMS[mechanism].id,
    })),
    [],
  ]);
}
