// The README is read by the test alone.
// eslint-disable-next-line @typescript-eslint/no-restricted-imports
import fs from 'node:fs';
// eslint-disable-next-line @typescript-eslint/no-restricted-imports
import path from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import type { AppNode } from '@backstage/frontend-plugin-api';
import {
  createExtensionTester,
  mockApis,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  EntityContentBlueprint,
  EntityHeaderBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { SearchResultListItemBlueprint } from '@backstage/plugin-search-react/alpha';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  domain,
  elsewhere,
  ownExtensions,
  pageOf,
  product,
  renderCatalogApp,
  service,
  topic,
} from './__testUtils__/catalogApp';
import { ordersResult } from './__testUtils__/search';
import plugin from '.';

/*
 * What the README says of `app.extensions`, shown in an app with the catalog:
 * each page, card and tab is there, is gone once it is switched off, and
 * follows every key that its configuration has.
 */

/** The sub-pages: where they are, their tab, and something on them. */
const PAGES: Record<string, [route: string, title: string, shows: RegExp]> = {
  products: ['products', 'Data products', /^2 data products in 1 domain/],
  requests: ['requests', 'My requests', /^Has waited/],
  'to-decide': ['to-decide', 'To decide', /^1 request waits for your/],
  grants: ['grants', 'Grants', /^No grant matches/],
  campaigns: ['campaigns', 'Campaigns', /^No campaign is open/],
  'schema-changes': ['schema-changes', 'Schema changes', /^No schema changes/],
  runs: ['runs', 'Runs', /^Nothing was made yet/],
  governance: ['governance', 'Governance', /^There are no policies yet/],
  explain: ['explain', 'Explain', /^Which topic is it about/],
  history: ['history', 'History', /^Nothing happened yet/],
  clusters: ['clusters', 'Clusters', /^Last full pass/],
};

/** The cards: on which page, and something on them alone. */
const CARDS: Record<string, [on: Entity, shows: RegExp]> = {
  about: [product, /^In sync/],
  producers: [product, /^Written by/],
  consumers: [product, /^Read by/],
  topics: [product, /^Topics$/],
  topic: [topic, /^Held by the data product/],
  'domain-about': [domain, /^How it is described/],
  'domain-products': [domain, /^Data products$/],
  'domain-governance': [domain, /^There are no policies yet/],
  'unclaimed-topics': [domain, /^Unclaimed topics/],
  'consumer-access': [service, /^Data that it may use/],
};

/** The tabs: on which page, where, their title, and something on them. */
const TABS: Record<
  string,
  [on: Entity, route: string, title: string, shows: RegExp]
> = {
  ports: [product, 'ports', 'Ports', /^orders-v1/],
  access: [product, 'access', 'Access', /^Who has access/],
  governance: [product, 'governance', 'Governance', /^No policy looks at it/],
  'consumer-access': [service, 'access', 'Access', /^Data that it may use/],
};

const FIELDS = [
  'domain',
  'classification',
  'cluster',
  'topic-name',
  'schema',
  'plan',
  'consumer',
  'ports',
  'duration',
  'topics',
];

/** The keys of their configuration that are tried below, by kinds. */
const KEYS: Record<string, string[]> = {
  api: [],
  page: ['path', 'title'],
  'sub-page': ['path', 'title'],
  'plugin-header-action': [],
  'entity-card': ['filter', 'type'],
  'entity-content': ['path', 'title', 'filter', 'group', 'icon'],
  'search-result-list-item': ['noTrack'],
  'search-filter-result-type': [],
  'scaffolder-form-field': [],
};

const idsOf = (kind: string, names: string[]) =>
  names.map(name => `${kind}:data-mesh/${name}`);
const TRIED = [
  'api:data-mesh',
  'page:data-mesh',
  'plugin-header-action:data-mesh/to-decide',
  'search-result-list-item:data-mesh/data-product',
  'search-filter-result-type:data-mesh/data-product',
  ...idsOf('sub-page', Object.keys(PAGES)),
  ...idsOf('entity-card', Object.keys(CARDS)),
  ...idsOf('entity-content', Object.keys(TABS)),
  ...idsOf('scaffolder-form-field', FIELDS),
];

beforeAll(() => {
  const { warn } = console;
  // Of rules in the catalog's styles that the DOM of tests does not know.
  jest.spyOn(console, 'warn').mockImplementation((...said) => {
    if (!String(said[0]).startsWith('Warning: [JSS]')) warn(...said);
  });
});

afterEach(() => {
  // The catalog's styles stay, and make each app slower than the one before.
  document.head.replaceChildren();
});

const kindOf = (id: string) => id.slice(0, id.indexOf(':'));
const keysOf = ({ spec }: AppNode) =>
  Object.keys(spec.extension.configSchema?.schema().schema.properties ?? {});

describe('all extensions of the plugin', () => {
  it('are tried below, with every key of their configuration', async () => {
    const found = await ownExtensions();
    expect(found.map(({ spec }) => spec.id).sort()).toEqual(TRIED.sort());
    for (const node of found) {
      expect([node.spec.id, keysOf(node)]).toEqual([
        node.spec.id,
        KEYS[kindOf(node.spec.id)],
      ]);
    }
  });

  it('are listed in the README, with every key', async () => {
    const readme = fs.readFileSync(
      path.resolve(__dirname, '../README.md'),
      'utf8',
    );
    const rows = readme.matchAll(/^\| `([\w-]+:data-mesh[^`]*)` .*\|(.*)\|$/gm);
    const listed = [...rows].map(([, id, keys]) => [
      id,
      [...keys.matchAll(/`(\w+)`/g)].map(([, key]) => key),
    ]);
    const found = await ownExtensions();
    expect(listed.sort()).toEqual(
      found.map(node => [node.spec.id, keysOf(node)]).sort(),
    );
  });

  it('can each be switched off', async () => {
    for (const { spec } of await ownExtensions()) {
      const nodes = await ownExtensions({ [spec.id]: false });
      const node = nodes.find(each => each.spec.id === spec.id)!;
      expect([spec.id, node.spec.disabled, node.instance]).toEqual([
        spec.id,
        true,
        undefined,
      ]);
    }
  });
});

describe('page:data-mesh', () => {
  it('has a path and a title, and an entry in the sidebar', async () => {
    renderCatalogApp('/mesh', {
      'page:data-mesh': { config: { path: '/mesh', title: 'Streams' } },
    });
    expect(await screen.findByText(/^2 data products in/)).toBeInTheDocument();
    expect(screen.getAllByRole('link', { name: 'Streams' })[0]).toHaveAttribute(
      'href',
      '/mesh',
    );
    expect(
      await screen.findByRole('link', { name: '1 to decide' }),
    ).toHaveAttribute('href', '/mesh/to-decide');
  });

  it('leaves cards and tabs in order where it is switched off', async () => {
    for (const [on, tab, shows] of [
      ...Object.values(CARDS).map(([of, words]) => [of, '', words] as const),
      ...Object.values(TABS).map(
        ([of, route, , words]) => [of, `/${route}`, words] as const,
      ),
    ]) {
      const { unmount } = renderCatalogApp(pageOf(on, tab), {
        'page:data-mesh': false,
      });
      expect((await screen.findAllByText(shows))[0]).toBeInTheDocument();
      expect(screen.queryByText(/^Error/)).toBeNull();
      const hrefs = screen
        .getAllByRole('link')
        .map(link => link.getAttribute('href'));
      expect(hrefs.filter(href => href?.startsWith('/data-mesh'))).toEqual([]);
      unmount();
    }
  });
});

describe.each(Object.entries(PAGES))(
  'sub-page:data-mesh/%s',
  (name, [route, title, shows]) => {
    const id = `sub-page:data-mesh/${name}`;

    it('is a tab with a page', async () => {
      renderCatalogApp(`/data-mesh/${route}`);
      expect((await screen.findAllByText(shows))[0]).toBeInTheDocument();
      expect(screen.getByRole('tab', { name: title })).toHaveAttribute(
        'href',
        `/data-mesh/${route}`,
      );
    });

    it('has a path and a title', async () => {
      renderCatalogApp('/data-mesh/moved', {
        [id]: { config: { path: 'moved', title: 'Renamed' } },
      });
      expect((await screen.findAllByText(shows))[0]).toBeInTheDocument();
      expect(screen.queryByRole('tab', { name: title })).toBeNull();
      expect(screen.getByRole('tab', { name: 'Renamed' })).toHaveAttribute(
        'href',
        '/data-mesh/moved',
      );
    });

    it('is gone where it is switched off', async () => {
      renderCatalogApp('/data-mesh', { [id]: false });
      expect(
        (await screen.findAllByRole('tab')).map(tab => tab.textContent),
      ).toEqual(
        Object.values(PAGES)
          .map(page => page[1])
          .filter(each => each !== title),
      );
    });
  },
);

describe('plugin-header-action:data-mesh/to-decide', () => {
  const action = () =>
    screen.findByRole('link', { name: '1 to decide' }, { timeout: 2_000 });

  it('is in the header, and follows the page that it leads to', async () => {
    renderCatalogApp('/data-mesh', {
      'sub-page:data-mesh/to-decide': { config: { path: 'mine' } },
    });
    expect(await action()).toHaveAttribute('href', '/data-mesh/mine');
  });

  it.each([
    'plugin-header-action:data-mesh/to-decide',
    'sub-page:data-mesh/to-decide',
  ])('is gone where %s is switched off', async id => {
    renderCatalogApp('/data-mesh', { [id]: false });
    expect(await screen.findByText(/^2 data products in/)).toBeInTheDocument();
    await expect(action()).rejects.toThrow('Unable to find');
  });
});

describe('links of cards', () => {
  const policies = 'what they are for';
  const access = 'All of its access';

  it.each([
    [domain, policies, 'sub-page:data-mesh/governance', '/data-mesh/moved'],
    [
      service,
      access,
      'entity-content:data-mesh/consumer-access',
      pageOf(service, '/moved'),
    ],
  ])('follow what is moved: %#', async (on, words, id, href) => {
    renderCatalogApp(pageOf(on), { [id]: { config: { path: 'moved' } } });
    expect((await screen.findByText(words)).closest('a')).toHaveAttribute(
      'href',
      href,
    );
  });

  it('are words where their page is switched off', async () => {
    renderCatalogApp(pageOf(domain), {
      'sub-page:data-mesh/governance': false,
    });
    const words = await screen.findByText(/what they are for/);
    expect(words.closest('a')).toBeNull();
  });

  it('are gone where they would lead to a tab that is switched off', async () => {
    renderCatalogApp(pageOf(service), {
      'entity-content:data-mesh/consumer-access': false,
    });
    expect(
      await screen.findByText(/^Data that it may use/),
    ).toBeInTheDocument();
    expect(screen.queryByText(access)).toBeNull();
  });
});

describe('search-result-list-item:data-mesh/data-product', () => {
  it.each([
    [true, 0],
    [false, 1],
  ])('is told to analytics unless noTrack is %s', async (noTrack, told) => {
    const analytics = mockApis.analytics();
    const { component: Item } = createExtensionTester(
      plugin.getExtension('search-result-list-item:data-mesh/data-product'),
      { config: { noTrack } },
    ).get(SearchResultListItemBlueprint.dataRefs.item);
    renderInTestApp(<Item result={ordersResult} />, {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [catalogApiMock(), analytics],
    });
    await userEvent.click(await screen.findByRole('link', { name: 'Orders' }));
    expect(
      analytics.getEvents().filter(({ action }) => action === 'discover'),
    ).toHaveLength(told);
  });
});

describe.each(Object.entries(CARDS))(
  'entity-card:data-mesh/%s',
  (name, [on, shows]) => {
    const id = `entity-card:data-mesh/${name}`;
    const settled = () => screen.findByText('View Source');
    const here = { 'metadata.name': on.metadata.name };

    it('is on the page of an entity', async () => {
      renderCatalogApp(pageOf(on));
      const [card] = await screen.findAllByText(shows);
      expect(card.closest('[class*="infoArea"]')).toBeNull();
    });

    it('is gone where it is switched off', async () => {
      renderCatalogApp(pageOf(on), { [id]: false });
      await settled();
      expect(screen.queryByText(shows)).toBeNull();
    });

    it('is on the pages that a filter names', async () => {
      const there = { $not: here };
      const { unmount } = renderCatalogApp(pageOf(on), {
        [id]: { config: { filter: there } },
      });
      await settled();
      expect(screen.queryByText(shows)).toBeNull();
      unmount();
      renderCatalogApp(pageOf(elsewhere(on)), {
        [id]: { config: { filter: there } },
      });
      expect((await screen.findAllByText(shows))[0]).toBeInTheDocument();
    });

    it('goes to the side as type "info"', async () => {
      renderCatalogApp(pageOf(on), { [id]: { config: { type: 'info' } } });
      const [card] = await screen.findAllByText(shows);
      expect(card.closest('[class*="infoArea"]')).toBeInTheDocument();
    });
  },
);

describe.each(Object.entries(TABS))(
  'entity-content:data-mesh/%s',
  (name, [on, route, title, shows]) => {
    const id = `entity-content:data-mesh/${name}`;
    const linksTo = (words: string) =>
      screen
        .queryAllByText(words)
        .flatMap(element => element.closest('a') ?? [])
        .map(link => link.getAttribute('href'));
    const settled = () => screen.findByText('View Source');

    it('is a tab of the page of an entity', async () => {
      const { unmount } = renderCatalogApp(pageOf(on));
      await settled();
      expect(linksTo(title)).toContain(pageOf(on, `/${route}`));
      unmount();
      renderCatalogApp(pageOf(on, `/${route}`));
      expect((await screen.findAllByText(shows))[0]).toBeInTheDocument();
    });

    it('is gone where it is switched off', async () => {
      renderCatalogApp(pageOf(on), { [id]: false });
      await settled();
      expect(linksTo('Overview')).toContain(pageOf(on));
      expect(linksTo(title)).toEqual([]);
    });

    it('has a path and a title', async () => {
      renderCatalogApp(pageOf(on, '/moved'), {
        [id]: { config: { path: '/moved', title: 'Renamed' } },
      });
      expect((await screen.findAllByText(shows))[0]).toBeInTheDocument();
      expect(linksTo(title)).toEqual([]);
      expect(linksTo('Renamed')).toContain(pageOf(on, '/moved'));
    });

    it('is on the pages that a filter names', async () => {
      const filter = { $not: { 'metadata.name': on.metadata.name } };
      const settings = { [id]: { config: { filter } } };
      const { unmount } = renderCatalogApp(pageOf(on), settings);
      await settled();
      expect(linksTo(title)).toEqual([]);
      unmount();
      const other = elsewhere(on);
      renderCatalogApp(pageOf(other), settings);
      await settled();
      expect(linksTo(title)).toContain(pageOf(other, `/${route}`));
    });

    it('goes into a group of tabs', async () => {
      renderCatalogApp(
        pageOf(on),
        {
          'page:catalog/entity': {
            config: { groups: [{ streams: { title: 'Streams' } }] },
          },
          [id]: { config: { group: 'streams' } },
        },
        [
          EntityContentBlueprint.make({
            params: {
              path: '/own',
              title: 'Of the owner',
              group: 'streams',
              loader: async () => <>Own</>,
            },
          }),
        ],
      );
      await settled();
      expect(screen.getAllByText('Streams')[0]).toBeInTheDocument();
      expect(linksTo('Overview')).toContain(pageOf(on));
      expect(linksTo(title)).toEqual([]);
    });

    it('has an icon, where the page of entities shows icons', async () => {
      renderCatalogApp(
        pageOf(on),
        {
          'page:catalog/entity': { config: { showNavItemIcons: true } },
          [id]: { config: { icon: 'star' } },
        },
        [
          EntityHeaderBlueprint.make({
            params: { loader: async () => <>A header of the owner</> },
          }),
        ],
      );
      await settled();
      const tabs = within(screen.getByRole('tablist'));
      const tab = tabs.getByText(title).closest('[role="tab"]');
      expect(tab?.querySelector('svg')).toBeInTheDocument();
    });
  },
);
