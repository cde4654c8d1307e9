import fc from 'fast-check';
import type { Knex } from 'knex';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Databases, DATABASES } from '../../__testUtils__/databases';
import type { Authorizer } from '../../authorization/Authorizer';
import { PolicyKeepers } from '../PolicyKeepers';
import { readPolicy } from '../readPolicy';
import { publishedMeanwhile } from './decidePublication';
import { PolicyPublisher } from './PolicyPublisher';
import { PolicySource } from './PolicySource';
import { readVersions, type PolicyVersion } from './policyVersions';

jest.setTimeout(60_000);

const GOVERNANCE = 'group:default/governance';
const GROUPS: Record<string, string[]> = {
  'user:default/grace': [GOVERNANCE],
  'user:default/gustav': [GOVERNANCE],
  'user:default/oscar': ['group:default/ops'],
};
const as = (name: string) => mockCredentials.user(`user:default/${name}`);

const document = (over: object = {}) => ({
  id: 'owners',
  title: 'Somebody stands behind it',
  why: 'To know whom to ask',
  severity: 'error',
  stage: 'warn',
  rule: { type: 'owner-exists' },
  remedy: 'Give it an owner.',
  ...over,
});
const reason = 'agreed upon';

describe.each(DATABASES)('PolicyPublisher on %s', id => {
  const databases = new Databases();
  let db: Knex;
  let source: PolicySource;
  let publisher: PolicyPublisher;
  let kicks: number;

  beforeEach(async () => {
    kicks = 0;
    db = await databases.migrated(id);
    const config = {
      policies: [readPolicy(document({ id: 'configured' }))],
      policiesAreUsable: true,
      problems: [],
      operators: ['group:default/ops'],
      governance: [GOVERNANCE],
    };
    source = new PolicySource({
      db,
      config,
      logger: mockServices.logger.mock(),
    });
    const authorizer: Pick<Authorizer, 'isOneOf'> = {
      isOneOf: async ({ principal }, groups) => {
        const ref = String(Reflect.get(Object(principal), 'userEntityRef'));
        return groups.some(group => GROUPS[ref]?.includes(group));
      },
    };
    publisher = new PolicyPublisher({
      db,
      source,
      keepers: new PolicyKeepers({
        config,
        authorizer: authorizer as Authorizer,
      }),
      kick: () => {
        kicks += 1;
      },
      clock: () => 1_000,
    });
  });

  const versions = async () =>
    (await readVersions(db, 'owners')).map(v => [
      v.version,
      v.state,
      v.publishedBy,
    ]);
  const history = async () =>
    (await db('history').orderBy('seq').select()).map(row => [
      row.action,
      row.actor,
      JSON.parse(row.details),
    ]);
  const next = (basedOn: number, over: object, by = 'grace') =>
    publisher.publish({ document: document(over), reason }, as(by), {
      id: 'owners',
      basedOn,
    });

  it('publishes, changes and retires, and each is a version and an entry', async () => {
    await publisher.publish({ document: document(), reason }, as('grace'));
    await next(1, { stage: 'enforce' }, 'oscar');
    const [held] = (await source.current()).policies.slice(1);
    expect(held).toMatchObject({ id: 'owners', stage: 'enforce' });
    const [retired] = await publisher.retire(
      'owners',
      { reason: 'of no use', basedOn: 2 },
      as('grace'),
    );
    expect(retired).toMatchObject({ version: 3, state: 'retired' });
    expect((await source.current()).policies).toHaveLength(1);
    expect(await versions()).toEqual([
      [3, 'retired', 'user:default/grace'],
      [2, 'published', 'user:default/oscar'],
      [1, 'published', 'user:default/grace'],
    ]);
    const about = { policy: 'owners', title: 'Somebody stands behind it' };
    expect(await history()).toEqual([
      [
        'policy.published',
        'user:default/grace',
        { ...about, version: 1, severity: 'error', stage: 'warn', reason },
      ],
      [
        'policy.published',
        'user:default/oscar',
        {
          ...about,
          version: 2,
          severity: 'error',
          stage: 'enforce',
          changes: 'stage warn → enforce',
          reason,
        },
      ],
      [
        'policy.retired',
        'user:default/grace',
        { ...about, version: 3, reason: 'of no use' },
      ],
    ]);
    // The same ID again goes on where it was left.
    await publisher.publish({ document: document(), reason }, as('grace'));
    expect((await versions())[0][0]).toBe(4);
    expect(kicks).toBe(4);
  });

  it('lets one of several in who publish at the same instant, and says who it was', async () => {
    await publisher.publish({ document: document(), reason }, as('grace'));
    const results = await Promise.allSettled(
      ['grace', 'gustav', 'oscar'].map(by => next(1, { why: by }, by)),
    );
    const lost = results.filter(({ status }) => status === 'rejected');
    expect(lost).toHaveLength(2);
    for (const result of lost) {
      expect(Reflect.get(result, 'reason')).toMatchObject({
        name: 'ConflictError',
        message: expect.stringMatching(
          /^Policy owners was published as version 2 by \w+ meanwhile; load it/,
        ),
      });
    }
    expect((await versions()).map(([version]) => version)).toEqual([2, 1]);
    const published = (await history()).filter(
      ([action]) => action === 'policy.published',
    );
    expect(published).toHaveLength(2);
  });

  it.each<[string, () => Promise<unknown>, string, RegExp, boolean]>([
    [
      'anybody else',
      () => publisher.publish({ document: document(), reason }, as('olivia')),
      'NotAllowedError',
      /^Only members of group:default\/governance or group:default\/ops can publish policies$/,
      true,
    ],
    [
      'an ID that configuration has',
      () =>
        publisher.publish(
          { document: document({ id: 'configured' }), reason },
          as('grace'),
        ),
      'ConflictError',
      /^Policy configured stands in dataMesh.policies; change it there, or have it taken out first$/,
      true,
    ],
    [
      'a next version of what is not there',
      () => next(1, {}),
      'NotFoundError',
      /publish it as a new one/,
      true,
    ],
    [
      'a document that cannot be read',
      () =>
        publisher.publish(
          { document: document({ stage: 'strict' }), reason },
          as('grace'),
        ),
      'InputError',
      /'stage' is "strict"/,
      false,
    ],
    [
      'a document that is too long',
      () =>
        publisher.publish(
          { document: document({ more: 'x'.repeat(50_000) }), reason },
          as('grace'),
        ),
      'InputError',
      /more than 50000/,
      false,
    ],
    [
      'no reason',
      () =>
        publisher.publish({ document: document(), reason: ' ' }, as('grace')),
      'InputError',
      /say why/,
      false,
    ],
    [
      'retiring by anybody else',
      () => publisher.retire('owners', { reason, basedOn: 1 }, as('olivia')),
      'NotAllowedError',
      /can retire policies$/,
      true,
    ],
  ])('refuses %s', async (_, attempt, name, message, isRecorded) => {
    await expect(attempt()).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
    expect((await history()).map(([action]) => action)).toEqual(
      isRecorded ? ['policy.refused'] : [],
    );
    expect(await versions()).toEqual([]);
    expect(kicks).toBe(0);
  });

  it('refuses what says nothing new, another ID, and what was retired meanwhile', async () => {
    await publisher.publish({ document: document(), reason }, as('grace'));
    await expect(next(1, {})).rejects.toThrow(
      'Version 1 of policy owners says the same; change something first',
    );
    await expect(next(1, { id: 'other' })).rejects.toThrow(
      'The document is of policy other, not of owners; a policy keeps its ID',
    );
    await expect(
      publisher.publish({ document: document(), reason }, as('gustav')),
    ).rejects.toThrow(/already, published by grace; edit that one/);
    await publisher.retire('owners', { reason, basedOn: 1 }, as('gustav'));
    await expect(next(1, { stage: 'draft' })).rejects.toThrow(
      /was retired as version 2 by gustav meanwhile/,
    );
    await expect(
      publisher.retire('owners', { reason, basedOn: 2 }, as('grace')),
    ).rejects.toThrow('Policy owners is retired already');
    // Whoever has seen that it is retired can publish what it said before.
    await next(2, {});
    expect((await source.current()).versions.get('owners')?.version).toBe(3);
  });
});

describe('what a change is based on', () => {
  it('is refused exactly where it is not the newest version, or an ID is taken', () => {
    const states = fc.constantFrom<PolicyVersion['state']>(
      'published',
      'retired',
    );
    const version = fc.integer({ min: 1, max: 4 });
    fc.assert(
      fc.property(
        fc.option(fc.record({ version, state: states }), { nil: undefined }),
        fc.option(version, { nil: undefined }),
        (newest, basedOn) => {
          const current = newest && {
            ...newest,
            policyId: 'a',
            document: {},
            publishedBy: 'user:default/grace',
            publishedAt: 1,
            reason,
          };
          const isFine =
            basedOn === undefined
              ? newest?.state !== 'published'
              : newest?.version === basedOn;
          expect(publishedMeanwhile('a', current, basedOn) === undefined).toBe(
            isFine,
          );
        },
      ),
    );
  });
});
