import fc from 'fast-check';
import { KubernetesValidatorFunctions } from '@backstage/catalog-model';
import { toEntityName, topicEntityName } from './entityNames';

const topicName = fc
  .stringMatching(/^[a-zA-Z0-9._-]{1,249}$/)
  .filter(name => name !== '.' && name !== '..');
const closeNames = fc
  .array(fc.constantFrom('a', 'A', '.', '_', '-', '--', 'b', '1'), {
    minLength: 1,
    maxLength: 8,
  })
  .map(parts => parts.join(''));
const cluster = fc.stringMatching(/^[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,2}$/);

describe('toEntityName', () => {
  it('keeps a plain topic readable', () => {
    expect(topicEntityName('main', 'sales.orders.v1')).toBe(
      'main.sales.orders.v1',
    );
    expect(topicEntityName('main', 'legacy_dump')).toBe('main.legacy_dump');
  });

  it('keeps topics apart that differ only by case, dot or underscore', () => {
    const names = ['Other', 'oTHER', 'other', 'a.b', 'a_b', 'a-b', 'A_B'].map(
      topic => topicEntityName('main', topic).toLowerCase(),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('gives a legal name for every legal topic name', () => {
    fc.assert(
      fc.property(cluster, fc.oneof(topicName, closeNames), (c, topic) => {
        expect(
          KubernetesValidatorFunctions.isValidObjectName(
            topicEntityName(c, topic),
          ),
        ).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('is injective after lower-casing', () => {
    const pair = fc.tuple(cluster, fc.oneof(topicName, closeNames));
    fc.assert(
      fc.property(pair, pair, ([c1, t1], [c2, t2]) => {
        fc.pre(c1 !== c2 || t1 !== t2);
        expect(topicEntityName(c1, t1).toLowerCase()).not.toBe(
          topicEntityName(c2, t2).toLowerCase(),
        );
      }),
      { numRuns: 5000 },
    );
  });

  it('cannot be met by a topic that imitates the hashed form', () => {
    const hashed = topicEntityName('main', 'Orders.TMP');
    const imitation = hashed.slice('main.'.length);
    expect(topicEntityName('main', imitation)).not.toBe(hashed);
  });

  it('keeps parts apart that join to the same text', () => {
    expect(toEntityName(['a.b', 'c'])).not.toBe(toEntityName(['a', 'b.c']));
    expect(toEntityName(['a', 'b', 'c'])).toBe('a.b.c');
  });

  it('is stable over releases', () => {
    expect(topicEntityName('main', 'Orders.TMP')).toMatchInlineSnapshot(
      `"main.orders.tmp--4petvo3hbjdstudkjdkp"`,
    );
  });
});
