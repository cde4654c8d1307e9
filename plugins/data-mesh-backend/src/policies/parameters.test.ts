import { CLASSIFICATIONS } from '@data-mesh/backstage-plugin-data-mesh-common';
import fc from 'fast-check';
import { COMPATIBILITY_LEVELS, isAtLeast, strictest } from './compatibility';
import { evaluatePolicy } from './evaluatePolicy';
import { readParameters, tightenParameters } from './readParameters';
import type { Policy } from './policy';
import { policyFacts } from './__testUtils__/policyFacts';
import { RULES } from './rules';
import { arbitraryParameters } from './__testUtils__/policyFacts';

const levels = fc.constantFrom(...COMPATIBILITY_LEVELS);

describe('levels of compatibility', () => {
  it('join to the laxest that promises what both do', () => {
    fc.assert(
      fc.property(levels, levels, levels, (a, b, c) => {
        const join = strictest(a, b);
        expect(isAtLeast(join, a) && isAtLeast(join, b)).toBe(true);
        const promisesBoth = isAtLeast(c, a) && isAtLeast(c, b);
        expect(!promisesBoth || isAtLeast(c, join)).toBe(true);
        expect(strictest(b, a)).toBe(join);
      }),
    );
  });
});

describe.each([...RULES.values()])('rule $type', rule => {
  const policy = (parameters: Record<string, unknown>): Policy => ({
    id: 'p',
    title: 'P',
    why: 'W',
    severity: 'error',
    stage: 'enforce',
    scope: {},
    rule: { type: rule.type, parameters },
    remedy: 'R',
  });
  const parameters = arbitraryParameters(rule);

  it('never allows, tightened by a domain, what it forbids itself, or what the domain forbids', () => {
    fc.assert(
      fc.property(parameters, parameters, policyFacts, (parent, own, facts) => {
        const tight = tightenParameters(rule.parameters, parent, own);
        const subjects = (values: Record<string, unknown>) =>
          evaluatePolicy(policy(values), facts, new Map()).map(v => v.subject);
        const found = new Set(subjects(tight));
        const missed = [...subjects(parent), ...subjects(own)].filter(
          subject => !found.has(subject),
        );
        expect(missed).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same tightened in whatever order, once or twice', () => {
    fc.assert(
      fc.property(parameters, parameters, parameters, (a, b, c) => {
        const t = (x: Record<string, unknown>, y: Record<string, unknown>) =>
          tightenParameters(rule.parameters, x, y);
        expect(t(t(a, b), c)).toEqual(t(t(a, c), b));
        expect(t(t(a, b), b)).toEqual(t(a, b));
        expect(t(a, {})).toEqual(a);
      }),
    );
  });

  it('finds nothing of which nothing is known, and says what it finds', () => {
    fc.assert(
      fc.property(parameters, policyFacts, (values, facts) => {
        const unknown = {
          ...facts,
          owner: { ref: 'group:default/a', state: 'unknown' as const },
          ports: facts.ports.map(port => ({
            ...port,
            schemas: 'unknown' as const,
            topics: port.topics.map(({ live, ...topic }) => topic),
          })),
        };
        const live = ['topic-size', 'retention', 'schema-required'];
        const found = evaluatePolicy(policy(values), unknown, new Map());
        expect(live.includes(rule.type) ? found : []).toEqual([]);
        for (const { message, subject } of found) {
          expect(message).toMatch(/^\S.*[^.]$/s);
          expect(subject).toMatch(/\S/);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('reads back what it has read', () => {
    fc.assert(
      fc.property(parameters, values => {
        expect(readParameters(rule.parameters, values)).toEqual(values);
      }),
    );
  });
});

describe('reading parameters', () => {
  const { parameters } = RULES.get('topic-size')!;

  it.each<[Record<string, unknown>, RegExp]>([
    [{ minPartition: 1 }, /no parameter 'minPartition'; there are minPart/],
    [{ minPartitions: '1' }, /parameter 'minPartitions': "1" is not a number/],
    [{ minPartitions: NaN }, /is not a number/],
  ])('refuses %j', (document, says) => {
    expect(() => readParameters(parameters, document)).toThrow(says);
  });

  it('says what is missing, and what it is for', () => {
    expect(() =>
      readParameters(RULES.get('tagged-fields')!.parameters, { tags: ['PII'] }),
    ).toThrow(/'classification' is missing: Least classification/);
  });

  it('takes patterns that take for ever elsewhere, and refuses what is none', () => {
    const { check, parameters: naming } = RULES.get('topic-naming')!;
    const patterns = ['(a+)+b'];
    const facts = fc.sample(policyFacts, 1)[0];
    const [port] = facts.ports;
    const topic = {
      cluster: 'main',
      environment: 'production',
      name: 'a'.repeat(240),
    };
    expect(
      check({ ...facts, ports: [{ ...port, topics: [topic] }] }, { patterns }),
    ).toHaveLength(1);
    expect(() => readParameters(naming, { patterns: ['('] })).toThrow(
      /'\(' is no regular expression of RE2/,
    );
    expect(() =>
      readParameters(naming, { patterns: ['x'.repeat(501)] }),
    ).toThrow(/longer than 500/);
  });
});

describe('classifications', () => {
  it('of parameters are those of products', () => {
    const { parameters } = RULES.get('tagged-fields')!;
    for (const classification of CLASSIFICATIONS) {
      expect(
        readParameters(parameters, { tags: ['PII'], classification }),
      ).toEqual({ tags: ['PII'], classification });
    }
  });
});
