import { mockServices } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { Databases, DATABASES } from '../../__testUtils__/databases';
import { readPolicy } from '../readPolicy';
import { policySetOf, PolicySource } from './PolicySource';
import {
  insertVersion,
  readCurrentVersions,
  readVersions,
  type PolicyVersion,
} from './policyVersions';

jest.setTimeout(60_000);

const document = (id: string, over: object = {}) => ({
  id,
  title: id,
  why: 'W',
  severity: 'error',
  stage: 'warn',
  rule: { type: 'owner-exists' },
  remedy: 'R',
  ...over,
});

const version = (
  policyId: string,
  over: Partial<PolicyVersion> = {},
): PolicyVersion => ({
  policyId,
  version: 1,
  document: document(policyId),
  state: 'published',
  publishedBy: 'user:default/grace',
  publishedAt: 1,
  reason: 'to see',
  ...over,
});

const configured = (...ids: string[]) => ({
  policies: ids.map(id => readPolicy(document(id))),
  policiesAreUsable: true,
  problems: [
    { key: 'dataMesh.policies[7]', message: 'no' },
    { key: 'dataMesh.naming', message: 'no' },
  ],
});

const idsOf = ({ policies }: ReturnType<typeof policySetOf>) =>
  policies.map(({ id }) => id);

describe('which policies hold', () => {
  it('are those of configuration, then those of the portal that are not retired', () => {
    const set = policySetOf(configured('b'), [
      version('a'),
      version('c', { version: 2, state: 'retired' }),
    ]);
    expect(idsOf(set)).toEqual(['b', 'a']);
    expect([...set.versions.keys()]).toEqual(['a']);
    expect(set.problems).toEqual([
      { key: 'dataMesh.policies[7]', message: 'no' },
    ]);
    expect(set.unusable).toBeUndefined();
  });

  it('are configuration’s where both know an ID, and governance is told', () => {
    const set = policySetOf(configured('a'), [
      version('a', { version: 3, document: { stage: 'enforce' } }),
    ]);
    expect(idsOf(set)).toEqual(['a']);
    expect(set.versions.size).toBe(0);
    expect(set.problems[1]).toEqual({
      key: 'a, version 3',
      policy: 'a',
      message: expect.stringMatching(/same ID, which holds instead; retire/),
    });
    // The one that holds can be read, so nothing is given that it forbids.
    expect(set.unusable).toBeUndefined();
  });

  it.each<[string, object, 'portal' | undefined]>([
    ['that is to be enforced', { stage: 'enforce' }, 'portal'],
    ['of a stage that is not known', { stage: 'strict' }, 'portal'],
    ['that only warns', { stage: 'warn' }, undefined],
    ['that is a draft', { stage: 'draft' }, undefined],
  ])(
    'leave out one %s if it cannot be read, as configuration does',
    (_, over, unusable) => {
      const wrong = document('a', { ...over, rule: { type: 'bygone' } });
      const set = policySetOf(configured(), [
        version('a', { document: wrong }),
        version('b'),
      ]);
      expect(idsOf(set)).toEqual(['b']);
      expect(set.unusable).toBe(unusable);
      expect(set.problems[1]).toEqual({
        key: 'a, version 1',
        policy: 'a',
        message: expect.stringMatching(
          /cannot be read any more: .*(bygone|strict)/,
        ),
      });
    },
  );

  it('never have an ID twice, nor one that is retired', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    const states = fc.array(fc.constantFrom('published', 'retired'), {
      minLength: 5,
      maxLength: 5,
    });
    fc.assert(
      fc.property(ids, ids, states, (ofConfig, ofPortal, state) => {
        const newest = ofPortal.map((id, i) =>
          version(id, { state: state[i] as PolicyVersion['state'] }),
        );
        const held = idsOf(policySetOf(configured(...ofConfig), newest));
        const live = newest.filter(v => v.state !== 'retired');
        expect([...held].sort()).toEqual(
          [...new Set([...ofConfig, ...live.map(v => v.policyId)])].sort(),
        );
      }),
    );
  });
});

describe.each(DATABASES)('PolicySource on %s', id => {
  const databases = new Databases();

  it('has what any replica has published, at its next use', async () => {
    const db = await databases.migrated(id);
    const options = {
      db,
      config: configured('b'),
      logger: mockServices.logger.mock(),
    };
    const [one, other] = [new PolicySource(options), new PolicySource(options)];
    const ids = async () =>
      [idsOf(await one.current()), idsOf(await other.current())].map(String);
    expect(await ids()).toEqual(['b', 'b']);
    await insertVersion(db, version('a'));
    expect(await ids()).toEqual(['b,a', 'b,a']);
    const before = await one.current();
    expect(await one.current()).toBe(before);
    await insertVersion(db, version('a', { version: 2, state: 'retired' }));
    expect(await ids()).toEqual(['b', 'b']);
    // Higher than 9, which is not the order of texts.
    for (let i = 3; i <= 11; i += 1) {
      await insertVersion(db, version('a', { version: i, publishedAt: i }));
    }
    expect(await ids()).toEqual(['b,a', 'b,a']);
    expect((await readCurrentVersions(db)).map(v => v.version)).toEqual([11]);
    expect((await readVersions(db, 'a')).map(v => v.version)).toEqual([
      11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1,
    ]);
    await expect(
      insertVersion(db, version('a', { version: 11 })),
    ).rejects.toMatchObject({
      code: expect.stringMatching(/^(SQLITE_CONSTRAINT|23505)/),
    });
  });

  it('tells the log of one that cannot be read, once', async () => {
    const db = await databases.migrated(id);
    const logger = mockServices.logger.mock();
    await insertVersion(db, version('a', { document: { stage: 'enforce' } }));
    const source = new PolicySource({ db, config: configured(), logger });
    await source.current();
    await source.current();
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/^Policy a, version 1 is left out: /),
    );
  });
});
