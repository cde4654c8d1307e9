import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type {
  MeshDomain,
  MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { Authorizer } from '../authorization/Authorizer';
import { CatalogVisibility } from '../authorization/CatalogVisibility';
import { Membership } from '../authorization/Membership';
import type { ClusterSettings, DataMeshConfig } from '../config/DataMeshConfig';
import { readDataMeshConfig } from '../config/readDataMeshConfig';
import { cluster, domain } from '../products/__testUtils__/mesh';
import { ConfigReader } from '@backstage/config';
import { AccessService, type DecisionInput } from './AccessService';
import type { StepName } from './accessRules';
import { CatalogFacts } from './CatalogFacts';
import { FactsReader } from './FactsReader';

jest.setTimeout(60_000);

const PRODUCT = 'dataproduct:default/orders';
const CONSUMER = 'component:default/route-planner';
const PRIVACY: StepName = 'group:default/privacy';
const TOPIC = 'sales.orders.v1';
const SETTINGS: ClusterSettings = cluster('main', { mode: 'manage' });

/** Everybody, with the groups that they are of. */
const PEOPLE: Record<string, { of: string[]; email?: string }> = {
  liam: { of: ['planners'], email: 'liam@example.org' },
  // The same person once more, in every group that decides.
  'liam-admin': {
    of: ['orders', 'sales', 'privacy'],
    email: ' Liam@Example.org ',
  },
  // Owns the consumer and decides on the product; like some, without e-mail.
  bea: { of: ['planners', 'orders', 'privacy'] },
  olivia: { of: ['orders'], email: 'olivia@example.org' },
  omar: { of: ['orders'] },
  sam: { of: [] },
  pam: { of: ['privacy'] },
  eve: { of: [] },
};
const NAMES = Object.keys(PEOPLE);
const STEPS: StepName[] = ['owner', 'steward', PRIVACY];
const DECIDERS: Record<string, string[]> = {
  owner: ['olivia', 'omar', 'bea', 'liam-admin'],
  steward: ['sam'],
  [PRIVACY]: ['pam', 'bea', 'liam-admin'],
};
const isSamePerson = (a: string, b: string) =>
  a === b || [a, b].sort().join() === 'liam,liam-admin';

const ENTITIES: Entity[] = [
  ...NAMES.map(
    (name): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name },
      spec: { profile: { email: PEOPLE[name].email } },
      relations: PEOPLE[name].of.map(group => ({
        type: 'memberOf',
        targetRef: `group:default/${group}`,
      })),
    }),
  ),
  domain('sales', { owner: 'group:default/sales' }),
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'route-planner',
      annotations: { 'data-mesh/kafka-principal': 'User:route-planner' },
    },
    spec: { type: 'service', owner: 'planners' },
  },
  {
    apiVersion: 'data-mesh/v1alpha1',
    kind: 'DataProduct',
    metadata: { name: 'orders' },
    spec: { owner: 'orders' },
  },
];
const MESH: Array<
  [type: string, key: string, value: MeshProduct | MeshDomain]
> = [
  [
    'product',
    PRODUCT,
    {
      ref: PRODUCT,
      origin: 'declared',
      namespace: 'default',
      name: 'orders',
      title: 'Orders',
      ownerRef: 'group:default/orders',
      domainRef: 'domain:default/sales',
      type: 'source-aligned',
      lifecycle: 'production',
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
              topicRef: 'resource:default/orders',
              state: 'in-sync',
            },
          ],
        },
      ],
    },
  ],
  [
    'domain',
    'domain:default/sales',
    {
      ref: 'domain:default/sales',
      origin: 'declared',
      namespace: 'default',
      name: 'sales',
      title: 'Sales',
      ownerRef: 'group:default/sales',
      stewardRef: 'user:default/sam',
    },
  ],
];

type Move = { by: string; age: number | undefined } & DecisionInput;
const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({
    by: fc.constantFrom(...NAMES),
    decision: fc.oneof(
      { weight: 5, arbitrary: fc.constant('approve' as const) },
      { weight: 1, arbitrary: fc.constant('reject' as const) },
    ),
    comment: fc.constantFrom('because', undefined, '', ' \n'),
    // How many changes ago the item was shown, if that is told.
    age: fc.constantFrom(undefined, 0, 0, 0, 1),
  }),
  { minLength: 1, maxLength: 10 },
);
const requests = fc.record({
  steps: fc.shuffledSubarray(STEPS, { minLength: 1 }),
  by: fc.constantFrom('liam', 'bea'),
  moves,
});

describe.each(DATABASES)('decisions on %s', id => {
  const databases = new Databases();
  let db: Knex;

  function service(steps: StepName[]): AccessService {
    const auth = mockServices.auth();
    const permissions = mockServices.permissions();
    const catalogService = catalogServiceMock({ entities: ENTITIES });
    const catalog = new CatalogFacts({ auth, catalog: catalogService });
    const defaults = readDataMeshConfig(new ConfigReader({}));
    const config: DataMeshConfig = {
      ...defaults,
      clusters: [{ name: 'main', settings: SETTINGS, problems: [] }],
      access: { ...defaults.access, rules: [{ name: 'own', when: {}, steps }] },
    };
    return new AccessService({
      db,
      settings: config.access,
      authorizer: new Authorizer({
        httpAuth: mockServices.httpAuth(),
        permissions,
        membership: new Membership({ auth, catalog: catalogService }),
        operators: [],
      }),
      visibility: new CatalogVisibility({
        permissions,
        catalog: catalogService,
      }),
      facts: new FactsReader({
        db,
        config,
        catalog,
        provisioned: () => true,
      }),
      catalog,
      reserveUser: async () => {},
      kick: () => {},
    });
  }

  const as = (name: string) => mockCredentials.user(`user:default/${name}`);

  async function ask(access: AccessService, by: string) {
    for (const table of [
      'access_decisions',
      'access_request_items',
      'access_requests',
      'grant_bindings',
      'managed_bindings',
      'grants',
    ]) {
      await db(table).delete();
    }
    const requestId = await access.submit(
      {
        items: [{ product: PRODUCT, port: 'v1' }],
        consumer: CONSUMER,
        mode: 'read',
        purpose: 'to plan routes',
        duration: 'P30D',
        options: {},
      },
      as(by),
    );
    const { id: itemId } = await db('access_request_items').first('id');
    return { requestId, itemId };
  }

  const readItem = () =>
    db('access_request_items').first('state', 'step', 'version', 'grant_id');
  const readDecisions = () =>
    db('access_decisions').orderBy('step').select('decision', 'decided_by');
  const count = async (table: string) =>
    Number((await db(table).count({ n: '*' }))[0].n);

  beforeAll(async () => {
    db = await databases.migrated(id);
    for (const [type, key, value] of MESH) {
      await db('mesh_objects').insert({
        type,
        key,
        seq: 1,
        hash: 'h',
        value: JSON.stringify(value),
        changed_at: 1,
      });
    }
    await db('principal_holds').insert({
      cluster: 'main',
      principal: 'User:route-planner',
      consumer_ref: CONSUMER,
      since: 1,
    });
  });

  it('are made step by step, each by who may and by nobody on a request of their own, and grant with the last approval', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async ({ steps, by, moves: list }) => {
        const access = service(steps);
        const { requestId, itemId } = await ask(access, by);
        let [state, step, version] = ['pending', 0, 1];
        const decided: unknown[] = [];
        for (const { by: decider, age, ...input } of list) {
          const can =
            (input.decision === 'approve' || input.comment?.trim()) &&
            state === 'pending' &&
            !age &&
            !isSamePerson(decider, by) &&
            DECIDERS[steps[step]].includes(decider);
          const attempt = await access
            .decide(
              requestId,
              itemId,
              { ...input, version: age === undefined ? age : version - age },
              as(decider),
            )
            .then(
              () => 'decided',
              error => error.name,
            );
          expect(attempt).toMatch(
            can ? /^decided$/ : /^(InputError|NotAllowedError|ConflictError)$/,
          );
          if (can) {
            decided.push({
              decision: input.decision,
              decided_by: `user:default/${decider}`,
            });
            version += 1;
            if (input.decision === 'approve') step += 1;
            if (input.decision === 'reject') state = 'rejected';
            else if (step === steps.length) state = 'approved';
          }
          expect(await readItem()).toMatchObject({ state, step, version });
          expect(await readDecisions()).toEqual(decided);
          expect(await count('grants')).toBe(state === 'approved' ? 1 : 0);
        }
      }),
      { numRuns: 40 },
    );
  });

  it.each<[what: string, Move[]]>([
    [
      'two approvals',
      [
        { by: 'olivia', decision: 'approve', age: 0 },
        { by: 'omar', decision: 'approve', age: 0 },
      ],
    ],
    [
      'an approval and a rejection',
      [
        { by: 'olivia', decision: 'approve', age: undefined },
        { by: 'omar', decision: 'reject', comment: 'no', age: undefined },
      ],
    ],
    [
      'the same approval twice',
      [
        { by: 'olivia', decision: 'approve', age: undefined },
        { by: 'olivia', decision: 'approve', age: undefined },
      ],
    ],
  ])('count once of %s at the same time', async (_, list) => {
    for (const steps of [STEPS.slice(0, 1), STEPS]) {
      const access = service(steps);
      const { requestId, itemId } = await ask(access, 'liam');
      const results = await Promise.allSettled(
        list.map(({ by, age, ...input }) =>
          access.decide(
            requestId,
            itemId,
            { ...input, version: age === undefined ? age : 1 },
            as(by),
          ),
        ),
      );
      const failed = results.flatMap(r =>
        r.status === 'rejected' ? [r.reason.name] : [],
      );
      expect(failed).toHaveLength(1);
      expect(failed[0]).toMatch(/^(ConflictError|NotAllowedError)$/);
      const item = await readItem();
      const [{ decision }] = await readDecisions();
      expect(await readDecisions()).toHaveLength(1);
      expect(item.version).toBe(2);
      const approved = decision === 'approve' && steps.length === 1;
      expect(await count('grants')).toBe(approved ? 1 : 0);
    }
  });

  it('say who has decided, so that the grant does, in the order of the steps', async () => {
    const access = service(STEPS);
    const { requestId, itemId } = await ask(access, 'liam');
    for (const by of ['omar', 'sam', 'pam']) {
      await access.decide(requestId, itemId, { decision: 'approve' }, as(by));
    }
    const grant = await db('grants').first();
    expect(JSON.parse(grant.approved_by)).toEqual([
      'user:default/omar',
      'user:default/sam',
      'user:default/pam',
    ]);
    expect((await readItem()).grant_id).toBe(grant.id);
  });

  it('of a rejection need a reason, and leave the item as it was without one', async () => {
    const access = service(['owner']);
    const { requestId, itemId } = await ask(access, 'liam');
    for (const comment of [undefined, '', ' \n']) {
      await expect(
        access.decide(
          requestId,
          itemId,
          { decision: 'reject', comment },
          as('olivia'),
        ),
      ).rejects.toThrow('comment: a rejection needs a reason');
    }
    expect(await readItem()).toMatchObject({ state: 'pending', version: 1 });
  });
});
