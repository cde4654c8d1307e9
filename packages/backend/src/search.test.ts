import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import permissionBackend from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  isResourcePermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import searchPlugin from '@backstage/plugin-search-backend';
import searchModuleCatalog from '@backstage/plugin-search-backend-module-catalog';
import searchModuleDataMesh from '@data-mesh/backstage-plugin-search-backend-module-data-mesh';
import type { Admin } from 'kafkajs';
import { parse } from 'yaml';
import { domain, group, product, user } from './__testUtils__/entities';
import { ADMIN, kafkaAs, managedCluster } from './__testUtils__/testKafka';
import { testRegistry } from './__testUtils__/testRegistry';
import { eventually, TestMesh } from './__testUtils__/TestMesh';

jest.setTimeout(90_000);

const PREFIX = `s${randomBytes(5).toString('hex')}`;
const SHIPMENTS = `${PREFIX}.shipments.v1`;
const QUOTES = `${PREFIX}.quotes.v1`;
const SUBJECT = `${SHIPMENTS}-value`;

const OFTEN = { frequency: { seconds: 1 }, timeout: { seconds: 30 } };
const DEMO = parse(
  fs.readFileSync(path.resolve(__dirname, '../../../app-config.yaml'), 'utf8'),
);

const ADDRESS = {
  name: 'shipping_address',
  type: 'string',
  doc: 'Where it goes.',
  default: '',
};
const COLOUR = { name: 'parcelColour', type: 'string', default: '' };

/** Lets a stranger read nothing in the catalog that is not their own. */
class OwnersOnly implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    caller?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const { userEntityRef, ownershipEntityRefs: claims = [] } =
      caller?.info ?? {};
    return userEntityRef === 'user:default/eve' &&
      isResourcePermission(permission, 'catalog-entity')
      ? createCatalogConditionalDecision(
          permission,
          catalogConditions.isEntityOwner({ claims }),
        )
      : { result: AuthorizeResult.ALLOW };
  }
}

const ownersOnly = createBackendModule({
  pluginId: 'permission',
  moduleId: 'owners-only',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy(new OwnersOnly());
      },
    });
  },
});

/** From a schema at a real registry to the answer of Backstage's search. */
describe('data products in the search', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'search-'));
  const registry = testRegistry();
  let mesh: TestMesh;
  let admin: Admin;

  const search = async (
    term: string,
    as = 'olivia',
    types: Record<string, string> = { 'types[0]': 'data-product' },
  ): Promise<any[]> => {
    const query = new URLSearchParams({ term, ...types });
    const { status, body } = await mesh.call('GET', `/search/query?${query}`, {
      user: as,
    });
    expect(body.error).toBeUndefined();
    expect(status).toBe(200);
    return body.results;
  };
  const titles = async (term: string, as = 'olivia') =>
    (await search(term, as)).map(({ document }) => document.title);

  beforeAll(async () => {
    admin = kafkaAs(ADMIN).admin();
    await admin.connect();
    await admin.createTopics({
      topics: [SHIPMENTS, QUOTES].map(topic => ({ topic, numPartitions: 1 })),
      waitForLeaders: true,
    });
    await registry.register(SUBJECT, [ADDRESS]);
    mesh = new TestMesh({
      dir,
      permissions: 'on',
      features: [
        permissionBackend,
        ownersOnly,
        searchPlugin,
        searchModuleCatalog,
        searchModuleDataMesh,
      ],
      config: {
        search: {
          collators: {
            catalog: {
              filter: DEMO.search.collators.catalog.filter,
              schedule: OFTEN,
            },
            dataMesh: { schedule: OFTEN },
          },
        },
      },
      dataMesh: {
        trustedLocations: ['file:*/trusted/*'],
        sync: { catalog: { seconds: 1 } },
        clusters: {
          main: managedCluster(PREFIX, {
            schemaRegistry: { url: registry.url, auth: { type: 'none' } },
          }),
        },
      },
    });
    await mesh.start();
    await mesh.register(
      'trusted/org.yaml',
      group('order-team'),
      group('strangers'),
      user('olivia', ['order-team']),
      user('eve', ['strangers']),
      domain('sales', 'order-team'),
      product('shipments', 'order-team', { v1: SHIPMENTS }),
      product('quotes', 'order-team', { v1: QUOTES }),
    );
    await mesh.untilInSync('dataproduct:default/shipments');
  });

  afterAll(async () => {
    await mesh?.stop();
    await registry.remove(SUBJECT);
    await admin.deleteTopics({ topics: [SHIPMENTS, QUOTES] });
    await admin.disconnect();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('are found by a field of their schemas, with where they are', async () => {
    await eventually(async () => {
      expect(await titles('shipping_address')).toEqual(['shipments']);
    }, 30);
    const [{ document, highlight }] = await search('address');
    expect(document).toMatchObject({
      location: '/catalog/default/dataproduct/shipments',
      domain: 'domain:default/sales',
      owner: 'group:default/order-team',
      fields: ['shipping_address'],
    });
    expect(highlight.fields.text).toContain(
      `shipping_${highlight.preTag}address${highlight.postTag} · Where it goes.`,
    );
  });

  it('are found by a question, as people ask it', async () => {
    const [first] = await titles('who has shipping addresses?');
    expect(first).toBe('shipments');
  });

  it('are found by their topics', async () => {
    expect(await titles(QUOTES)).toContain('quotes');
  });

  it('are found once, in a portal that leaves them out of the catalog’s index', async () => {
    await eventually(async () => {
      const found = await search('sales', 'olivia', {});
      const kinds = found.map(({ type, document }) => [type, document.kind]);
      expect(kinds).toContainEqual(['software-catalog', 'Domain']);
      expect(kinds).toContainEqual(['data-product', 'DataProduct']);
      expect(kinds).not.toContainEqual(['software-catalog', 'DataProduct']);
    }, 30);
  });

  it('are not found by who may not read them in the catalog', async () => {
    for (const term of ['shipping_address', 'shipments', 'sales']) {
      expect(await titles(term)).not.toEqual([]);
      expect(await titles(term, 'eve')).toEqual([]);
    }
  });

  it('are found by a new field once their schema has it', async () => {
    expect(await titles('colour')).toEqual([]);
    await registry.register(SUBJECT, [ADDRESS, COLOUR]);
    await eventually(async () => {
      expect(await titles('colour')).toEqual(['shipments']);
    }, 30);
  });
});
