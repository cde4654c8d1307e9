import fc from 'fast-check';
import { topicEntityRef } from '@data-mesh/backstage-plugin-data-mesh-common';
import { discoverProducts, humanise, type DiscoverableTopic } from './discover';
import { parseNamingTemplate, parseTopicName } from './naming';
import { domainRefOf } from './topicDomain';

const TEMPLATES = [
  '{domain}.{product}.{version}',
  '{domain}.{product}.{stream}.{version}',
  '{domain}.{product}.{stream}',
  '{domain}.{product}',
].map(parseNamingTemplate);

function topic(
  name: string,
  over: Partial<DiscoverableTopic> = {},
): DiscoverableTopic {
  const parsed = parseTopicName(TEMPLATES, name);
  if (!parsed?.domain) throw new Error(`${name} follows no template`);
  const cluster = over.cluster ?? 'main';
  return {
    cluster,
    environment: 'production',
    topic: name,
    topicRef: topicEntityRef(cluster, name),
    domainRef: domainRefOf(parsed.domain),
    parsed,
    ...over,
  };
}

function discover(topics: DiscoverableTopic[]) {
  return discoverProducts(
    topics,
    () => undefined,
    () => undefined,
  );
}

/** ref → port → cluster/topic, which is what a product is to its readers. */
function shape(topics: DiscoverableTopic[]) {
  return Object.fromEntries(
    discover(topics).map(product => [
      product.ref,
      Object.fromEntries(
        product.ports.map(port => [
          port.name,
          port.locations.map(l => `${l.cluster}/${l.topic}`),
        ]),
      ),
    ]),
  );
}

const ENVIRONMENTS: Record<string, string> = {
  main: 'production',
  'main-2': 'production',
  test: 'staging',
};

const name = fc
  .array(fc.constantFrom('a', 'A', 'b', 'a-b', 'a_b', 'v1', 'v01', 'v2', '_'), {
    minLength: 2,
    maxLength: 4,
  })
  .map(parts => parts.join('.'))
  .filter(text => parseTopicName(TEMPLATES, text)?.domain !== undefined);

/** Different topics on three clusters, two of one environment. */
const liveTopics = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...Object.keys(ENVIRONMENTS)), name), {
    selector: pair => pair.join('/'),
    maxLength: 12,
  })
  .chain(pairs =>
    fc.tuple(
      ...pairs.map(([cluster, text]) =>
        fc
          .option(fc.constantFrom('first', 'second', 'third'), {
            nil: undefined,
          })
          .map(description =>
            topic(text, {
              cluster,
              environment: ENVIRONMENTS[cluster],
              ...(description ? { description } : {}),
            }),
          ),
      ),
    ),
  );

describe('discoverProducts', () => {
  it('makes versions and streams of one product its ports', () => {
    expect(
      shape([
        topic('sales.pricing.price-changes.v1'),
        topic('sales.pricing.v10'),
        topic('sales.pricing.v2'),
        topic('sales.orders.v1'),
      ]),
    ).toEqual({
      'dataproduct:default/sales.pricing': {
        'pricing-v2': ['main/sales.pricing.v2'],
        'pricing-v10': ['main/sales.pricing.v10'],
        'pricing-price-changes-v1': ['main/sales.pricing.price-changes.v1'],
      },
      'dataproduct:default/sales.orders': {
        'orders-v1': ['main/sales.orders.v1'],
      },
    });
  });

  it('makes one topic in several environments one port with several locations', () => {
    const [product] = discover([
      topic('sales.orders.v1', { cluster: 'test', environment: 'staging' }),
      topic('sales.orders.v1'),
      topic('sales.orders.v2', { cluster: 'test', environment: 'staging' }),
    ]);
    expect(product.ref).toBe('dataproduct:default/sales.orders');
    expect(product.lifecycle).toBe('production');
    expect(product.ports).toEqual([
      expect.objectContaining({
        name: 'orders-v1',
        locations: [
          expect.objectContaining({
            cluster: 'main',
            environment: 'production',
            topicRef: 'resource:default/main.sales.orders.v1',
            state: 'in-sync',
          }),
          expect.objectContaining({ cluster: 'test', environment: 'staging' }),
        ],
      }),
      expect.objectContaining({
        name: 'orders-v2',
        locations: [expect.objectContaining({ cluster: 'test' })],
      }),
    ]);
  });

  it('keeps clusters of one environment apart, as products named with the cluster', () => {
    const products = discover([
      topic('sales.orders.v1'),
      topic('sales.orders.v1', { cluster: 'main-2' }),
      topic('sales.payments.v1', { cluster: 'main-2' }),
    ]);
    expect(products.map(({ ref, title }) => [ref, title])).toEqual([
      ['dataproduct:default/sales.orders.main', 'Orders (main)'],
      ['dataproduct:default/sales.orders.main-2', 'Orders (main-2)'],
      ['dataproduct:default/sales.payments', 'Payments'],
    ]);
  });

  it('takes what exists outside of production alone for an experiment', () => {
    const [product] = discover([
      topic('sales.orders.v1', { cluster: 'test', environment: 'staging' }),
    ]);
    expect(product.lifecycle).toBe('experimental');
  });

  it('keeps the domain in the name, so that two domains may have the same product', () => {
    expect(Object.keys(shape([topic('sales.x.v1'), topic('hr.x.v1')]))).toEqual(
      ['dataproduct:default/hr.x', 'dataproduct:default/sales.x'],
    );
  });

  it('keeps products apart that differ by case, dash or underscore alone', () => {
    const refs = Object.keys(
      shape([
        topic('sales.price-changes.v1'),
        topic('sales.price_changes.v1'),
        topic('sales.Price-Changes.v1'),
        topic('Sales.price-changes.v1'),
      ]),
    );
    expect(new Set(refs.map(ref => ref.toLowerCase())).size).toBe(4);
  });

  it('asks for the owner by domain and topics, and for the classification by domain', () => {
    const [product] = discoverProducts(
      [topic('sales.orders.v1')],
      (domainRef, topics) =>
        `group:default/${domainRef.split('/')[1]}-${topics.length}`,
      domainRef => (domainRef.endsWith('/sales') ? 'confidential' : undefined),
    );
    expect(product).toMatchObject({
      origin: 'discovered',
      ownerRef: 'group:default/sales-1',
      classification: 'confidential',
      domainRef: 'domain:default/sales',
    });
  });

  it('puts every topic into exactly one location, and gives no name twice', () => {
    fc.assert(
      fc.property(liveTopics, topics => {
        const products = discover(topics);
        const refs = products.map(p => p.ref.toLowerCase());
        expect(new Set(refs).size).toBe(refs.length);
        for (const { ports } of products) {
          const names = ports.map(port => port.name);
          expect(new Set(names).size).toBe(names.length);
          for (const { locations } of ports) {
            // A port has one location in an environment.
            const environments = locations.map(l => l.environment);
            expect(new Set(environments).size).toBe(environments.length);
          }
        }
        const there = products
          .flatMap(p => p.ports.flatMap(port => port.locations))
          .map(l => `${l.cluster}/${l.topic}`);
        expect(there.sort()).toEqual(
          topics.map(t => `${t.cluster}/${t.topic}`).sort(),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on the order in which topics are read', () => {
    const shuffled = liveTopics.chain(list =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray([...list], {
          minLength: list.length,
          maxLength: list.length,
        }),
      ),
    );
    const byRef = (topics: DiscoverableTopic[]) =>
      discoverProducts(
        topics,
        (_, list) => list.find(t => t.description)?.description,
        () => undefined,
      ).sort((a, b) => (a.ref < b.ref ? -1 : 1));
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(byRef([...other])).toEqual(byRef([...list]));
      }),
      { numRuns: 500 },
    );
  });

  it('orders ports whose versions are the same number by their topics', () => {
    const forth = [topic('sales.orders.v1'), topic('sales.orders.v01')];
    const back = [...forth].reverse();
    expect(discover(back)[0].ports).toEqual(discover(forth)[0].ports);
  });

  it('takes the description from the same topic each time', () => {
    const forth = [
      topic('sales.orders.v1', { description: 'first' }),
      topic('sales.orders.v2', { description: 'second' }),
    ];
    const back = [...forth].reverse();
    expect(discover(back)[0].description).toBe(discover(forth)[0].description);
  });
});

describe('what is discovered, as an entity', () => {
  it.each([
    'sales._private.v1',
    'sales.-x.v1',
    'sales.orders-',
    `sales.${'long'.repeat(40)}.v1`,
  ])('gives the port of %s a name that a product may have', text => {
    const [{ ports }] = discover([topic(text)]);
    expect(ports[0].name).toMatch(
      /^[a-zA-Z0-9]([a-zA-Z0-9._-]{0,61}[a-zA-Z0-9])?$/,
    );
  });
});

describe('humanise', () => {
  it.each([
    ['price-changes', 'Price changes'],
    ['price_changes', 'Price changes'],
    ['orders', 'Orders'],
    ['_', '_'],
    ['-a--b-', 'A b'],
  ])('reads %s as %s', (token, text) => {
    expect(humanise(token)).toBe(text);
  });
});
