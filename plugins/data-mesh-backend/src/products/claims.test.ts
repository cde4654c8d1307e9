import fc from 'fast-check';
import { decideHolds, declaredProducts, isTrusted, topicKey } from './claims';
import { declaration, domain, indexed } from './__testUtils__/mesh';

describe('isTrusted', () => {
  it.each([
    ['file:*/examples/all.yaml', 'file:/srv/portal/examples/all.yaml'],
    ['file:*/examples/all.yaml', 'file:/a/.hidden/b/examples/all.yaml'],
    [
      'url:https://git.example/acme/*',
      'url:https://git.example/acme/r/tree/main/x.yaml',
    ],
    [
      'url:https://git.example/acme/*',
      'url:https://git.example/acme/.github/x.yaml',
    ],
    [
      'url:https://git.example/acme/r/x.yaml',
      'url:https://git.example/acme/r/x.yaml',
    ],
    [
      'url:https://git.example/*/catalog-info.yaml',
      'url:https://git.example/a/b/c/catalog-info.yaml',
    ],
    [
      'url:https://git.example/acme/_git/*?path=/catalog-info.yaml',
      'url:https://git.example/acme/_git/orders?path=/catalog-info.yaml',
    ],
  ])('by %s trusts %s', (pattern, location) => {
    expect(isTrusted(location, [pattern])).toBe(true);
    expect(isTrusted(location, ['url:https://other.example/*', pattern])).toBe(
      true,
    );
  });

  it.each([
    [
      'another folder',
      'file:*/examples/all.yaml',
      'file:/srv/examples/all.yaml.bak',
    ],
    [
      'another file',
      'file:*/examples/all.yaml',
      'file:/srv/examples/small.yaml',
    ],
    [
      'another organisation',
      'url:https://git.example/acme/*',
      'url:https://git.example/acme-evil/x.yaml',
    ],
    [
      'another host',
      'url:https://git.example/acme/*',
      'url:https://git.example.evil/acme/x.yaml',
    ],
    [
      'another kind of location',
      'url:https://git.example/acme/*',
      'file:https://git.example/acme/x.yaml',
    ],
    [
      'a location that holds a trusted one in its query',
      'url:https://git.example/acme/*',
      'url:https://evil.example/?url:https://git.example/acme/x.yaml',
    ],
    [
      'a location that holds a trusted one in its path',
      'url:https://git.example/acme/*',
      'url:https://evil.example/url:https://git.example/acme/x.yaml',
    ],
    [
      'a location with a trusted one on a line of its own',
      'url:https://git.example/acme/*',
      'url:https://evil.example/\nurl:https://git.example/acme/x.yaml',
    ],
    ['nothing', 'url:https://git.example/acme/*', ''],
  ])('does not trust %s', (_, pattern, location) => {
    expect(isTrusted(location, [pattern])).toBe(false);
  });

  it.each([
    'url:https://git.example/acme/../evil/x.yaml',
    'url:https://git.example/acme/r/../../evil/x.yaml',
    'url:https://git.example/acme/%2e%2e/evil/x.yaml',
    'url:https://git.example/acme/.%2E/evil/x.yaml',
    'url:https://git.example/acme/..\\evil/x.yaml',
  ])('does not trust %s, which climbs out of the trusted folder', location => {
    // Whoever fetches it resolves the dots; see the URL standard.
    expect(new URL(location.slice('url:'.length)).pathname).toBe(
      '/evil/x.yaml',
    );
    expect(isTrusted(location, ['url:https://git.example/acme/*'])).toBe(false);
  });

  it('does not take a pattern with an exclamation mark for "everything else"', () => {
    expect(
      isTrusted('url:https://evil.example/x.yaml', [
        'url:https://git.example/acme/*',
        '!url:https://git.example/acme/sandbox/*',
      ]),
    ).toBe(false);
  });

  it('trusts nobody without patterns', () => {
    fc.assert(
      fc.property(fc.string(), location => {
        expect(isTrusted(location, [])).toBe(false);
      }),
    );
  });
});

describe('declaredProducts', () => {
  it('takes nothing for a product that is of another kind or another format', () => {
    const orders = declaration({ name: 'orders', topics: ['sales.orders.v1'] });
    const found = declaredProducts(
      [
        indexed(orders, {
          originLocation: 'file:/trusted/a.yaml',
          firstSeenAt: 7,
        }),
        indexed(declaration({ name: 'wild' }), {
          originLocation: 'url:https://evil.example/x.yaml',
        }),
        indexed({ ...orders, apiVersion: 'acme.example/v1' }),
        indexed(domain('sales')),
      ],
      ['file:/trusted/*'],
    );
    expect(
      found.map(({ ref, trusted, since }) => ({ ref, trusted, since })),
    ).toEqual([
      { ref: 'dataproduct:default/orders', trusted: true, since: 7 },
      { ref: 'dataproduct:default/wild', trusted: false, since: 1 },
    ]);
  });
});

describe('decideHolds', () => {
  const product = (name: string, trusted: boolean, topics: string[]) => ({
    ref: `dataproduct:default/${name}`,
    entity: declaration({ name, topics }),
    originLocation: 'file:/x',
    trusted,
    since: 1,
  });

  it('decides for each topic of each cluster by itself', () => {
    const holds = decideHolds(
      [
        product('orders', true, ['sales.orders.v1', 'sales.orders.v2']),
        product('other', true, ['sales.orders.v2']),
      ],
      [],
      new Map([
        [topicKey('main', 'sales.orders.v2'), 'dataproduct:default/other'],
      ]),
    );
    expect(holds.get('main/sales.orders.v1')?.holder).toBe(
      'dataproduct:default/orders',
    );
    expect(holds.get('main/sales.orders.v2')).toEqual({
      holder: 'dataproduct:default/other',
      contested: ['dataproduct:default/orders'],
      awaiting: [],
    });
  });

  it('entitles what the owner of the domain has accepted, for that topic alone', () => {
    const holds = decideHolds(
      [product('carts', false, ['sales.carts.v1', 'sales.carts.v2'])],
      [
        {
          productRef: 'dataproduct:default/carts',
          cluster: 'main',
          topic: 'sales.carts.v1',
        },
        {
          productRef: 'dataproduct:default/other',
          cluster: 'main',
          topic: 'sales.carts.v2',
        },
        {
          productRef: 'dataproduct:default/carts',
          cluster: 'other',
          topic: 'sales.carts.v2',
        },
      ],
      new Map(),
    );
    expect(holds.get('main/sales.carts.v1')?.holder).toBe(
      'dataproduct:default/carts',
    );
    expect(holds.get('main/sales.carts.v2')).toEqual({
      contested: [],
      awaiting: ['dataproduct:default/carts'],
    });
  });
});
