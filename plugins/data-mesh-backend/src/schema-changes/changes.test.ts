import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import { parse } from 'yaml';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { AccessPeople } from '../access/AccessPeople';
import { CatalogFacts } from '../access/CatalogFacts';
import { FactsReader } from '../access/FactsReader';
import { Relationships } from '../access/Relationships';
import { Authorizer } from '../authorization/Authorizer';
import { CatalogVisibility } from '../authorization/CatalogVisibility';
import { Membership } from '../authorization/Membership';
import { readDataMeshConfig } from '../config/readDataMeshConfig';
import { verifyHistory } from '../history/verifyHistory';
import { KafkaError } from '../kafka/errors';
import { MeshReader } from '../mesh/MeshReader';
import { domain, cluster } from '../products/__testUtils__/mesh';
import { grantAccess } from '../provisioning/__testUtils__/grants';
import { ChangeParties } from './ChangeParties';
import { ChangeProposals, type ProposalInput } from './ChangeProposals';
import type { Silence } from './decideChange';
import { problemOfPlace } from './findPort';
import { MOST_ATTEMPTS, Registrar } from './Registrar';
import { REGISTRATION_LEASE_MS } from './registrationRows';
import { SchemaChangeClock } from './SchemaChangeClock';
import { SchemaChangeReader } from './SchemaChangeReader';
import { SchemaChanges, type AnswerInput } from './SchemaChanges';
import { actions, ID, schemaOf, TOTAL } from './__testUtils__/changes';
import { FakeRegistry } from './__testUtils__/FakeRegistry';

jest.setTimeout(120_000);

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-26T10:00:00Z');
const PRODUCT = 'dataproduct:default/orders';
const TOPIC = 'sales.orders.v1';
const SUBJECT = `${TOPIC}-value`;
const PLANNER = 'component:default/route-planner';
const PARCELS = 'component:default/parcels';
const GOVERNANCE = 'group:default/governance';

const PEOPLE: Record<string, string[]> = {
  olivia: ['order-team'],
  both: ['order-team', 'logistics-team'],
  liam: ['logistics-team'],
  pia: ['parcel-team'],
  sam: [],
  grace: ['governance'],
};

const ENTITIES: Entity[] = [
  ...Object.entries(PEOPLE).map(
    ([name, of]): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name },
      spec: {},
      relations: of.map(group => ({
        type: 'memberOf',
        targetRef: `group:default/${group}`,
      })),
    }),
  ),
  domain('sales'),
  ...[
    ['route-planner', 'logistics-team'],
    ['parcels', 'parcel-team'],
  ].map(
    ([name, owner]): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name },
      spec: { type: 'service', owner },
    }),
  ),
];

const MESH: Array<[type: string, value: { ref: string }]> = [
  [
    'domain',
    {
      ref: 'domain:default/sales',
      origin: 'declared',
      title: 'Sales',
      ownerRef: 'group:default/sales-team',
      stewardRef: 'user:default/sam',
    } as never,
  ],
  [
    'product',
    {
      ref: PRODUCT,
      // Of what nobody has declared, the mesh alone knows the owner.
      origin: 'discovered',
      title: 'Orders',
      ownerRef: 'group:default/order-team',
      domainRef: 'domain:default/sales',
      state: 'in-sync',
      ports: [
        {
          name: 'v1',
          state: 'in-sync',
          locations: [
            {
              cluster: 'main',
              environment: 'production',
              topic: TOPIC,
              topicRef: 'resource:default/x',
              state: 'in-sync',
            },
          ],
        },
      ],
    } as never,
  ],
];

describe.each(DATABASES)('changes of schemas on %s', id => {
  const databases = new Databases();
  let db: Knex;
  let now: number;
  let silence: Silence;
  let registry: FakeRegistry;

  /** The services of one replica. */
  function replica() {
    const auth = mockServices.auth();
    const permissions = mockServices.permissions();
    const catalogService = catalogServiceMock({ entities: ENTITIES });
    const catalog = new CatalogFacts({ auth, catalog: catalogService });
    const config = readDataMeshConfig(new ConfigReader({}));
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
    const common = {
      db,
      mesh,
      visibility,
      authorizer,
      catalog,
      facts,
      relationships: new Relationships({ mesh, catalog, visibility }),
      governance: [GOVERNANCE],
      unseenMs: 30 * DAY,
      registryOf: () => registry,
      clusters: [
        {
          name: 'main',
          settings: cluster('main', {
            mode: 'manage',
            schemaRegistry: { url: 'http://r', auth: { type: 'none' } },
          }),
          problems: [],
        },
      ],
      logger: mockServices.logger.mock(),
      clock: () => now,
    };
    const registrar = new Registrar({
      ...common,
      problemOf: async change =>
        problemOfPlace(change, await mesh.all('product'), common.clusters),
    });
    const register = (change: string) => registrar.register(change);
    const parties = new ChangeParties(common);
    return {
      people: new AccessPeople(common),
      registrar,
      changes: new SchemaChanges({ ...common, parties, register }),
      proposals: new ChangeProposals({
        ...common,
        parties,
        register,
        domainOf: (_cluster, topic) =>
          topic.startsWith('sales.') ? 'domain:default/sales' : undefined,
        silenceOf: async () => silence,
      }),
      reader: new SchemaChangeReader({ ...common, parties }),
      clock: new SchemaChangeClock({ ...common, register }),
    };
  }

  const as = (name: string) => mockCredentials.user(`user:default/${name}`);

  const BREAKING: ProposalInput = {
    product: PRODUCT,
    port: 'v1',
    schema: schemaOf(ID, TOTAL),
    message: 'we need it',
  };
  const propose = (over: Partial<ProposalInput> = {}, by = 'olivia') =>
    replica().proposals.propose({ ...BREAKING, ...over }, as(by));
  const answer = (
    change: string,
    by: string,
    over: Partial<AnswerInput> = {},
  ) =>
    replica().changes.answer(
      change,
      {
        consumer: by === 'pia' ? PARCELS : PLANNER,
        answer: 'acknowledge',
        ...over,
      },
      as(by),
    );
  const shown = (change: string, by = 'olivia') =>
    replica().reader.get(change, as(by), as(by));
  const versions = () => registry.listVersions(SUBJECT);
  const tick = () => replica().clock.tick();
  const pass = () => replica().registrar.pass();
  /** What a decision has kicked off goes on by itself. */
  async function settled(): Promise<void> {
    for (let i = 0; i < 200; i += 1) {
      await pass();
      const accepted = await db('schema_changes').where({ state: 'accepted' });
      if (accepted.length === 0) return;
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    throw new Error('a change is still accepted');
  }

  async function give(consumer: string): Promise<string> {
    const grant = await grantAccess(db, { topic: TOPIC, consumer, now });
    return grant.id;
  }

  async function group(groupId: string, members = 1): Promise<void> {
    await db('groups').insert({
      cluster: 'main',
      group_id: groupId,
      type: 'classic',
      state: 'Stable',
      members: JSON.stringify(Array.from({ length: members }, () => ({}))),
    });
    await db('group_offsets').insert({
      cluster: 'main',
      group_id: groupId,
      topic: TOPIC,
      measured_at: NOW,
      committed_sum: 1,
      partitions: '[]',
    });
  }

  beforeEach(async () => {
    db = await databases.migrated(id);
    now = NOW;
    silence = 'objection';
    registry = new FakeRegistry();
    await registry.register(SUBJECT, { format: 'AVRO', schema: schemaOf(ID) });
    registry.changes.length = 0;
    await db('clusters').insert({ name: 'main', pass: 1, full_at: NOW });
    for (const [seq, [type, value]] of MESH.entries()) {
      await db('mesh_objects').insert({
        type,
        key: value.ref,
        seq,
        hash: 'x',
        value: JSON.stringify(value),
        changed_at: NOW,
      });
    }
  });

  it('are registered once when two acknowledge at the same instant', async () => {
    await give('route-planner');
    await give('parcels');
    const change = await propose();
    expect(await versions()).toEqual([1]);
    await Promise.all([answer(change, 'liam'), answer(change, 'pia')]);
    await Promise.all([pass(), pass()]);
    await settled();
    expect(await shown(change)).toMatchObject({
      state: 'registered',
      registeredVersion: 2,
      counts: { asked: 2, agree: 2 },
    });
    expect(await versions()).toEqual([1, 2]);
    expect(registry.changes).toEqual(['set NONE', 'register', 'clear']);
    expect(registry.levels.size).toBe(0);
    const done = await actions(db);
    for (const action of ['accepted', 'registered', 'level-restored']) {
      expect(done.filter(a => a === `schema-change.${action}`)).toHaveLength(1);
    }
    expect((await verifyHistory(db)).problems).toEqual([]);
  });

  it('are proposed once for a subject, and once for a key', async () => {
    await give('route-planner');
    const twice = await Promise.allSettled([propose(), propose()]);
    expect(twice.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    const [{ id: first }] = await db('schema_changes').select('id');
    await replica().changes.withdraw(first, 'wrong', as('olivia'));
    const keyed = () =>
      replica().proposals.propose(BREAKING, as('olivia'), 'key-1');
    const [a, b] = await Promise.all([keyed(), keyed()]);
    expect(a).toBe(b);
    expect(await keyed()).toBe(a);
  });

  it('ask whoever comes to read while they are open, and no longer who has left', async () => {
    const planner = await give('route-planner');
    const change = await propose();
    await give('parcels');
    // Not registered, though all who had been asked by then agree.
    await answer(change, 'liam');
    expect(await shown(change)).toMatchObject({
      state: 'open',
      counts: { asked: 2, agree: 1 },
    });
    await db('grants').where({ id: planner }).update({ state: 'revoked' });
    await tick();
    const { readers } = await shown(change);
    expect(readers.map(({ consumer, stand }) => [consumer, stand])).toEqual([
      [PARCELS, 'waiting'],
      [PLANNER, 'left'],
    ]);
    await answer(change, 'pia');
    await settled();
    expect(await shown(change)).toMatchObject({ state: 'registered' });
  });

  it('that a group of nobody known reads need a steward', async () => {
    await give('route-planner');
    await group('route-planner-1');
    await group('stranger');
    const change = await propose();
    await answer(change, 'liam');
    const view = await shown(change);
    expect(view).toMatchObject({ state: 'open', objected: false });
    expect(view.readers.map(({ groups, stand }) => [groups, stand])).toEqual([
      [['route-planner-1'], 'agrees'],
      [['stranger'], 'unknown'],
    ]);
    await expect(
      replica().changes.override(change, 'hurry', as('olivia')),
    ).rejects.toThrow(/^Whoever proposed/);
    await replica().changes.override(change, 'it is gone', as('sam'));
    await settled();
    expect(await shown(change)).toMatchObject({
      state: 'registered',
      overriddenBy: 'user:default/sam',
    });
  });

  it('who object are overridden by governance as well, and by none of them', async () => {
    await give('route-planner');
    const change = await propose();
    await answer(change, 'liam', { answer: 'object', comment: 'not yet' });
    expect(await shown(change)).toMatchObject({
      state: 'open',
      objected: true,
    });
    await expect(
      replica().changes.override(change, 'hurry', as('liam')),
    ).rejects.toThrow(/^Only .*group:default\/governance/);
    await replica().changes.override(change, 'agreed by mail', as('grace'));
    await settled();
    expect(await shown(change)).toMatchObject({
      state: 'registered',
      overriddenBy: 'user:default/grace',
    });
  });

  it('are told to who has yet to answer, and to all of them when they are over', async () => {
    await give('route-planner');
    await give('parcels');
    await group('stranger');
    const change = await propose();
    await answer(change, 'liam');
    const { people } = replica();
    expect(await people.askedAboutSchema(change)).toEqual({
      waiting: [{ consumer: PARCELS, owner: 'group:default/parcel-team' }],
      readers: ['group:default/parcel-team', 'group:default/logistics-team'],
      overriders: ['user:default/sam'],
    });
    await replica().changes.override(change, 'hurry', as('grace'));
    await settled();
    expect(await people.askedAboutSchema(change)).toMatchObject({
      waiting: [],
      overriders: [],
    });
    expect(await people.ownersAround(PRODUCT, 'main', TOPIC)).toEqual({
      product: ['group:default/order-team'],
      readers: ['group:default/parcel-team', 'group:default/logistics-team'],
    });
  });

  it('are not accepted while groups could not be asked', async () => {
    await db('clusters').update({
      gaps: JSON.stringify([
        { code: 'TIMEOUT', message: 'm', retryable: true, item: 'GROUP *' },
      ]),
    });
    const change = await propose();
    expect(await shown(change)).toMatchObject({
      state: 'open',
      counts: { asked: 0 },
    });
    await db('clusters').update({ gaps: '[]' });
    await tick();
    expect(await shown(change)).toMatchObject({ state: 'registered' });
  });

  it('are answered by nobody who proposed them, unless within their own team', async () => {
    await give('route-planner');
    const change = await propose({}, 'both');
    await expect(answer(change, 'both')).rejects.toThrow(/^Whoever proposed/);
    await expect(
      answer(change, 'olivia', { consumer: PLANNER }),
    ).rejects.toThrow(/^Only group:default\/logistics-team can answer for/);
    expect(await versions()).toEqual([1]);
  });

  it('remind once, escalate once, and take silence for an objection', async () => {
    await give('route-planner');
    const change = await propose();
    now = NOW + 12.9 * DAY;
    await tick();
    expect(await actions(db)).not.toContain('schema-change.reminded');
    now = NOW + 13 * DAY;
    await Promise.all([tick(), tick()]);
    now = NOW + 14 * DAY;
    await Promise.all([tick(), tick()]);
    await tick();
    const done = await actions(db);
    for (const action of ['reminded', 'escalated']) {
      expect(done.filter(a => a === `schema-change.${action}`)).toHaveLength(1);
    }
    expect(await shown(change)).toMatchObject({
      state: 'open',
      objected: true,
    });
    // A late answer still counts.
    await answer(change, 'liam');
    await settled();
    expect(await shown(change)).toMatchObject({ state: 'registered' });
  });

  it('take silence for consent where the access rule says so', async () => {
    silence = 'consent';
    await give('route-planner');
    const change = await propose();
    now = NOW + 14 * DAY;
    await tick();
    expect(await shown(change)).toMatchObject({ state: 'registered' });
  });

  it('wait for the date from which on a reader agrees', async () => {
    await give('route-planner');
    const change = await propose();
    await answer(change, 'liam', { answer: 'date', date: '2026-12-20' });
    now = Date.parse('2026-12-19T23:59:00Z');
    await tick();
    expect(await shown(change)).toMatchObject({
      state: 'open',
      objected: false,
      readers: [{ stand: 'later' }],
    });
    now = Date.parse('2026-12-20T00:00:00Z');
    await tick();
    expect(await shown(change)).toMatchObject({ state: 'registered' });
  });

  it('are tried again while the registry is away, and then wait for a click', async () => {
    registry.failing = call =>
      call === 'register'
        ? new KafkaError({
            code: 'UNREACHABLE',
            message: 'the registry is away',
            retryable: true,
          })
        : undefined;
    const change = await propose();
    expect(await shown(change)).toMatchObject({
      state: 'accepted',
      failure: 'the registry is away',
    });
    // The level is not left lowered meanwhile.
    expect(registry.levels.size).toBe(0);
    await pass();
    expect(registry.changes).toEqual(['set NONE', 'clear']);
    for (let i = 1; i < MOST_ATTEMPTS; i += 1) {
      now += DAY;
      await pass();
    }
    expect(await shown(change)).toMatchObject({
      state: 'failed',
      may: { retry: true },
    });
    now += DAY;
    await pass();
    expect(registry.changes).toHaveLength(2 * MOST_ATTEMPTS);
    registry.failing = () => undefined;
    await replica().changes.retry(change, as('olivia'));
    expect(await shown(change)).toMatchObject({ state: 'registered' });
    expect(registry.levels.size).toBe(0);
  });

  it('are not registered where the product has lost its topic meanwhile', async () => {
    await give('route-planner');
    const change = await propose();
    const row = await db('mesh_objects').where({ key: PRODUCT }).first();
    const product = JSON.parse(row.value);
    product.ports[0].locations[0].heldBy = 'dataproduct:default/other';
    await db('mesh_objects')
      .where({ key: PRODUCT })
      .update({ value: JSON.stringify(product) });
    await answer(change, 'liam');
    await settled();
    expect(await shown(change)).toMatchObject({
      state: 'failed',
      failure: expect.stringMatching(/^Orders does not hold topic/),
    });
    expect(registry.changes).toEqual([]);
  });

  it('leave no level lowered by a process that was paused and taken over', async () => {
    const set = registry.setCompatibility.bind(registry);
    registry.setCompatibility = async (...args) => {
      registry.setCompatibility = set;
      now += REGISTRATION_LEASE_MS;
      await pass();
      expect(await versions()).toEqual([1, 2]);
      return set(...args);
    };
    const change = await propose();
    expect(await shown(change)).toMatchObject({ state: 'registered' });
    expect(registry.changes).toEqual([
      'set NONE',
      'register',
      'clear',
      'set NONE',
      'clear',
    ]);
    expect(registry.levels.size).toBe(0);
    expect(await db('schema_registrations').select()).toEqual([]);
  });

  describe('to a port of its own', () => {
    const newPort = { name: 'v2', topic: 'sales.orders.v2' };

    it('ask the readers of the old one, and leave its subject as it is', async () => {
      await give('route-planner');
      const change = await propose({ newPort });
      expect(await shown(change)).toMatchObject({
        state: 'open',
        subject: 'sales.orders.v2-value',
        readers: [{ consumer: PLANNER }],
      });
      await answer(change, 'liam');
      await settled();
      expect(registry.changes).toEqual(['register']);
      expect(await versions()).toEqual([1]);
      expect(await registry.listVersions('sales.orders.v2-value')).toEqual([1]);
      const view = await shown(change);
      expect(view).toMatchObject({
        state: 'registered',
        registeredVersion: 1,
        isMerged: false,
      });
      expect(parse(view.descriptor ?? '')).toEqual({
        outputPorts: [
          { name: 'v1', deprecation: { replacedBy: 'v2' } },
          {
            name: 'v2',
            type: 'kafka',
            locations: [{ cluster: 'main', topic: 'sales.orders.v2' }],
            schema: {
              subject: 'sales.orders.v2-value',
              compatibility: 'BACKWARD',
            },
          },
        ],
      });
    });

    it('are merged once the product has it, and has deprecated the old one', async () => {
      const change = await propose({ newPort });
      const row = await db('mesh_objects').where({ key: PRODUCT }).first();
      const product = JSON.parse(row.value);
      const [old] = product.ports;
      const write = (...ports: object[]) =>
        db('mesh_objects')
          .where({ key: PRODUCT })
          .update({ value: JSON.stringify({ ...product, ports }) });
      const location = { ...old.locations[0], topic: newPort.topic };
      const added = { ...old, name: 'v2', locations: [location] };
      await write(old, added);
      expect(await shown(change)).toMatchObject({ isMerged: false });
      await write({ ...old, deprecation: { replacedBy: 'v2' } }, added);
      expect(await shown(change)).toMatchObject({ isMerged: true });
    });

    it.each([
      [{ name: 'v1' }, /^newPort.name: Orders has a port v1 already/],
      [{ name: 'V 2' }, /^newPort.name: 'V 2' is no name of a port/],
      [{ topic: 'a b' }, /^newPort.topic: 'a b' is no name of a topic/],
      [{ topic: TOPIC }, /^newPort.topic: topic .* is of .*orders already/],
      [{ topic: 'hr.pay' }, /^newPort.topic: .* would be of no domain, but/],
    ])('are refused for %j', async (over, message) => {
      await expect(
        propose({ newPort: { ...newPort, ...over } }),
      ).rejects.toThrow(message);
    });

    it('are refused where the subject has a schema', async () => {
      const schema = { format: 'AVRO', schema: schemaOf(ID) } as const;
      await registry.register('sales.orders.v2-value', schema);
      await expect(propose({ newPort })).rejects.toThrow(
        /has a schema already; choose another topic/,
      );
    });
  });

  it('leave a level alone that somebody else has set meanwhile, and say so', async () => {
    registry.levels.set(SUBJECT, 'FORWARD');
    const register = registry.register.bind(registry);
    registry.register = async (...args) => {
      const answered = await register(...args);
      // Somebody else, right between our registration and our restoring.
      registry.levels.set(SUBJECT, 'FULL');
      return answered;
    };
    const change = await propose({
      schema: schemaOf({ name: 'other', type: 'int' }),
    });
    expect(await shown(change)).toMatchObject({ state: 'registered' });
    expect(registry.levels.get(SUBJECT)).toBe('FULL');
    expect(await actions(db)).toContain('schema-change.level-kept');
  });
});
