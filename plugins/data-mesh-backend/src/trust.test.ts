import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import createKnex, { type Knex } from 'knex';
import {
  fillAsFirst,
  FIRST,
  group,
  startFirstPortal,
  user,
} from './__testUtils__/firstPortal';

jest.setTimeout(60_000);

const POLICY = {
  id: 'owners',
  title: 'Somebody stands behind it',
  why: 'To know whom to ask',
  severity: 'info',
  stage: 'warn',
  rule: { type: 'owner-exists' },
  remedy: 'Give it an owner.',
};

const descriptor = (owner: string) => ({
  apiVersion: 'data-mesh/v1alpha1',
  kind: 'DataProduct',
  metadata: { name: 'sales.legacy' },
  spec: {
    type: 'source-aligned',
    lifecycle: 'production',
    owner,
    domain: 'sales',
    outputPorts: [
      {
        name: 'legacy-v1',
        type: 'kafka',
        locations: [{ cluster: 'main', topic: 'firstmesh.legacy.v1' }],
      },
    ],
  },
});

const domain = (name: string, owner: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Domain',
  metadata: { name },
  spec: { type: 'data-domain', owner },
});

/** What docs/security.md says that is trusted, and of those who run the portal. */
describe('what follows from whom the suite trusts', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'trust-'));
  let db: Knex;
  let portal: Awaited<ReturnType<typeof startFirstPortal>>;

  /** Approves what liam has asked for, and waits. */
  async function approve(as: string): Promise<any> {
    const item = FIRST.access_request_items.find(
      ({ state }) => state === 'pending',
    )!;
    return portal.call(
      'post',
      `/access-requests/${item.request_id}/items/${item.id}/decisions`,
      { as, body: { decision: 'approve' } },
    );
  }

  beforeEach(async () => {
    db = createKnex({
      client: 'better-sqlite3',
      connection: {
        filename: path.join(dir, `${expect.getState().currentTestName}.sqlite`),
      },
      useNullAsDefault: true,
    });
    await fillAsFirst(db);
    portal = await startFirstPortal(db, [
      user('liam-again', 'order-team', 'Liam@Example.com'),
      user('liam-elsewhere', 'order-team', 'liam@elsewhere.example'),
      group('strangers'),
      user('eve', 'strangers'),
    ]);
  });

  afterEach(async () => {
    await portal.stop();
    await db.destroy();
  });

  afterAll(() => fs.rmSync(dir, { recursive: true, force: true }));

  it('lets an account with another address decide on what the first asked for', async () => {
    await expect(approve('liam-again')).rejects.toThrow(/NotAllowed/);
    expect(await approve('liam-elsewhere')).toMatchObject({
      state: 'approved',
    });
  });

  it.each(['petra', 'grace'])(
    'lets operators and governance publish policies and domains, and not approve (%s)',
    async as => {
      expect(
        await portal.call('post', '/policies', {
          as,
          body: { document: POLICY, reason: 'new' },
        }),
      ).toMatchObject({ id: 'owners', publishedBy: `user:default/${as}` });
      expect(
        await portal.call('post', '/domains', {
          as,
          body: { entity: domain('billing', 'group:default/order-team') },
        }),
      ).toMatchObject({ domain: { ref: 'domain:default/billing' } });
      await expect(approve(as)).rejects.toThrow(
        /NotAllowed.*Only .*group:default\/order-team/,
      );
    },
  );

  it('makes somebody an owner who writes that into the database', async () => {
    const publish = (entity: object, as: string, version: number) =>
      portal.call('patch', '/products/default/sales.legacy', {
        as,
        body: { entity, basedOn: version },
      });
    const theirs = descriptor('group:default/strangers');
    await portal.call('post', '/products', {
      body: { entity: descriptor('group:default/order-team') },
    });
    await expect(publish(theirs, 'eve', 1)).rejects.toThrow(/NotAllowed/);
    const [product] = await db('published_products').select();
    await db('published_products').insert({
      ...product,
      version: 2,
      owner_ref: 'group:default/strangers',
      document: JSON.stringify(theirs),
    });
    await portal.call('post', '/domains', {
      as: 'grace',
      body: { entity: domain('billing', 'group:default/order-team') },
    });
    const [published] = await db('published_domains').select();
    const billing = domain('billing', 'group:default/strangers');
    await db('published_domains').insert({
      ...published,
      version: 2,
      owner_ref: 'group:default/strangers',
      document: JSON.stringify(billing),
    });
    await portal.recompute();
    expect(
      (await portal.call('get', '/products/default/sales.legacy')).product,
    ).toMatchObject({ ownerRef: 'group:default/strangers' });
    await publish(
      { ...theirs, metadata: { name: 'sales.legacy', title: 'Mine' } },
      'eve',
      2,
    );
    await portal.call('patch', '/domains/default/billing', {
      as: 'eve',
      body: {
        entity: { ...billing, metadata: { name: 'billing', title: 'Mine' } },
        basedOn: 2,
      },
    });
  });

  it('retires a policy for whoever writes that into the database', async () => {
    await portal.call('post', '/policies', {
      as: 'grace',
      body: { document: POLICY, reason: 'new' },
    });
    const ids = async () =>
      (await portal.call('get', '/policies')).items.map(({ id }: any) => id);
    expect(await ids()).toEqual(['owners']);
    const [version] = await db('policy_versions').select();
    await db('policy_versions').insert({
      ...version,
      version: 2,
      state: 'retired',
    });
    expect(await ids()).toEqual([]);
  });
});
