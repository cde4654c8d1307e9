import fc from 'fast-check';
import {
  decideChange,
  standOf,
  type AskedReader,
  type ChangeFacts,
} from './decideChange';
import { readersOf } from './readersOf';

const time = fc.integer({ min: 0, max: 1_000 });
const consumer = fc.record(
  {
    kind: fc.constant('consumer' as const),
    answer: fc.constantFrom(
      'acknowledge' as const,
      'object' as const,
      'date' as const,
    ),
    answerDate: time,
  },
  { requiredKeys: ['kind', 'answerDate'] },
);
const group = fc.constant<AskedReader>({ kind: 'group' });
const factsOf = (readers: fc.Arbitrary<AskedReader[]>) =>
  fc.record<ChangeFacts>({
    now: time,
    respondBy: time,
    silence: fc.constantFrom('objection', 'consent'),
    readers,
    readersKnown: fc.boolean(),
  });
const facts = factsOf(fc.array(fc.oneof(consumer, group), { maxLength: 5 }));

describe('decideChange', () => {
  it('accepts only what every reader agrees to', () => {
    fc.assert(
      fc.property(facts, given => {
        const agreed = given.readers.every(
          reader => standOf(reader, given) === 'agrees',
        );
        expect(decideChange(given) === 'accept').toBe(
          agreed && given.readersKnown,
        );
      }),
    );
  });

  it('never accepts what a group of nobody known reads', () => {
    fc.assert(
      fc.property(facts, given => {
        const readers = [...given.readers, { kind: 'group' as const }];
        expect(decideChange({ ...given, readers })).not.toBe('accept');
      }),
    );
  });

  it('never accepts over an objection, whatever the others say', () => {
    fc.assert(
      fc.property(facts, given => {
        const objection = { kind: 'consumer', answer: 'object' } as const;
        const readers = [...given.readers, objection];
        expect(decideChange({ ...given, readers })).toBe('objected');
      }),
    );
  });

  it('takes no answer in time for an objection, unless the access rule says otherwise', () => {
    const given = {
      now: 10,
      respondBy: 10,
      readers: [{ kind: 'consumer' as const }],
      readersKnown: true,
    };
    expect(decideChange({ ...given, now: 9, silence: 'consent' })).toBe('wait');
    expect(decideChange({ ...given, silence: 'objection' })).toBe('objected');
    expect(decideChange({ ...given, silence: 'consent' })).toBe('accept');
  });

  it('waits for the date from which on a reader agrees', () => {
    const given = {
      respondBy: 5,
      silence: 'objection' as const,
      readers: [
        { kind: 'consumer' as const, answer: 'date' as const, answerDate: 10 },
      ],
      readersKnown: true,
    };
    expect(decideChange({ ...given, now: 9 })).toBe('wait');
    expect(decideChange({ ...given, now: 10 })).toBe('accept');
  });
});

describe('readersOf', () => {
  const none = { granted: [], groups: [], holders: [], since: 100 };
  const holder = (consumerRef: string, name: string, patternType: string) => ({
    consumerRef,
    name,
    patternType,
  });

  it('asks who has a grant, also without a group', () => {
    expect(readersOf({ ...none, granted: ['component:default/a'] })).toEqual([
      { kind: 'consumer', key: 'component:default/a', groups: [] },
    ]);
  });

  it('gives a group to who may use it, the most exact first', () => {
    const readers = readersOf({
      ...none,
      granted: ['c:a'],
      groups: [
        { groupId: 'a-1', members: 1 },
        { groupId: 'a-b-1', members: 1 },
        { groupId: 'a-b', members: 1 },
      ],
      holders: [
        holder('c:a', 'a-', 'PREFIXED'),
        holder('c:b', 'a-b-', 'PREFIXED'),
        holder('c:c', 'a-b', 'LITERAL'),
      ],
    });
    expect(readers).toEqual([
      { kind: 'consumer', key: 'c:a', groups: ['a-1'] },
      { kind: 'consumer', key: 'c:b', groups: ['a-b-1'] },
      { kind: 'consumer', key: 'c:c', groups: ['a-b'] },
    ]);
  });

  it('lists a live group of nobody known, and no group that is gone', () => {
    const groups = [
      { groupId: 'joined', members: 2 },
      { groupId: 'progressing', members: 0, progressedAt: 101 },
      { groupId: 'long-gone', members: 0, progressedAt: 100 },
      { groupId: 'never-seen', members: 0 },
    ];
    expect(
      readersOf({ ...none, groups }).map(({ kind, key }) => [kind, key]),
    ).toEqual([
      ['group', 'joined'],
      ['group', 'progressing'],
    ]);
  });
});
