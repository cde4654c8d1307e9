import fc from 'fast-check';
import type { CreationOf, WantedSchema } from './creation';
import {
  decideSchema,
  isAsStrict,
  isOwnVersion,
  topicOfSubject,
  type SchemaFacts,
} from './decideSchema';
import { decideSchemaUndo, decideTopicUndo } from './decideUndo';

const SALES = 'group:default/sales-team';
const WANTED: WantedSchema = {
  subject: 'sales.orders.v1-value',
  format: 'AVRO',
  schema: '"string"',
  references: [],
};
const OWN: CreationOf<'schema'> = {
  id: 'c1',
  run: 'r1',
  kind: 'schema',
  cluster: 'main',
  name: WANTED.subject,
  state: 'intended',
  wanted: WANTED,
  before: { versions: [1], written: 5 },
  createdBy: 'user:default/olivia',
  intendedAt: 1_000,
};
const KNOWN = {
  state: 'known' as const,
  versions: [1],
  latest: { version: 1, format: 'AVRO' as const },
  level: 'BACKWARD',
  isCompatible: true,
  messages: [],
};
const facts = (over: Partial<SchemaFacts> = {}): SchemaFacts => ({
  cluster: {
    name: 'main',
    isConfigured: true,
    isManaged: true,
    isRead: true,
    canProvision: false,
    hasRegistry: true,
  },
  wanted: WANTED,
  topic: 'sales.orders.v1',
  hasTopic: true,
  domainRef: 'domain:default/sales',
  domainOwner: SALES,
  speaksFor: new Set([SALES]),
  live: KNOWN,
  ...over,
});
const LEVELS = [
  'NONE',
  'BACKWARD',
  'BACKWARD_TRANSITIVE',
  'FORWARD',
  'FORWARD_TRANSITIVE',
  'FULL',
  'FULL_TRANSITIVE',
];

describe('whether somebody may register a schema', () => {
  it('they may where nothing speaks against it, without a credential for Kafka', () => {
    expect(decideSchema(facts())).toBeUndefined();
    const first = { ...KNOWN, versions: [], latest: undefined };
    expect(decideSchema(facts({ live: first }))).toBeUndefined();
  });

  it.each<[string, Partial<SchemaFacts>, string, string, RegExp]>([
    [
      'a subject of no topic',
      { wanted: { ...WANTED, subject: 'orders' }, topic: undefined },
      'INVALID',
      'subject',
      /of no topic/,
    ],
    [
      'text that is too long',
      { wanted: { ...WANTED, schema: 'x'.repeat(1_000_001) } },
      'INVALID',
      'schema',
      /1000001 characters, more than 1000000/,
    ],
    [
      'text that is no JSON',
      { wanted: { ...WANTED, schema: '{,' } },
      'INVALID',
      'schema',
      /line 1, column 2/,
    ],
    [
      'no schema registry',
      { cluster: { ...facts().cluster, hasRegistry: false } },
      'CONFLICT',
      'cluster',
      /schemaRegistry/,
    ],
    [
      "somebody else's domain",
      { speaksFor: new Set<string>() },
      'NOT_ALLOWED',
      'subject',
      /ask them to register its schema/,
    ],
    [
      "somebody else's product, also in one's own domain",
      {
        holder: {
          ref: 'dataproduct:default/orders',
          ownerRef: 'group:default/others',
        },
      },
      'NOT_ALLOWED',
      'subject',
      /held by dataproduct:default\/orders; ask group:default\/others/,
    ],
    [
      'a topic that is not there',
      { hasTopic: false },
      'INVALID',
      'subject',
      /create it first/,
    ],
    [
      'a change that waits for its readers',
      { openChange: 's1' },
      'CONFLICT',
      'subject',
      /not finished \(s1\)/,
    ],
    [
      'a registry that does not answer',
      { live: { state: 'unknown', reason: 'gone' } },
      'UNAVAILABLE',
      'subject',
      /once it answers \(gone\)/,
    ],
    [
      'a registry that takes it for none',
      { live: { state: 'invalid', reason: 'no schema' } },
      'INVALID',
      'schema',
      /no schema/,
    ],
    [
      'the same schema',
      { live: { ...KNOWN, found: { version: 1, id: 7 } } },
      'CONFLICT',
      'schema',
      /is version 1 of/,
    ],
    [
      'another format',
      { live: { ...KNOWN, latest: { version: 1, format: 'JSON' } } },
      'CONFLICT',
      'format',
      /is JSON/,
    ],
    [
      'what breaks readers',
      { live: { ...KNOWN, isCompatible: false, messages: ['total is new'] } },
      'CONFLICT',
      'schema',
      /by level BACKWARD \(total is new\); propose it as a change/,
    ],
    [
      'a level that promises less',
      { wanted: { ...WANTED, compatibility: 'NONE' } },
      'CONFLICT',
      'compatibility',
      /promises less/,
    ],
    [
      'another schema of the same run',
      {
        own: {
          ...OWN,
          state: 'created',
          made: { version: 2, id: 8 },
          wanted: { ...WANTED, schema: '"int"' },
        },
      },
      'CONFLICT',
      'schema',
      /begin another run/,
    ],
    [
      'one that was deleted since',
      { own: { ...OWN, state: 'created', made: { version: 2, id: 8 } } },
      'CONFLICT',
      'subject',
      /deleted since/,
    ],
  ])('%s stops them', (_, over, code, field, message) => {
    expect(decideSchema(facts(over))).toMatchObject({
      code,
      field,
      message: expect.stringMatching(message),
    });
  });

  it('finishes what the same run has begun, whatever came of it', () => {
    const found = { version: 2, id: 8 };
    const live = { ...KNOWN, versions: [1, 2], found };
    expect(decideSchema(facts({ own: OWN, live }))).toBeUndefined();
    expect(isOwnVersion(OWN, found)).toBe(true);
    expect(isOwnVersion(OWN, { version: 1, id: 7 })).toBe(false);
    const made = { ...OWN, state: 'created' as const, made: found };
    expect(decideSchema(facts({ own: made, live }))).toBeUndefined();
  });
});

describe('a level', () => {
  it('is as strict as itself, and as one that is between', () => {
    for (const level of LEVELS) expect(isAsStrict(level, level)).toBe(true);
    fc.assert(
      fc.property(
        fc.constantFrom(...LEVELS),
        fc.constantFrom(...LEVELS),
        fc.constantFrom(...LEVELS),
        (a, b, c) => {
          const both = isAsStrict(a, b) && isAsStrict(b, c);
          expect(!both || isAsStrict(a, c)).toBe(true);
          expect(isAsStrict('FULL_TRANSITIVE', a)).toBe(true);
          expect(isAsStrict(a, 'NONE')).toBe(true);
        },
      ),
    );
    expect(isAsStrict('FULL', 'BACKWARD_TRANSITIVE')).toBe(false);
    expect(isAsStrict('FORWARD', 'BACKWARD')).toBe(false);
  });
});

describe('the topic of a subject', () => {
  it('is what stands before -value or -key', () => {
    expect(topicOfSubject('a-value')).toBe('a');
    expect(topicOfSubject('a-value-key')).toBe('a-value');
    expect(topicOfSubject('-value')).toBeUndefined();
    expect(topicOfSubject('orders')).toBeUndefined();
  });
});

describe('undoing', () => {
  const own = {
    ...OWN,
    state: 'created' as const,
    made: { version: 2, id: 8 },
  };
  const live = {
    ...KNOWN,
    versions: [1, 2],
    latest: { version: 2, format: 'AVRO' as const },
  };
  const asked = { own, live, topic: 'sales.orders.v1', written: BigInt(5) };

  it('deletes a version that nothing needs, and leaves it where something may', () => {
    expect(decideSchemaUndo(asked)).toEqual({ do: 'remove' });
    expect(decideSchemaUndo({ ...asked, written: undefined })).toEqual({
      do: 'remove',
    });
    for (const over of [
      { written: BigInt(6) },
      { written: 'unknown' as const },
      { holder: 'dataproduct:default/orders' },
      { live: { ...live, latest: { version: 3, format: 'AVRO' as const } } },
      { live: { state: 'unknown' as const, reason: 'gone' } },
    ]) {
      expect(decideSchemaUndo({ ...asked, ...over }).do).toBe('leave');
    }
  });

  it('forgets a version that was never registered', () => {
    const never = { ...asked, own: OWN, live: KNOWN };
    expect(decideSchemaUndo(never)).toEqual({ do: 'forget' });
  });

  it('deletes only a topic of its own that is empty, unheld and unused', () => {
    const topic: CreationOf<'topic'> = {
      ...own,
      kind: 'topic',
      wanted: { name: 't', partitions: 1, replicationFactor: -1, configs: {} },
      before: {},
      made: { topicId: 'id', partitions: 1, replicationFactor: 1 },
    };
    fc.assert(
      fc.property(
        fc.constantFrom('id', 'other'),
        fc.option(fc.constant('dataproduct:default/p'), { nil: undefined }),
        fc.nat(2),
        fc.option(fc.bigInt({ min: BigInt(0), max: BigInt(2) }), {
          nil: undefined,
        }),
        (topicId, holder, grants, written) => {
          const verdict = decideTopicUndo({
            own: topic,
            live: {
              state: 'there',
              topicId,
              partitions: 1,
              replicationFactor: 1,
            },
            holder,
            grants,
            written,
          });
          const mayGo =
            topicId === 'id' &&
            !holder &&
            grants === 0 &&
            written === BigInt(0);
          expect(verdict.do).toBe(mayGo ? 'remove' : 'leave');
        },
      ),
    );
  });
});
