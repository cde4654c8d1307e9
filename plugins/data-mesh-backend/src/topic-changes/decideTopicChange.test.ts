import {
  refuseChange,
  refuseChanger,
  refuseLive,
  type ChangerFacts,
} from './decideTopicChange';
import { stateAfter, type TopicState, type WantedChange } from './topicChange';

const SALES = 'group:default/sales-team';
const ORDERS = 'group:default/order-team';
const facts = (over: Partial<ChangerFacts> = {}): ChangerFacts => ({
  cluster: {
    name: 'main',
    isConfigured: true,
    isManaged: true,
    isRead: true,
    canProvision: true,
  },
  topic: 'sales.orders.v1',
  domainRef: 'domain:default/sales',
  domainOwner: SALES,
  speaksFor: new Set([SALES]),
  ...over,
});
const cluster = (over: object) => ({
  cluster: { ...facts().cluster, ...over },
});
const NOTHING: WantedChange = { configs: {} };
const holder = { ref: 'dataproduct:default/orders', ownerRef: ORDERS };

describe('whether somebody may change a topic', () => {
  it('the owner of its domain may while no product holds it', () => {
    expect(refuseChanger(facts(), NOTHING)).toBeUndefined();
    expect(
      refuseChanger(facts({ speaksFor: new Set([ORDERS]) }), NOTHING),
    ).toMatchObject({ code: 'NOT_ALLOWED' });
  });

  it('only the owner of the product that holds it may, and the refusal names them', () => {
    expect(
      refuseChanger(facts({ holder, speaksFor: new Set([ORDERS]) }), NOTHING),
    ).toBeUndefined();
    expect(refuseChanger(facts({ holder }), NOTHING)).toEqual({
      code: 'NOT_ALLOWED',
      message:
        'Topic sales.orders.v1 of cluster main is held by dataproduct:default/orders; ask group:default/order-team to change it',
    });
    const unowned = { holder: { ref: holder.ref } };
    expect(refuseChanger(facts(unowned), NOTHING)?.message).toMatch(
      /ask its owner to change it/,
    );
  });

  const refusals: Array<[string, Partial<ChangerFacts>, string, RegExp]> = [
    [
      'on a cluster that is not configured',
      cluster({ isConfigured: false }),
      'NOT_FOUND',
      /not configured/,
    ],
    [
      'on a cluster that is only observed',
      cluster({ isManaged: false }),
      'CONFLICT',
      /only observed, so no topic can be changed/,
    ],
    [
      'without a provisioning credential',
      cluster({ canProvision: false }),
      'CONFLICT',
      /credentials.provisioning/,
    ],
    [
      'where the database forgets',
      cluster({ storageProblem: 'it is in memory' }),
      'CONFLICT',
      /it is in memory/,
    ],
    [
      'in no domain',
      { domainRef: undefined, domainOwner: undefined },
      'NOT_ALLOWED',
      /belongs to no domain, so nobody can change it/,
    ],
  ];

  it.each(refusals)('nobody may %s', (_, over, code, message) => {
    expect(refuseChanger(facts(over), NOTHING)).toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it('says which keys can be set, to those who may', () => {
    const odd = { configs: { ['x'.repeat(200)]: '1' } };
    expect(refuseChanger(facts(), odd)).toMatchObject({
      code: 'INVALID',
      field: `configs.${'x'.repeat(100)}`,
      message: expect.stringMatching(/cannot be set here; set one of cleanup/),
    });
    expect(refuseChanger(facts({ speaksFor: new Set() }), odd)?.code).toBe(
      'NOT_ALLOWED',
    );
  });

  it('tells what is gone from what could not be asked, and from what may not', () => {
    const of = (live: Parameters<typeof refuseLive>[1]) =>
      refuseLive(facts(), live);
    expect(of({ state: 'absent' }).code).toBe('NOT_FOUND');
    expect(of({ state: 'unknown', reason: 'timed out' })).toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(/try again once it answers \(timed out\)/),
    });
    expect(
      of({ state: 'unknown', reason: 'no', isDenied: true }).message,
    ).toMatch(/ALTER, ALTER_CONFIGS and DESCRIBE/);
  });
});

describe('whether a topic can become what is wanted', () => {
  const now: TopicState = {
    topicId: 'id',
    partitions: 3,
    replicationFactor: 2,
    configs: {},
  };
  const refuse = (
    wanted: WantedChange,
    before = now,
    defaults: Record<string, string> = {},
  ) => refuseChange('t', wanted, before, stateAfter(wanted, before, defaults));
  const KEY = 'min.insync.replicas';

  it('has as many partitions or more', () => {
    expect(refuse({ partitions: 3, configs: {} })).toBeUndefined();
    expect(refuse({ partitions: 4, configs: {} })).toBeUndefined();
    expect(refuse({ partitions: 2, configs: {} })).toMatchObject({
      code: 'INVALID',
      field: 'partitions',
    });
  });

  it('has no more replicas in sync than there are, by default neither', () => {
    expect(refuse({ configs: { [KEY]: '2' } })).toBeUndefined();
    expect(refuse({ configs: { [KEY]: '3' } })).toMatchObject({
      code: 'INVALID',
      field: `configs.${KEY}`,
    });
    const reset = { configs: { [KEY]: null } };
    expect(refuse(reset, now, { [KEY]: '3' })?.field).toBe(`configs.${KEY}`);
    expect(refuse(reset)).toBeUndefined();
    // It is so already, and nothing to refuse another change for.
    const broken = {
      ...now,
      configs: { [KEY]: { value: '3', overridden: true } },
    };
    expect(refuse({ partitions: 4, configs: {} }, broken)).toBeUndefined();
  });
});
