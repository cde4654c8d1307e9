import { aTrial } from '../../__testUtils__/governance';
import { fieldName, publishWords } from './publishWords';

const draft = {
  severity: 'error',
  stage: 'enforce',
  enforceFrom: '2027-03-01',
} as const;
const complete = (over: object) => ({
  trial: aTrial(over),
  isComplete: true,
});

describe('what publishing will do', () => {
  it('is told with whom it blocks first, and from when', () => {
    expect(publishWords(draft, complete({ newlyBlocked: 2 }))).toEqual([
      'Nobody is given access to 2 products from 2027-03-01 on that can be had now.',
      '3 products newly fail, and their owners are told.',
      '1 product fails no longer.',
    ]);
  });

  it('is told also where nothing fails, or nobody is alarmed', () => {
    const nothing = { newlyFailingTotal: 0, newlyPassing: 0 };
    expect(publishWords(draft, complete(nothing))).toEqual([
      'No product newly fails.',
    ]);
    expect(
      publishWords(
        { ...draft, severity: 'warning' },
        complete({ newlyPassing: 0 }),
      ),
    ).toEqual(['3 products newly fail.']);
  });

  it('is not guessed where it was not tried to the end', () => {
    const [words] = publishWords(draft, { ...complete({}), isComplete: false });
    expect(words).toMatch(/nobody knows yet how many would fail/);
  });

  it('is nothing where it is a draft', () => {
    const [words] = publishWords({ ...draft, stage: 'draft' }, complete({}));
    expect(words).toMatch(/^It is a draft: it finds nothing/);
  });
});

describe('the name of a field', () => {
  it.each([
    ['enforceFrom', 'Enforced from'],
    ['rule.minPartitions', 'minPartitions'],
    ['rule.expressions[0]', 'expressions[0]'],
    ['scope.tier', 'tier'],
  ])('of %s is %s', (path, name) => {
    expect(fieldName(path)).toBe(name);
  });
});
