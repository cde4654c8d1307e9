import { mockCredentials } from '@backstage/backend-test-utils';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { Databases, DATABASES } from '../../__testUtils__/databases';
import { heldPolicies } from '../__testUtils__/heldPolicies';
import type { PolicyKeepers } from '../PolicyKeepers';
import { readPolicy } from '../readPolicy';
import type { MeshView } from '../readPolicyFacts';
import { announcementRefusal, PolicyAnnouncer } from './PolicyAnnouncer';

jest.setTimeout(60_000);

const NOW = Date.parse('2026-11-01T00:00:00Z');
const DAY = '2027-03-01';
const GRACE = mockCredentials.user('user:default/grace');

const policy = (over: object = {}) =>
  readPolicy({
    id: 'described',
    title: 'Products are described',
    why: 'To be found',
    severity: 'error',
    stage: 'enforce',
    enforceFrom: DAY,
    rule: { type: 'promises', wanted: ['tier'] },
    remedy: 'Say its tier.',
    ...over,
  });

const product = (i: number, over: Partial<MeshProduct> = {}): MeshProduct => ({
  ref: `dataproduct:default/p${i}`,
  origin: 'declared',
  namespace: 'default',
  name: `p${i}`,
  title: `P${i}`,
  ownerRef: `group:default/g${i % 7}`,
  type: 'source-aligned',
  lifecycle: 'production',
  state: 'in-sync',
  ports: [],
  ...over,
});

describe('a day that is announced', () => {
  it.each<[string, object, string, RegExp | undefined]>([
    ['that the policy has', {}, DAY, undefined],
    [
      'of another policy',
      {},
      '2027-04-01',
      /from 2027-03-01, not from 2027-04/,
    ],
    ['of a warning', { severity: 'warning' }, DAY, /stops nothing at severity/],
    ['of what only warns', { stage: 'warn' }, DAY, /at stage enforce.*first$/],
    ['of a draft', { stage: 'draft' }, DAY, /not going to be enforced/],
    [
      'of none',
      { enforceFrom: undefined },
      DAY,
      /is enforced already, without/,
    ],
    [
      'that is over',
      { enforceFrom: '2026-10-01' },
      '2026-10-01',
      /is enforced since 2026-10-01 already/,
    ],
  ])('%s (%j) is no empty threat', (_, over, day, refusal) => {
    const found = announcementRefusal(policy(over), Date.parse(day), NOW);
    expect(found?.message ?? '').toMatch(refusal ?? /^$/);
  });
});

describe.each(DATABASES)('PolicyAnnouncer on %s', id => {
  const databases = new Databases();
  let db: Knex;
  let products: MeshProduct[];

  const announcer = (...policies: ReturnType<typeof policy>[]) =>
    new PolicyAnnouncer({
      db,
      source: heldPolicies(policies),
      keepers: { refusal: async () => undefined } as unknown as PolicyKeepers,
      evaluator: {
        view: async (): Promise<MeshView> => ({
          acls: new Map(),
          bypasses: new Map(),
          consumers: new Map(),
          readAt: new Map(),
          now: NOW,
          products,
          domains: [],
          domainSpecs: new Map(),
          descriptors: new Map(),
          owners: new Map(),
          topics: new Map(),
          subjects: new Map(),
        }),
      },
      clock: () => NOW,
    });
  const announce = (enforceFrom = DAY, over: object = {}) =>
    announcer(policy(over)).announce(
      'described',
      { enforceFrom, message: ' Please plan. ' },
      GRACE,
    );

  beforeEach(async () => {
    db = await databases.migrated(id);
    products = [
      ...Array.from({ length: 450 }, (_, i) => product(i)),
      product(450, { tier: 'tier-1' }),
      product(451, { ownerRef: undefined }),
    ];
  });

  it('tells the owner of each product that fails, once, however often and by how many', async () => {
    const answers = await Promise.all([announce(), announce(), announce()]);
    expect(answers.reduce((sum, { told }) => sum + told, 0)).toBe(450);
    expect(answers.map(a => [a.told + a.toldBefore, a.withoutOwner])).toEqual([
      [450, 1],
      [450, 1],
      [450, 1],
    ]);
    const entries = await db('history').select('action', 'product_ref');
    expect(entries).toHaveLength(450);
    expect(new Set(entries.map(row => row.product_ref)).size).toBe(450);
    products.push(product(452));
    expect(await announce()).toEqual({
      told: 1,
      toldBefore: 450,
      withoutOwner: 1,
    });
    const last = await db('history').orderBy('seq', 'desc').first();
    expect([last.action, last.actor, last.product_ref]).toEqual([
      'policy.announced',
      'user:default/grace',
      'dataproduct:default/p452',
    ]);
    expect(JSON.parse(last.details)).toEqual({
      title: 'P452',
      owner: 'group:default/g4',
      policy: 'described',
      policies: '‘Products are described’',
      enforceFrom: '2027-03-01T00:00:00.000Z',
      note: 'Please plan.',
      message: 'P452 has no tier',
      remedy: 'Say its tier.',
    });
    // Another day is another thing to know.
    const later = await announce('2027-04-01', { enforceFrom: '2027-04-01' });
    expect(later.told).toBe(451);
  });

  it('tells nobody of a day that the policy does not have, and records that', async () => {
    await expect(announce('2027-04-01')).rejects.toMatchObject({
      name: 'ConflictError',
    });
    const entries = await db('history').select();
    expect(entries.map(({ action }) => action)).toEqual(['policy.refused']);
    expect(await db('policy_announcements').select()).toEqual([]);
    await expect(announce('soon')).rejects.toThrow(/not a day such as/);
    await expect(
      announcer().announce('described', { enforceFrom: DAY }, GRACE),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });
});
