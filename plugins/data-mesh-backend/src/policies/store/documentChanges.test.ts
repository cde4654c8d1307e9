import fc from 'fast-check';
import { changesOf, changeWords } from './documentChanges';

const DOCUMENT = {
  id: 'sizes',
  title: 'Sizes',
  stage: 'warn',
  rule: { type: 'topic-size', maxPartitions: 10 },
};

describe('what differs between two documents', () => {
  it('is told key by key, with what it was and is', () => {
    const changes = changesOf(DOCUMENT, {
      ...DOCUMENT,
      title: 'Sizes of topics',
      stage: 'enforce',
      enforceFrom: '2027-03-01',
      rule: { type: 'topic-size', maxPartitions: 6 },
    });
    expect(changes).toEqual([
      { path: 'title', before: 'Sizes', after: 'Sizes of topics' },
      { path: 'stage', before: 'warn', after: 'enforce' },
      { path: 'rule.maxPartitions', before: 10, after: 6 },
      { path: 'enforceFrom', after: '2027-03-01' },
    ]);
    expect(changeWords(changes)).toBe(
      'title, stage warn → enforce, rule.maxPartitions 10 → 6, enforceFrom not set → 2027-03-01',
    );
  });

  it('is told of a descriptor by its fields', () => {
    const descriptor = {
      kind: 'Domain',
      metadata: { name: 'emea', description: 'a' },
      spec: { owner: 'group:default/a', dataMesh: { accessRule: 'x' } },
    };
    const changes = changesOf(descriptor, {
      ...descriptor,
      metadata: { name: 'emea', description: 'b' },
      spec: { owner: 'group:default/b', dataMesh: { steward: 'user:c' } },
    });
    expect(changeWords(changes)).toBe(
      'metadata.description, spec.owner group:default/a → group:default/b, spec.dataMesh.accessRule x → not set, spec.dataMesh.steward not set → user:c',
    );
  });

  it('is short, however much it is', () => {
    const many = Object.fromEntries(
      Array.from({ length: 9 }, (_, i) => [`k${i}`, 'x'.repeat(500)]),
    );
    const words = changeWords(changesOf({}, many));
    expect(words).toMatch(/, and 4 more$/);
    expect(words.length).toBeLessThan(600);
  });

  it('is nothing of a document and itself, whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), document => {
        const turned = Object.fromEntries(Object.entries(document).reverse());
        expect(changesOf(document, turned)).toEqual([]);
      }),
    );
  });
});
