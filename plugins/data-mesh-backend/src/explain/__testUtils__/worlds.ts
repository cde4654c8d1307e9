import fc from 'fast-check';
import type {
  AclBinding,
  AclOperation,
  PatternType,
  ResourceType,
} from '../../kafka/KafkaPort';
import type { AccessQuestion } from '../evaluateAccess';

/** What bindings are made of: small, so that they collide. */
export type Alphabet = {
  names: (type: ResourceType, pattern: PatternType) => string[];
  principals: string[];
  hosts: string[];
};

export const OPERATIONS: AclOperation[] = [
  'ALL',
  'READ',
  'WRITE',
  'CREATE',
  'DELETE',
  'ALTER',
  'DESCRIBE',
  'CLUSTER_ACTION',
  'DESCRIBE_CONFIGS',
  'ALTER_CONFIGS',
  'IDEMPOTENT_WRITE',
  'CREATE_TOKENS',
  'DESCRIBE_TOKENS',
  'TWO_PHASE_COMMIT',
];

const RESOURCE_TYPES: ResourceType[] = [
  'TOPIC',
  'GROUP',
  'TRANSACTIONAL_ID',
  'CLUSTER',
  'DELEGATION_TOKEN',
  'USER',
];

/**
 * Everything that Kafka allows in a binding, but for names that begin with a
 * character before `*`: there its authorizer never answers, see the oracle's
 * README.
 */
const ALPHABET: Alphabet = {
  names: type =>
    type === 'CLUSTER'
      ? ['kafka-cluster', '*', 'kafka']
      : ['*', 'a', 'ab', 'abc', 'ac', 'A', 'a.', 'b', '*a', 'ä'],
  principals: ['User:a', 'User:b', 'User:*', 'User:a:b', 'Group:a'],
  hosts: [
    '*',
    '10.0.0.1',
    '10.0.0.2',
    '0:0:0:0:0:0:0:1',
    '::1',
    '10.0.0.0/8',
    'localhost',
  ],
};

/** What is asked about. */
export function resourcesOf(type: ResourceType): string[] {
  return type === 'CLUSTER'
    ? ['kafka-cluster']
    : ['a', 'ab', 'abc', 'abd', 'A', 'a.b', 'a_b', 'b', '*', '*a', 'ä🂡', ''];
}

/** Addresses among the hosts of bindings, and one that is not. */
export const ADDRESSES = [
  '10.0.0.1',
  '10.0.0.2',
  '0:0:0:0:0:0:0:1',
  '192.0.2.9',
];

/** Whom no binding names. */
export const NOBODY = 'User:nobody';
const ASKING = ['User:a', 'User:b', 'User:A', 'User:a:b', 'Group:a', NOBODY];

export type Question = Omit<AccessQuestion, 'host'>;
export type GeneratedWorld = {
  bindings: AclBinding[];
  superUsers: string[];
  authorizer: 'standard' | 'open';
};
export type Generated = { world: GeneratedWorld; questions: Question[] };

/** Bindings on a few types of resource, as Kafka keeps them: none twice. */
export function bindingLists(
  types: ResourceType[],
  operations: AclOperation[],
  maxLength: number,
  alphabet = ALPHABET,
): fc.Arbitrary<AclBinding[]> {
  const binding = fc
    .tuple(
      fc.constantFrom(...types),
      fc.constantFrom<PatternType>('LITERAL', 'PREFIXED'),
    )
    .chain(([resourceType, patternType]) =>
      fc.record({
        resourceType: fc.constant(resourceType),
        patternType: fc.constant(patternType),
        resourceName: fc.constantFrom(
          ...alphabet.names(resourceType, patternType),
        ),
        principal: fc.constantFrom(...alphabet.principals),
        host: fc.oneof(
          { weight: 2, arbitrary: fc.constant('*') },
          { weight: 3, arbitrary: fc.constantFrom(...alphabet.hosts) },
        ),
        operation: fc.constantFrom(...operations),
        permission: fc.oneof(
          { weight: 3, arbitrary: fc.constant<'ALLOW'>('ALLOW') },
          { weight: 1, arbitrary: fc.constant<'DENY'>('DENY') },
        ),
      }),
    );
  return fc.uniqueArray(binding, {
    maxLength,
    selector: b => JSON.stringify(b),
    // Else fast-check keeps most lists to a few.
    size: 'max',
  });
}

/** Worlds of all kinds, each with questions that its bindings may be about. */
export const worlds: fc.Arbitrary<Generated> = fc
  .tuple(
    fc.shuffledSubarray(RESOURCE_TYPES, { minLength: 1, maxLength: 2 }),
    fc.shuffledSubarray(OPERATIONS, { minLength: 1, maxLength: 4 }),
  )
  .chain(([types, operations]) =>
    fc.record({
      world: fc.record({
        bindings: bindingLists(types, operations, 40),
        superUsers: fc.oneof(
          { weight: 4, arbitrary: fc.constant<string[]>([]) },
          {
            weight: 1,
            arbitrary: fc.subarray(['User:b', 'User:*', 'Group:a']),
          },
        ),
        authorizer: fc.constantFrom<'standard' | 'open'>('standard', 'open'),
      }),
      questions: fc.array(
        fc.constantFrom(...types).chain(resourceType =>
          fc.record({
            principal: fc.constantFrom(...ASKING),
            operation: fc.constantFrom(...operations),
            resourceType: fc.constant(resourceType),
            resourceName: fc.constantFrom(...resourcesOf(resourceType)),
          }),
        ),
        { minLength: 8, maxLength: 16 },
      ),
    }),
  );
