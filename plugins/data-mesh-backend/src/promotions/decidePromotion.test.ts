import type { OutputPort } from '@data-mesh/backstage-plugin-data-mesh-common';
import { parseNamingTemplate } from '../products/naming';
import { decidePromotion, type PromotionFacts } from './decidePromotion';
import { toWish } from './promotion';

const REF = 'dataproduct:default/orders';
const OWNER = 'group:default/order-team';

const port = (name: string, ...locations: string[]): OutputPort => ({
  name,
  type: 'kafka',
  locations: locations.map(each => {
    const [cluster, topic] = each.split('/');
    return { cluster, topic };
  }),
});

const factsOf = (over: Partial<PromotionFacts> = {}): PromotionFacts => ({
  ref: REF,
  origin: 'published',
  state: 'in-sync',
  ownerRef: OWNER,
  ports: [port('v1', 'test/sales.orders.v1')],
  speaksFor: new Set([OWNER]),
  target: {
    name: 'prod',
    isConfigured: true,
    isManaged: true,
    isRead: true,
    canProvision: true,
  },
  clusters: new Map([
    ['dev', { environment: 'dev', domains: [] }],
    ['test', { environment: 'test', domains: [] }],
    ['prod', { environment: 'production', domains: [] }],
    ['prod-eu', { environment: 'production', domains: [] }],
  ]),
  naming: [],
  ...over,
});

const decide = (
  over: Partial<PromotionFacts> = {},
  input: Partial<Parameters<typeof toWish>[1]> = {},
) =>
  decidePromotion(
    factsOf(over),
    toWish(REF, { to: { cluster: 'prod' }, ...input }),
  );

describe('what is promoted', () => {
  it('is each port that is in another environment, under the same name', () => {
    expect(
      decide({
        ports: [
          port('v1', 'test/sales.orders.v1'),
          port('v2', 'test/sales.orders.v2', 'prod/sales.orders.v2'),
          port('v3', 'prod/sales.orders.v3'),
        ],
      }).items,
    ).toEqual([
      {
        port: 'v1',
        from: {
          cluster: 'test',
          environment: 'test',
          topic: 'sales.orders.v1',
        },
        to: {
          cluster: 'prod',
          environment: 'production',
          topic: 'sales.orders.v1',
        },
        isLocated: false,
      },
      expect.objectContaining({ port: 'v2', isLocated: true }),
    ]);
  });

  it('has the name that a naming template with the environment gives it', () => {
    const naming = [
      parseNamingTemplate('{environment}.{domain}.{product}.{version}'),
    ];
    const nameOf = (topic: string) =>
      decide({ naming, ports: [port('v1', `test/${topic}`)] }).items?.[0].to
        .topic;
    expect(nameOf('test.sales.orders.v1')).toBe('production.sales.orders.v1');
    expect(nameOf('other.sales.orders.v1')).toBe('other.sales.orders.v1');
    expect(nameOf('orders')).toBe('orders');
  });

  it('has the name that is asked for', () => {
    const { items } = decide(
      {},
      { to: { cluster: 'prod', topic: { v1: 'shop.orders.v1' } } },
    );
    expect(items?.[0].to.topic).toBe('shop.orders.v1');
  });
});

const refused: Array<
  [
    what: string,
    code: string,
    message: RegExp,
    over: Partial<PromotionFacts>,
    input: Parameters<typeof decide>[1],
  ]
> = [
  [
    'what nobody owns',
    'CONFLICT',
    /only discovered.*claim it first/,
    { origin: 'discovered' },
    {},
  ],
  [
    'of another team',
    'NOT_ALLOWED',
    /Only members of group:default\/order-team can promote/,
    { speaksFor: new Set(['group:default/logistics-team']) },
    {},
  ],
  ['what is contested', 'CONFLICT', /contested/, { state: 'contested' }, {}],
  [
    'to a cluster that is observed',
    'CONFLICT',
    /only observed/,
    { target: { ...factsOf().target, isManaged: false } },
    {},
  ],
  [
    'a port that is in two other environments, without a word which',
    'INVALID',
    /^from: port v1 is in dev and test/,
    { ports: [port('v1', 'dev/a', 'test/a')] },
    {},
  ],
  [
    'a port that is in the environment on another cluster',
    'CONFLICT',
    /as topic a of cluster prod-eu; promote it to that cluster/,
    { ports: [port('v1', 'test/a', 'prod-eu/a')] },
    {},
  ],
  [
    'a port under another name than it has there',
    'CONFLICT',
    /is topic a on cluster prod already/,
    { ports: [port('v1', 'test/a', 'prod/a')] },
    { to: { cluster: 'prod', topic: { v1: 'b' } } },
  ],
  [
    'two ports onto one topic',
    'INVALID',
    /ports v1 and v2 would both be topic c/,
    { ports: [port('v1', 'test/a'), port('v2', 'test/b')] },
    { to: { cluster: 'prod', topic: { v1: 'c', v2: 'c' } } },
  ],
  [
    'a name for a port that is not promoted',
    'INVALID',
    /^to.topic.v9: port v9 is not promoted/,
    {},
    { to: { cluster: 'prod', topic: { v9: 'c' } } },
  ],
  [
    'from an environment that it is not in',
    'INVALID',
    /^ports: port v1 is not in environment dev/,
    {},
    { ports: ['v1'], from: 'dev' },
  ],
  [
    'more ports than are promoted at once',
    'INVALID',
    /21 ports are more than the 20/,
    {
      ports: Array.from({ length: 21 }, (_, i) => port(`v${i}`, `test/a${i}`)),
    },
    {},
  ],
];

it.each(refused)('nobody promotes %s', (_what, code, message, over, input) => {
  const { refusal, items } = decide(over, input);
  expect(refusal).toMatchObject({
    code,
    message: expect.stringMatching(message),
  });
  expect(items).toBeUndefined();
});

it('is promoted from the environment that is named, where there are several', () => {
  const ports = [port('v1', 'dev/a', 'test/b')];
  expect(decide({ ports }, { from: 'dev' }).items?.[0].from.topic).toBe('a');
});
