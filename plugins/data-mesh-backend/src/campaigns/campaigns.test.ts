import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { CampaignAnswer } from '@data-mesh/backstage-plugin-data-mesh-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { AccessPeople } from '../access/AccessPeople';
import { CatalogFacts } from '../access/CatalogFacts';
import { EvidenceReader } from '../access/EvidenceReader';
import { FactsReader } from '../access/FactsReader';
import { GrantJudge } from '../access/GrantJudge';
import { GrantReader } from '../access/GrantReader';
import { Relationships } from '../access/Relationships';
import { Authorizer } from '../authorization/Authorizer';
import { CatalogVisibility } from '../authorization/CatalogVisibility';
import { Membership } from '../authorization/Membership';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import { readDataMeshConfig } from '../config/readDataMeshConfig';
import { MeshReader } from '../mesh/MeshReader';
import { domain } from '../products/__testUtils__/mesh';
import { verifyHistory } from '../history/verifyHistory';
import { CampaignClock } from './CampaignClock';
import { CampaignDecisions } from './CampaignDecisions';
import { CampaignReader } from './CampaignReader';
import { Campaigns } from './Campaigns';
import type { StartInput } from './planCampaign';

jest.setTimeout(120_000);

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-26T10:00:00Z');
const SALES = 'domain:default/sales';
const RETAIL = 'domain:default/retail';
const LONELY = 'domain:default/lonely';
const PLANNER = 'component:default/route-planner';
const GOVERNANCE = 'group:default/governance';

const PEOPLE: Record<string, { of: string[]; email?: string }> = {
  grace: { of: ['governance'] },
  olivia: { of: ['orders'] },
  omar: { of: ['orders'] },
  sam: { of: [] },
  liam: { of: ['planners'], email: 'liam@example.org' },
  // The same person once more, in the team that answers.
  'liam-admin': { of: ['orders'], email: 'Liam@Example.org' },
  eve: { of: [] },
};

const ENTITIES: Entity[] = [
  ...Object.entries(PEOPLE).map(
    ([name, { of, email }]): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name },
      spec: { profile: { email } },
      relations: of.map(group => ({
        type: 'memberOf',
        targetRef: `group:default/${group}`,
      })),
    }),
  ),
  domain('sales'),
  domain('retail'),
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'route-planner' },
    spec: { type: 'service', owner: 'planners' },
  },
];

const aDomain = (name: string, over: object = {}) => ({
  ref: `domain:default/${name}`,
  origin: 'declared',
  namespace: 'default',
  name,
  title: name[0].toUpperCase() + name.slice(1),
  ownerRef: `group:default/${name}-team`,
  ...over,
});
const aProduct = (name: string, domainRef: string, ownerRef?: string) => ({
  ref: `dataproduct:default/${name}`,
  // Of what nobody has declared, the mesh alone knows the owner.
  origin: 'discovered',
  namespace: 'default',
  name,
  title: name,
  ...(ownerRef ? { ownerRef } : {}),
  domainRef,
  type: 'source-aligned',
  lifecycle: 'production',
  state: 'in-sync',
  ports: [],
});
const MESH: Array<[type: string, value: { ref: string }]> = [
  ['domain', aDomain('retail')],
  [
    'domain',
    aDomain('sales', { parentRef: RETAIL, stewardRef: 'user:default/sam' }),
  ],
  ['domain', aDomain('lonely', { ownerRef: undefined })],
  ['product', aProduct('orders', SALES, 'group:default/orders')],
  ['product', aProduct('carts', SALES)],
  ['product', aProduct('orphan', LONELY)],
];

describe.each(DATABASES)('campaigns on %s', id => {
  const databases = new Databases();
  let db: Knex;
  let now: number;
  let kicked: string[];

  /** The services of one replica. */
  function replica(groups = [GOVERNANCE], usable = true) {
    const auth = mockServices.auth();
    const permissions = mockServices.permissions();
    const catalogService = catalogServiceMock({ entities: ENTITIES });
    const catalog = new CatalogFacts({ auth, catalog: catalogService });
    const defaults = readDataMeshConfig(new ConfigReader({}));
    const config: DataMeshConfig = {
      ...defaults,
      access: { ...defaults.access, campaignGroups: groups, usable },
    };
    const mesh = new MeshReader(db);
    const visibility = new CatalogVisibility({
      permissions,
      catalog: catalogService,
    });
    const authorizer = new Authorizer({
      httpAuth: mockServices.httpAuth(),
      permissions,
      membership: new Membership({ auth, catalog: catalogService }),
      operators: [],
    });
    const facts = new FactsReader({
      db,
      config,
      catalog,
      provisioned: () => true,
    });
    const relationships = new Relationships({ mesh, catalog, visibility });
    const logger = mockServices.logger.mock();
    // As the policy of these tests narrows: it lets nothing through.
    const narrow = (decision: PolicyDecision | undefined) =>
      decision?.result === AuthorizeResult.CONDITIONAL
        ? (query: Knex.QueryBuilder) => {
            query.whereRaw('1 = 0');
          }
        : undefined;
    const common = {
      db,
      settings: config.access,
      authorizer,
      visibility,
      catalog,
      facts,
      relationships,
      mesh,
      narrow,
      logger,
      judge: new GrantJudge({
        config,
        authorizer,
        catalog,
        facts,
        relationships,
      }),
      kick: (cluster: string) => kicked.push(cluster),
      clock: () => now,
    };
    const campaigns = new Campaigns(common);
    return {
      campaigns,
      decisions: new CampaignDecisions(common),
      clock: new CampaignClock(common),
      people: new AccessPeople({ ...common, unseenMs: 30 * DAY }),
      reader: new CampaignReader({
        ...common,
        campaigns,
        grants: new GrantReader({
          ...common,
          config,
          evidence: new EvidenceReader({ db, sources: [], logger }),
          passwords: 'shown',
        }),
      }),
    };
  }

  const as = (name: string) => mockCredentials.user(`user:default/${name}`);

  async function insertGrants(
    count: number,
    over: { product?: string; requestedBy?: string; state?: string } = {},
  ): Promise<string[]> {
    const { product = 'orders', requestedBy = 'liam', state = 'active' } = over;
    const before = await db('grants').count({ n: '*' });
    const from = Number(before[0].n);
    const rows = Array.from({ length: count }, (_, i) => ({
      id: `grant-${String(from + i).padStart(4, '0')}`,
      origin: 'request',
      product_ref: `dataproduct:default/${product}`,
      port: 'v1',
      environment: 'production',
      cluster: i % 2 ? 'main' : 'other',
      topic: `sales.${product}.v1`,
      consumer_ref: PLANNER,
      principal: 'User:route-planner',
      mode: 'read',
      purpose: 'to plan routes',
      approved_by: '[]',
      requested_by: `user:default/${requestedBy}`,
      duration: 'P90D',
      state,
      version: 1,
      starts_at: NOW - DAY,
      ends_at: NOW + 90 * DAY,
      created_at: NOW - DAY,
    }));
    for (let i = 0; i < rows.length; i += 100) {
      await db('grants').insert(rows.slice(i, i + 100));
    }
    return rows.map(row => row.id);
  }

  const INPUT: StartInput = {
    domain: RETAIL,
    reason: 'once a year',
    period: 'P12D',
    undecided: 'keep',
  };
  const start = async (over: Partial<StartInput> = {}) =>
    (await replica().campaigns.start({ ...INPUT, ...over }, as('grace'))).id;

  const decide = (
    campaign: string,
    by: string,
    decision: 'confirm' | 'drop',
    grants: string[],
    revocable?: PolicyDecision,
  ): Promise<CampaignAnswer[]> =>
    replica().decisions.decide(
      campaign,
      { decision, grants, comment: 'as I remember it' },
      as(by),
      revocable,
    );

  const outcomes = (answers: CampaignAnswer[]) => answers.map(a => a.outcome);
  const stateOf = async (grant: string) =>
    (await db('grants').where({ id: grant }).first('state')).state;
  const itemOf = async (grant: string) =>
    (await db('campaign_items').where({ grant_id: grant }).first('state'))
      .state;
  const actions = async () =>
    (await db('history').orderBy('seq').select('action')).map(r => r.action);
  const show = async (campaign: string, by = 'olivia') =>
    replica().reader.get(campaign, as(by));

  beforeAll(async () => {
    db = await databases.migrated(id);
    for (const [type, value] of MESH) {
      await db('mesh_objects').insert({
        type,
        key: value.ref,
        seq: 1,
        hash: 'h',
        value: JSON.stringify(value),
        changed_at: 1,
      });
    }
  });

  beforeEach(async () => {
    now = NOW;
    kicked = [];
    for (const table of [
      'campaign_items',
      'campaigns',
      'grants',
      'history',
      'history_head',
    ]) {
      await db(table).delete();
    }
  });

  describe('when they are started', () => {
    it('take in live grants of the domain and those below it, and tell who is asked', async () => {
      await insertGrants(3);
      await insertGrants(2, { product: 'carts' });
      await insertGrants(1, { state: 'pending' });
      await insertGrants(1, { state: 'failed' });
      for (const state of ['ending', 'expired', 'revoked']) {
        await insertGrants(1, { state });
      }
      await insertGrants(1, { product: 'orphan' });
      const plan = await replica().campaigns.plan(INPUT, as('grace'));
      expect(plan).toMatchObject({
        title: 'Retail, November 2026',
        domains: [RETAIL, SALES],
        dueAt: NOW + 12 * DAY,
        owners: [
          { owner: 'group:default/orders', grants: 5 },
          // Nobody owns the product, so whoever looks after the domain does.
          { owner: 'user:default/sam', grants: 2 },
        ],
        nobody: [],
      });
      expect(plan.grantIds).toHaveLength(7);
      expect(await actions()).toEqual([]);
      const campaign = await start({ title: ' Winter cleaning ' });
      expect(await show(campaign)).toMatchObject({
        title: 'Winter cleaning',
        domain: RETAIL,
        domainTitle: 'Retail',
        startedBy: 'user:default/grace',
        counts: { open: 7 },
        yours: 5,
        may: { decide: true, close: false },
      });
      expect(await actions()).toEqual(['campaign.started']);
    });

    it('name what nobody can answer for', async () => {
      await insertGrants(2, { product: 'orphan' });
      const plan = await replica().campaigns.plan(
        { ...INPUT, domain: LONELY },
        as('grace'),
      );
      expect(plan.owners).toEqual([]);
      expect(plan.nobody).toEqual([
        {
          product: 'dataproduct:default/orphan',
          productTitle: 'orphan',
          grants: 2,
        },
      ]);
    });

    it.each<[what: string, over: Partial<StartInput>, message: RegExp]>([
      ['an unknown domain', { domain: 'domain:default/x' }, /knows no domain/],
      ['a domain without live grants', { domain: LONELY }, /nothing to look/],
      ['a date too soon', { period: 'PT1H' }, /at least a day/],
      ['a date too late', { period: 'P2Y' }, /at most a year/],
      ['no date', { period: undefined }, /dueAt/],
      ['two dates', { dueAt: '2026-12-24T00:00:00Z' }, /either dueAt/],
      ['no reason', { reason: ' ' }, /^reason/],
    ])('need something else than %s', async (_what, over, message) => {
      await insertGrants(1);
      await expect(start(over)).rejects.toThrow(message);
      expect(await db('campaigns').select()).toEqual([]);
      expect(await actions()).toEqual(['campaign.refused']);
    });

    it('are so by those alone whom configuration names', async () => {
      await insertGrants(1);
      await expect(
        replica().campaigns.start(INPUT, as('olivia')),
      ).rejects.toThrow(
        'Only members of group:default/governance can start campaigns',
      );
      await expect(
        replica([]).campaigns.start(INPUT, as('grace')),
      ).rejects.toThrow(
        'Nobody can start campaigns until an operator sets dataMesh.access.campaigns.groups',
      );
      expect(await actions()).toEqual(['campaign.refused', 'campaign.refused']);
    });

    it('wait until what is wrong with the configuration is corrected', async () => {
      await insertGrants(1);
      await expect(
        replica([GOVERNANCE], false).campaigns.start(INPUT, as('grace')),
      ).rejects.toThrow(/^dataMesh\.access cannot be read/);
      expect(await db('campaigns').select()).toEqual([]);
    });

    it('are one of two that two replicas start at once', async () => {
      await insertGrants(30);
      const results = await Promise.allSettled([start(), start()]);
      const failed = results.flatMap(r =>
        r.status === 'rejected' ? [r.reason.message] : [],
      );
      expect(failed).toEqual([expect.stringMatching(/is open for/)]);
      expect(await db('campaigns').select('id')).toHaveLength(1);
      expect(await db('campaign_items').select()).toHaveLength(30);
      // Another domain, and the same one once this is over, can have theirs.
      const other = await start({ domain: SALES });
      await replica().campaigns.close(other, 'a mistake', as('grace'));
      await start({ domain: SALES });
    });
  });

  describe('while they are open', () => {
    it('let owners confirm and drop, each item once and by nobody else', async () => {
      const people = Object.keys(PEOPLE);
      const moves = fc.array(
        fc.record({
          by: fc.constantFrom(...people),
          decision: fc.constantFrom('confirm' as const, 'drop' as const),
          // Both of the grants, or one of them.
          which: fc.constantFrom([0, 1], [0], [1]),
        }),
        { minLength: 1, maxLength: 6 },
      );
      await fc.assert(
        fc.asyncProperty(moves, async list => {
          for (const table of ['campaign_items', 'campaigns', 'grants']) {
            await db(table).delete();
          }
          const [mine] = await insertGrants(1, { requestedBy: 'liam' });
          const [hers] = await insertGrants(1, { requestedBy: 'olivia' });
          const ids = [mine, hers];
          const campaign = await start();
          const states = ['open', 'open'];
          const answerers = [
            ['olivia', 'omar', 'sam'],
            ['omar', 'sam', 'liam-admin'],
          ];
          for (const { by, decision, which } of list) {
            const answer = await decide(
              campaign,
              by,
              decision,
              which.map(i => ids[i]),
            ).then(outcomes, error => error.name);
            const expected = which.map(i => {
              if (!answerers[i].includes(by)) return 'refused';
              if (states[i] !== 'open') return 'conflict';
              states[i] = decision === 'confirm' ? 'confirmed' : 'dropped';
              return states[i];
            });
            expect(answer).toEqual(
              expected.every(outcome => outcome === 'refused')
                ? 'NotAllowedError'
                : expected,
            );
            expect(await Promise.all(ids.map(itemOf))).toEqual(states);
            expect(await Promise.all(ids.map(stateOf))).toEqual(
              states.map(s => (s === 'dropped' ? 'ending' : 'active')),
            );
          }
        }),
        { numRuns: 25 },
      );
      expect(await verified()).toBe(true);
    });

    it('make one decision of two at once', async () => {
      const ids = await insertGrants(40);
      const campaign = await start();
      const [dropped, confirmed] = await Promise.all([
        decide(campaign, 'olivia', 'drop', ids),
        decide(campaign, 'omar', 'confirm', [...ids].reverse()),
      ]);
      const ofEach = [...dropped, ...confirmed].filter(
        ({ outcome }) => outcome !== 'conflict',
      );
      expect(ofEach).toHaveLength(40);
      expect(new Set(ofEach.map(({ grant }) => grant)).size).toBe(40);
      expect(new Set(outcomes(ofEach)).size).toBe(1);
    });

    it('ask each owner for what they have yet to answer', async () => {
      const ids = await insertGrants(3);
      await insertGrants(2, { product: 'carts' });
      const campaign = await start();
      await decide(campaign, 'omar', 'confirm', ids.slice(0, 1));
      expect(await replica().people.askedInCampaign(campaign)).toEqual(
        expect.arrayContaining([
          { owner: 'group:default/orders', grants: 2 },
          { owner: 'user:default/sam', grants: 2 },
        ]),
      );
    });

    it('say why a grant was dropped, and have Kafka brought in line', async () => {
      const [grant] = await insertGrants(1);
      const campaign = await start({ title: 'Winter cleaning' });
      await decide(campaign, 'olivia', 'drop', [grant]);
      expect(await db('grants').first('end_state', 'reason')).toEqual({
        end_state: 'revoked',
        reason: 'as I remember it (campaign ‘Winter cleaning’)',
      });
      expect(kicked).toEqual(['other']);
      expect(await actions()).toEqual([
        'campaign.started',
        'campaign.dropped',
        'grant.ending',
      ]);
      await expect(
        replica().decisions.decide(
          campaign,
          { decision: 'drop', grants: [grant], comment: ' ' },
          as('olivia'),
        ),
      ).rejects.toThrow(/^comment: say why/);
    });

    it('note that a grant has ended meanwhile, when somebody answers or by and by', async () => {
      const [one, two, three] = await insertGrants(3);
      const campaign = await start();
      await db('grants').whereIn('id', [one, two]).update({ state: 'expired' });
      const [answer] = await decide(campaign, 'olivia', 'drop', [one]);
      expect(answer.outcome).toBe('ended');
      expect(await itemOf(two)).toBe('open');
      await replica().clock.tick();
      expect(await Promise.all([one, two, three].map(itemOf))).toEqual([
        'ended',
        'ended',
        'open',
      ]);
      expect(await stateOf(one)).toBe('expired');
      expect(kicked).toEqual([]);
    });

    it('drop nothing that the permission policy does not let be revoked', async () => {
      const [grant] = await insertGrants(1);
      const campaign = await start();
      const nothing = {
        result: AuthorizeResult.CONDITIONAL,
      } as PolicyDecision;
      await expect(
        decide(campaign, 'olivia', 'drop', [grant], nothing),
      ).rejects.toThrow(/does not allow data-mesh\.grant\.revoke/);
      expect(await stateOf(grant)).toBe('active');
      // To confirm is to leave it as it is.
      expect(
        outcomes(await decide(campaign, 'olivia', 'confirm', [grant], nothing)),
      ).toEqual(['confirmed']);
    });

    it('know no grants but their own', async () => {
      const [grant] = await insertGrants(1);
      const campaign = await start();
      const [late] = await insertGrants(1);
      await expect(decide(campaign, 'olivia', 'drop', [late])).rejects.toThrow(
        `There is no grant ${late} in this campaign`,
      );
      expect(
        outcomes(await decide(campaign, 'olivia', 'confirm', [late, grant])),
      ).toEqual(['not-found', 'confirmed']);
      expect(await stateOf(late)).toBe('active');
      await expect(decide('none', 'olivia', 'drop', [grant])).rejects.toThrow(
        'There is no campaign none',
      );
    });

    it('are read page by page, filtered by state and by whose they are', async () => {
      const ids = await insertGrants(5);
      await insertGrants(2, { requestedBy: 'olivia' });
      const campaign = await start();
      await decide(campaign, 'omar', 'confirm', ids.slice(0, 2));
      const read = (over: object, by = 'olivia') =>
        replica().reader.items(
          campaign,
          { mine: false, limit: 3, ...over },
          as(by),
        );
      const first = await read({});
      expect(first.totalItems).toBe(7);
      expect(first.items).toHaveLength(3);
      expect(first.items[0]).toMatchObject({
        state: 'confirmed',
        decidedBy: 'user:default/omar',
        comment: 'as I remember it',
        asked: 'group:default/orders',
        mayDecide: false,
        grant: { id: ids[0], evidence: { verdict: 'unknown' } },
      });
      const second = await read({ cursor: first.nextCursor });
      const third = await read({ cursor: second.nextCursor });
      expect(third.nextCursor).toBeUndefined();
      const seen = [first, second, third].flatMap(page => page.items);
      expect(new Set(seen.map(item => item.grant.id)).size).toBe(7);
      expect((await read({ state: 'confirmed' })).totalItems).toBe(2);
      // Those that she has asked for herself are somebody else's.
      expect((await read({ mine: true })).totalItems).toBe(3);
      expect((await read({ mine: true }, 'omar')).totalItems).toBe(5);
      expect((await read({ mine: true }, 'eve')).totalItems).toBe(0);
    });
  });

  describe('at their end', () => {
    it('remind once, and keep what nobody has answered', async () => {
      const ids = await insertGrants(3);
      const campaign = await start();
      await decide(campaign, 'olivia', 'confirm', [ids[0]]);
      for (const days of [1, 9, 10, 11]) {
        now = NOW + days * DAY;
        await replica().clock.tick();
      }
      now = NOW + 12 * DAY;
      await expect(
        decide(campaign, 'olivia', 'drop', [ids[1]]),
      ).rejects.toThrow(/is over/);
      // However late, and by however many.
      now = NOW + 40 * DAY;
      await Promise.all([replica().clock.tick(), replica().clock.tick()]);
      await replica().clock.tick();
      expect(await show(campaign)).toMatchObject({
        state: 'closed',
        counts: { open: 0, confirmed: 1, undecided: 2 },
        yours: 0,
      });
      expect(await Promise.all(ids.map(stateOf))).toEqual(
        ids.map(() => 'active'),
      );
      expect(await actions()).toEqual([
        'campaign.started',
        'campaign.confirmed',
        'campaign.reminded',
        'campaign.closed',
      ]);
    });

    it('remind of nothing where everything is answered', async () => {
      const ids = await insertGrants(2);
      const campaign = await start();
      await decide(campaign, 'olivia', 'confirm', ids);
      now = NOW + 11 * DAY;
      await replica().clock.tick();
      expect(await actions()).not.toContain('campaign.reminded');
    });

    it('revoke what nobody has answered, part by part, by two replicas at once', async () => {
      const ids = await insertGrants(450);
      const campaign = await start({ undecided: 'revoke' });
      await decide(campaign, 'olivia', 'confirm', ids.slice(0, 100));
      await db('grants').where({ id: ids[449] }).update({ state: 'expired' });
      now = NOW + 13 * DAY;
      await Promise.all([replica().clock.tick(), replica().clock.tick()]);
      expect(await show(campaign)).toMatchObject({
        state: 'closed',
        counts: { open: 0, confirmed: 100, revoked: 349, ended: 1 },
      });
      expect((await show(campaign)).closedBy).toBeUndefined();
      const revoked = await db('grants').where({ end_state: 'revoked' });
      expect(revoked).toHaveLength(349);
      expect(revoked[0]).toMatchObject({
        state: 'ending',
        reason:
          'nobody answered for it in campaign ‘Retail, November 2026’ by 2026-12-08',
      });
      expect(new Set(kicked)).toEqual(new Set(['main', 'other']));
      const facts = await actions();
      expect(facts.filter(a => a === 'grant.ending')).toHaveLength(349);
      expect(facts.filter(a => a === 'campaign.closed')).toHaveLength(1);
      expect(await verified()).toBe(true);
    });

    it('that comes early, revoke nothing, and say why', async () => {
      const ids = await insertGrants(2);
      const campaign = await start({ undecided: 'revoke' });
      await expect(
        replica().campaigns.close(campaign, 'enough', as('olivia')),
      ).rejects.toThrow(/^Only members of group:default\/governance can close/);
      await expect(
        replica().campaigns.close(campaign, ' ', as('grace')),
      ).rejects.toThrow(/^reason: say why/);
      await replica().campaigns.close(campaign, 'enough', as('grace'));
      expect(await show(campaign)).toMatchObject({
        state: 'closed',
        closedBy: 'user:default/grace',
        closeReason: 'enough',
        counts: { undecided: 2 },
      });
      expect(await Promise.all(ids.map(stateOf))).toEqual(['active', 'active']);
      await expect(
        replica().campaigns.close(campaign, 'again', as('grace')),
      ).rejects.toThrow(/is over already/);
      now = NOW + 13 * DAY;
      await replica().clock.tick();
      expect(await Promise.all(ids.map(stateOf))).toEqual(['active', 'active']);
      expect(await actions()).toEqual([
        'campaign.started',
        'campaign.refused',
        'campaign.closed',
      ]);
    });
  });

  async function verified(): Promise<boolean> {
    return (await verifyHistory(db)).problems.length === 0;
  }
});
