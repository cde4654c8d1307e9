import { aFinding, aPolicy, aSizePolicy } from '../__testUtils__/governance';
import { aProduct } from '../__testUtils__/mesh';
import {
  byPolicy,
  lookingWords,
  looksAt,
  openWords,
  scopeWords,
  scoreWords,
  stageMeaning,
  sumOf,
  valueWords,
} from './governanceWords';

const none = { error: 0, warning: 0, info: 0 };

describe('words about findings', () => {
  it.each([
    [{ ...none }, 'nothing is open'],
    [{ ...none, info: 1 }, '1 info is open'],
    [{ ...none, error: 1, warning: 3 }, '1 error and 3 warnings are open'],
  ])('say how many are open: %j', (counts, words) => {
    expect(openWords(counts)).toBe(words);
  });

  it.each([
    [{ products: 0, clean: 0, ...none }, 'There are no data products'],
    [
      { products: 1, clean: 1, ...none },
      'Nothing is wrong with the only product',
    ],
    [
      { products: 14, clean: 12, ...none, error: 1, warning: 3 },
      '12 of 14 products have nothing wrong; 1 error and 3 warnings are open',
    ],
  ])('say how domains stand: %j', (score, words) => {
    expect(scoreWords(score)).toBe(words);
    expect(scoreWords(sumOf([score]))).toBe(words);
  });

  it('say once what to do about all findings of a policy', () => {
    const groups = byPolicy([
      aFinding(),
      aFinding({ id: 'other', policy: 'parallel' }),
      aFinding({ id: 'second' }),
    ]);
    expect(groups.map(({ findings }) => findings.map(f => f.id))).toEqual([
      ['finding-1', 'second'],
      ['other'],
    ]);
  });
});

describe('words about policies', () => {
  const titleOf = (ref: string) => ref.toUpperCase();

  it.each([
    [{}, 'All data products'],
    [{ tier: ['tier-1'] }, 'Data products of tier-1'],
    [
      { domains: ['a', 'b'], classification: ['restricted'] },
      'Data products in A or B, classified as restricted',
    ],
    [{ origin: ['discovered'] }, 'Data products that are discovered'],
  ])('say what they are about: %j', (scope, words) => {
    expect(scopeWords(scope, titleOf)).toBe(words);
  });

  it.each([
    ['draft', 'draft', 'error', /only tried/],
    ['warn', 'warn', 'error', /^It tells what is wrong, and stops nothing/],
    ['enforce', 'warn', 'error', /^Until then/],
    ['enforce', 'enforce', 'error', /does not pass the check/],
    ['enforce', 'enforce', 'warning', /only an error stops/],
  ] as const)(
    'say what %s, now %s, does at %s',
    (stage, stageNow, severity, words) => {
      const policy = { ...aPolicy(), stage, stageNow, severity };
      expect(stageMeaning(policy)).toMatch(words);
    },
  );

  it('say that what limits grants shortens access, and stops none', () => {
    const rule = { ...aPolicy().rule, type: 'longest-grant' };
    const policy = { ...aPolicy({ stageNow: 'enforce' }), rule };
    expect(stageMeaning(policy)).toMatch(/for no longer than it allows/);
    expect(stageMeaning(aPolicy({ stageNow: 'enforce' }))).toMatch(
      /nobody is given access/,
    );
  });

  it.each([
    [undefined, 'Not set'],
    [['a', 'b'], 'a, b'],
    [{ internal: 'P30D' }, 'internal: 30 days'],
    [3, '3'],
  ])('say the value %j', (value, words) => {
    expect(valueWords(value)).toBe(words);
  });

  it.each([
    [{}, true],
    [{ classification: ['confidential'] }, true],
    [{ classification: ['restricted'] }, false],
    [{ tier: ['tier-1'] }, false],
    [{ origin: ['declared'] }, true],
    [{ domains: ['domain:default/sales'] }, true],
    [{ domains: ['domain:default/above'] }, undefined],
    [{ domains: ['domain:default/above'], tier: ['tier-1'] }, false],
  ])('tell whether a policy for %j looks at a product: %s', (scope, looks) => {
    expect(looksAt(aPolicy({ scope }), aProduct())).toBe(looks);
  });

  it('count those that look at a product, drafts left out', () => {
    const draft = aSizePolicy({ stage: 'draft', stageNow: 'draft' });
    expect(lookingWords([aPolicy(), draft], aProduct())).toBe(
      '1 policy looks at it',
    );
    expect(lookingWords([draft], aProduct())).toBeUndefined();
    const above = aPolicy({ scope: { domains: ['domain:default/above'] } });
    expect(lookingWords([aPolicy(), above], aProduct())).toBe(
      'At least 1 policy looks at it',
    );
  });
});
