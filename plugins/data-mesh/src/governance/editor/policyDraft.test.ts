import { someRules } from '../../__testUtils__/governance';
import {
  EMPTY_DRAFT,
  idFor,
  toDocument,
  toDraft,
  triedPart,
} from './policyDraft';

const RULES = someRules();
const DOCUMENT = {
  id: 'parallel',
  title: 'Topics can be read in parallel',
  why: 'One partition is one reader.',
  severity: 'error',
  stage: 'enforce',
  enforceFrom: '2027-03-01',
  scope: { domains: ['domain:default/sales'], tier: ['tier-1'] },
  rule: { type: 'topic-size', minPartitions: 3 },
  remedy: 'Add partitions.',
};

describe('a policy that is filled in', () => {
  it.each<[string, object]>([
    ['as it was', {}],
    ['with its expressions', { rule: expressions('a &&\n b', 'c') }],
    ['without a scope', { scope: undefined }],
    ['with a time instead of a day', { enforceFrom: '2027-03-01T12:00:00Z' }],
  ])('says the same as the document it was read from, %s', (_, over) => {
    const document = JSON.parse(JSON.stringify({ ...DOCUMENT, ...over }));
    expect(toDocument(toDraft(document, RULES), RULES)).toEqual(document);
  });

  it('has a day only where it is going to be enforced', () => {
    const draft = toDraft(DOCUMENT, RULES);
    expect(toDocument({ ...draft, stage: 'warn' }, RULES)).not.toHaveProperty(
      'enforceFrom',
    );
  });

  it('keeps what was filled in for another rule, and does not say it', () => {
    const draft = {
      ...toDraft(DOCUMENT, RULES),
      ruleType: 'product-expression',
    };
    expect(toDocument(draft, RULES).rule).toEqual({
      type: 'product-expression',
    });
    const back = { ...draft, ruleType: 'topic-size' };
    expect(toDocument(back, RULES).rule).toEqual(DOCUMENT.rule);
  });

  it.each<[string, object]>([
    ['nothing', { title: null, why: undefined, severity: undefined }],
    ['numbers for texts', { title: 3, id: 4, remedy: [], enforceFrom: 5 }],
    ['words that are not known', { severity: 'awful', stage: 'strict' }],
    ['a scope that is none', { scope: 'all' }],
    ['a scope of other things', { scope: { tier: 'tier-1', domains: [3] } }],
    ['no rule', { rule: null }],
    ['a rule that is not known', { rule: { type: 'bygone', most: 3 } }],
    [
      'values that do not fit',
      { rule: { type: 'topic-size', minPartitions: {} } },
    ],
  ])('takes a document that nobody can read: %s', (_, over) => {
    const draft = toDraft({ ...DOCUMENT, ...over }, RULES);
    expect(Object.keys(draft)).toEqual(Object.keys(EMPTY_DRAFT));
    expect(toDocument(draft, RULES).rule).toHaveProperty('type');
  });

  it('is tried anew only where it would find something else', () => {
    const same = { ...DOCUMENT, title: 'Other', why: 'Other', remedy: 'Other' };
    expect(triedPart(same)).toEqual(triedPart(DOCUMENT));
    expect(triedPart({ ...DOCUMENT, severity: 'info' })).not.toEqual(
      triedPart(DOCUMENT),
    );
  });
});

function expressions(...list: string[]) {
  return { type: 'product-expression', expressions: list };
}

describe('the ID that a title suggests', () => {
  it.each([
    ['Personal data is confidential', 'personal-data-is-confidential'],
    ['  Größe & Name!', 'gro-e-name'],
    ['', ''],
    ['!?', ''],
    [`${'x'.repeat(62)} y`, 'x'.repeat(62)],
    ['x'.repeat(200), 'x'.repeat(63)],
  ])('%j is %j', (title, id) => {
    expect(idFor(title)).toBe(id);
  });
});
