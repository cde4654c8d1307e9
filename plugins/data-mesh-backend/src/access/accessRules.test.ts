import fc from 'fast-check';
import {
  DEFAULT_RULES,
  chooseRule,
  endOfPeriod,
  shortestPeriod,
  type AccessRule,
  type RuleConditions,
  type RuleSubject,
} from './accessRules';
import type { AccessMode } from './planBindings';

const DAY = 24 * 60 * 60 * 1_000;
const modes = fc.constantFrom<AccessMode>('read', 'write');
const VALUES = {
  classification: ['public', 'internal', 'restricted'],
  environment: ['production', 'test'],
  domain: ['domain:default/sales', 'domain:default/stock'],
  product: ['dataproduct:default/a', 'dataproduct:default/b'],
  port: ['a-v1', 'b-v1'],
};
const oneOf = (key: keyof typeof VALUES) => fc.constantFrom(...VALUES[key]);
const some = (key: keyof typeof VALUES) =>
  fc.subarray(VALUES[key], { minLength: 1 });

const subjects: fc.Arbitrary<RuleSubject> = fc.record({
  mode: modes,
  classification: fc.option(oneOf('classification'), { nil: undefined }),
  environment: oneOf('environment'),
  domainRef: fc.option(oneOf('domain'), { nil: undefined }),
  productRef: oneOf('product'),
  port: oneOf('port'),
  sameTeam: fc.boolean(),
});
const conditions: fc.Arbitrary<RuleConditions> = fc.record(
  {
    mode: fc.uniqueArray(modes, { minLength: 1 }),
    classification: some('classification'),
    environment: some('environment'),
    domain: some('domain'),
    product: some('product'),
    port: some('port'),
    sameTeam: fc.boolean(),
  },
  { requiredKeys: [] },
);
const NAMES = ['one', 'two', 'three'];
const rules: fc.Arbitrary<AccessRule[]> = fc
  .array(conditions, { maxLength: NAMES.length })
  .map(list =>
    list.map((when, i) => ({ name: NAMES[i], when, steps: ['owner'] })),
  );

/** What of a subject each condition is about. */
function valuesOf(
  subject: RuleSubject,
): Record<keyof RuleConditions, string | boolean | undefined> {
  return {
    mode: subject.mode,
    classification: subject.classification,
    environment: subject.environment,
    domain: subject.domainRef,
    product: subject.productRef,
    port: subject.port,
    sameTeam: subject.sameTeam,
  };
}

function matches(rule: AccessRule, subject: RuleSubject): boolean {
  const values: Record<string, unknown> = valuesOf(subject);
  return Object.entries(rule.when).every(([key, wanted]) =>
    [wanted].flat().includes(values[key] as never),
  );
}

describe('chooseRule', () => {
  it('takes the first rule of which every condition holds, and the defaults last', () => {
    fc.assert(
      fc.property(rules, subjects, (list, subject) => {
        expect(chooseRule(list, subject)).toBe(
          [...list, ...DEFAULT_RULES].find(rule => matches(rule, subject)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('takes the rule that the domain names before all others, but only where its conditions hold', () => {
    const names = fc.constantFrom(
      ...NAMES,
      ...DEFAULT_RULES.map(({ name }) => name),
      'unknown',
    );
    fc.assert(
      fc.property(rules, subjects, names, (list, subject, name) => {
        const named = [...list, ...DEFAULT_RULES].find(r => r.name === name);
        expect(chooseRule(list, subject, name)).toBe(
          named && matches(named, subject) ? named : chooseRule(list, subject),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('lets a configured rule stand for the default one of its name', () => {
    fc.assert(
      fc.property(
        subjects,
        fc.constantFrom(...DEFAULT_RULES.map(({ name }) => name)),
        (subject, name) => {
          const own: AccessRule = { name, when: {}, steps: ['steward'] };
          expect(chooseRule([own], subject, name)).toBe(own);
        },
      ),
    );
  });

  it('lets what has no classification or domain match no rule that asks for one', () => {
    fc.assert(
      fc.property(
        subjects,
        fc.constantFrom('classification' as const, 'domain' as const),
        (subject, key) => {
          const rule: AccessRule = {
            name: 'one',
            when: { [key]: VALUES[key] },
            steps: [],
          };
          const bare = {
            ...subject,
            classification: undefined,
            domainRef: undefined,
          };
          expect(chooseRule([rule], bare, 'one')).not.toBe(rule);
        },
      ),
    );
  });

  it('approves at once only within a team, and reading what is public, unless configured', () => {
    fc.assert(
      fc.property(subjects, subject => {
        const { sameTeam, classification, mode } = subject;
        expect(chooseRule([], subject).steps.length === 0).toBe(
          sameTeam || (classification === 'public' && mode === 'read'),
        );
      }),
    );
  });
});

const from = fc.integer({
  min: 0,
  max: Date.parse('2100-01-01T00:00:00Z'),
});
const periods = fc
  .tuple(fc.integer({ min: 1, max: 90 }), fc.constantFrom('D', 'W', 'M', 'Y'))
  .map(([n, unit]) => `P${n}${unit}`);

describe('endOfPeriod', () => {
  it('counts days as days, whatever the season', () => {
    fc.assert(
      fc.property(from, fc.nat({ max: 1_000 }), (now, days) => {
        expect(endOfPeriod(`P${days}D`, now)).toBe(now + days * DAY);
      }),
    );
  });

  it.each([
    ['P1M', '2026-01-31T10:00:00Z', '2026-02-28T10:00:00Z'],
    ['P1M', '2028-01-31T10:00:00Z', '2028-02-29T10:00:00Z'],
    ['P1Y', '2028-02-29T10:00:00Z', '2029-02-28T10:00:00Z'],
    ['P2W', '2026-03-20T10:00:00Z', '2026-04-03T10:00:00Z'],
  ])('counts %s from %s to %s', (period, start, end) => {
    expect(endOfPeriod(period, Date.parse(start))).toBe(Date.parse(end));
  });

  it.each(['', 'a month', '30 days', 'P90', '90D', 'P1D and more'])(
    "takes '%s' for no period",
    text => {
      expect(endOfPeriod(text, 0)).toBeNaN();
    },
  );
});

describe('shortestPeriod', () => {
  it('takes of those given one that no other ends before', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(periods, { nil: undefined }), { maxLength: 5 }),
        from,
        (list, now) => {
          const given = list.filter((p): p is string => p !== undefined);
          const shortest = shortestPeriod(list, now);
          expect(shortest).toBe(
            given.find(p =>
              given.every(q => endOfPeriod(p, now) <= endOfPeriod(q, now)),
            ),
          );
        },
      ),
    );
  });

  it('tells a month from its days by the calendar', () => {
    const start = (text: string) => Date.parse(text);
    expect(shortestPeriod(['P1M', 'P30D'], start('2026-02-01T00:00:00Z'))).toBe(
      'P1M',
    );
    expect(shortestPeriod(['P1M', 'P30D'], start('2026-03-01T00:00:00Z'))).toBe(
      'P30D',
    );
  });

  it('does not let one that ends after all dates, or is none, stand for another', () => {
    fc.assert(
      fc.property(
        periods,
        fc.constantFrom('P999999999Y', 'PT999999999999999H', 'a month'),
        fc.nat({ max: 2 }),
        from,
        (period, endless, at, now) => {
          const list: string[] = [endless, endless];
          list.splice(at, 0, period);
          expect(shortestPeriod(list, now)).toBe(period);
        },
      ),
    );
  });
});
