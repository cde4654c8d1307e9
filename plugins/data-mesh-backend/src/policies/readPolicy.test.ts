import fc from 'fast-check';
import { DocumentError } from './documentProblems';
import { readPolicy, toDocument } from './readPolicy';

const DOCUMENT = {
  id: 'sizes',
  title: 'Sizes',
  why: 'W',
  severity: 'error',
  stage: 'warn',
  rule: { type: 'topic-size', maxPartitions: 10 },
  remedy: 'R',
};

function problemsWith(over: object) {
  try {
    readPolicy({ ...DOCUMENT, ...over });
  } catch (error) {
    return error instanceof DocumentError ? error.problems : [];
  }
  return [];
}

describe('a document that cannot be read', () => {
  it('is told everything that is wrong with it, each with its key', () => {
    const problems = problemsWith({
      titel: 'Sizes',
      title: ' ',
      severity: 'awful',
      enforceFrom: 'soon',
      scope: { tier: ['tier-9'], origin: [], domains: ['domain:default/a'] },
      rule: { type: 'topic-size', maxPartitions: 'many', most: 3 },
    });
    expect(problems.map(({ path }) => path)).toEqual([
      'titel',
      'title',
      'severity',
      'enforceFrom',
      'scope.tier[0]',
      'scope.origin',
      'rule.most',
      'rule.maxPartitions',
    ]);
    expect(problems[7].message).toBe('"many" is not a number');
  });

  it('is told line and column of what is wrong with an expression, in its own text', () => {
    const expressions = [
      'product.tier == "tier-1"',
      'size(ports) > 0 &&\n consumer.ref != ""',
      'product.tier ==',
    ];
    const problems = problemsWith({
      rule: { type: 'product-expression', expressions },
    });
    expect(problems).toEqual([
      {
        path: 'rule.expressions[1]',
        message: expect.stringMatching(/^there is no variable 'consumer'/),
        line: 2,
        column: 2,
      },
      {
        path: 'rule.expressions[2]',
        message: expect.stringMatching(/^it is no expression of CEL/),
        line: 1,
        column: expect.any(Number),
      },
    ]);
  });

  it('is told which pattern of several it is, and which rules there are', () => {
    expect(
      problemsWith({ rule: { type: 'topic-naming', patterns: ['b', '('] } }),
    ).toMatchObject([{ path: 'rule.patterns[1]' }]);
    expect(problemsWith({ rule: { type: 'other' } })).toMatchObject([
      { path: 'rule.type', message: expect.stringMatching(/topic-naming/) },
    ]);
    expect(problemsWith({ rule: 3 })).toMatchObject([{ path: 'rule' }]);
  });

  it.each<[string, object]>([
    ['texts', { type: 'tagged-fields', classification: 'public', tags: 201 }],
    ['expressions', { type: 'product-expression', expressions: 51 }],
  ])('is one with more %s than are evaluated in reason', (_, rule) => {
    const long = Object.fromEntries(
      Object.entries(rule).map(([key, value]) => [
        key,
        typeof value === 'number'
          ? Array.from({ length: value }, (__, i) => `${i} == 0`)
          : value,
      ]),
    );
    expect(problemsWith({ rule: long })).toMatchObject([
      { message: expect.stringMatching(/are more than \d+/) },
    ]);
  });

  it('always says why, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(() => readPolicy(value)).toThrow(/\w/);
      }),
    );
  });
});

describe('the document of a policy', () => {
  it.each<[string, object]>([
    ['is as it was', {}],
    ['has its day', { stage: 'enforce', enforceFrom: '2027-03-01' }],
    ['has its scope', { scope: { tier: ['tier-1'], origin: ['declared'] } }],
  ])('%s, as far as the reader is concerned', (_, over) => {
    const policy = readPolicy({ ...DOCUMENT, ...over });
    expect(readPolicy(toDocument(policy))).toEqual(policy);
  });
});
