import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import createKnex, { type Knex } from 'knex';
import { Databases, DATABASES, MIGRATIONS } from './__testUtils__/databases';
import {
  fillAsFirst,
  FIRST,
  FIRST_STEPS,
  PLANNER,
  startFirstPortal,
} from './__testUtils__/firstPortal';
import { verifyHistory } from './history/verifyHistory';

jest.setTimeout(120_000);

const STEPS = fs.readdirSync(MIGRATIONS).sort();

/** A value that a column takes, another one for each `n`. */
function valueFor(column: Knex.ColumnInfo, n: number): unknown {
  const type = column.type.toLowerCase();
  if (/bool/.test(type)) return n % 2 === 1;
  if (/int/.test(type)) return n;
  if (/double|float|real/.test(type)) return n + 0.5;
  if (/blob|bytea/.test(type)) return Buffer.from([n]);
  return `${n}`.padStart(Number(column.maxLength ?? 4), 'x');
}

/** Puts two rows, all columns filled, into each table that has none. */
async function fill(db: Knex, tables: string[]): Promise<void> {
  for (const table of tables) {
    if ((await countOf(db, table)) > 0) continue;
    const columns = Object.entries(await db(table).columnInfo());
    for (const n of [1, 2]) {
      await db(table).insert(
        Object.fromEntries(
          columns.map(([name, column]) => [name, valueFor(column, n)]),
        ),
      );
    }
  }
}

async function countOf(db: Knex, table: string): Promise<number> {
  const [{ n }] = await db(table).count({ n: '*' });
  return Number(n);
}

describe.each(DATABASES)('a database of the first migrations on %s', id => {
  const databases = new Databases();

  async function tablesOf(db: Knex): Promise<string[]> {
    const rows =
      id === 'SQLITE_3'
        ? await db('sqlite_master').where({ type: 'table' }).select('name')
        : await db('pg_tables')
            .where({ schemaname: 'public' })
            .select({ name: 'tablename' });
    return rows
      .map(({ name }) => name)
      .filter(name => !/^(knex_|sqlite_)/.test(name))
      .sort();
  }

  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'upgrade-'));
  const files: Knex[] = [];

  afterAll(async () => {
    await Promise.all(files.map(db => db.destroy()));
    fs.rmSync(dir, { recursive: true, force: true });
  });

  /** One that is kept: nothing is granted on a database in memory. */
  async function empty(): Promise<Knex> {
    if (id !== 'SQLITE_3') return databases.empty(id);
    const db = createKnex({
      client: 'better-sqlite3',
      connection: { filename: path.join(dir, `${files.length}.sqlite`) },
      useNullAsDefault: true,
    });
    files.push(db);
    return db;
  }

  /** As the code of then left it. */
  async function first(): Promise<Knex> {
    const db = await empty();
    await fillAsFirst(db);
    return db;
  }

  /** All rows of the tables, in an order, without columns that came later. */
  async function contents(
    db: Knex,
    columns: Record<string, string[]>,
  ): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {};
    for (const [table, names] of Object.entries(columns)) {
      const rows = await db(table).select(names);
      found[table] = rows.map(row => JSON.stringify(row)).sort();
    }
    return found;
  }

  async function columnsOf(db: Knex): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {};
    for (const table of await tablesOf(db)) {
      found[table] = Object.keys(await db(table).columnInfo()).sort();
    }
    return found;
  }

  it('comes through each later step, down and up, with all of its rows', async () => {
    const db = await first();
    for (const name of STEPS.filter(step => !FIRST_STEPS.includes(step))) {
      const before = await columnsOf(db);
      const rows = await contents(db, before);
      await db.migrate.up({ directory: MIGRATIONS, name });
      expect([name, await contents(db, before)]).toEqual([name, rows]);
      await fill(db, await tablesOf(db));
      await db.migrate.down({ directory: MIGRATIONS, name });
      expect([name, await columnsOf(db)]).toEqual([name, before]);
      expect([name, await contents(db, before)]).toEqual([name, rows]);
      await db.migrate.up({ directory: MIGRATIONS, name });
      await fill(db, await tablesOf(db));
    }
    const [, waiting] = await db.migrate.list({ directory: MIGRATIONS });
    expect(waiting).toEqual([]);
    const fresh = await databases.migrated(id);
    expect(await columnsOf(db)).toEqual(await columnsOf(fresh));
    for (const table of await tablesOf(db)) {
      expect([table, await countOf(db, table)]).toEqual([
        table,
        FIRST[table]?.length ?? 2,
      ]);
    }
  });

  it('ends emergency access where the step is taken back that knows of it', async () => {
    const db = await first();
    const name = '20261126000000_break_glass.js';
    await db.migrate.up({ directory: MIGRATIONS, name });
    const { id: grant } = FIRST.grants[0];
    await db('grants').where({ id: grant }).update({ origin: 'break-glass' });
    await db.migrate.down({ directory: MIGRATIONS, name });
    const rows = await db('grants').select('id', 'origin', 'ends_at');
    for (const row of rows.filter(({ origin }) => origin === 'request')) {
      const isEnding = Number(row.ends_at) <= Date.now();
      expect([row.id, isEnding]).toEqual([row.id, row.id === grant]);
    }
  });

  it('is read by the present code', async () => {
    const db = await first();
    const { call, stop } = await startFirstPortal(db);
    try {
      const [, waiting] = await db.migrate.list({ directory: MIGRATIONS });
      expect(waiting).toEqual([]);
      const { items: products } = await call('get', '/products');
      expect(
        products.map((item: any) => [item.ref, item.origin, item.state]).sort(),
      ).toEqual([
        // Accepted, since nobody trusts where it is described.
        ['dataproduct:default/carts', 'declared', 'in-sync'],
        ['dataproduct:default/orders', 'declared', 'in-sync'],
        ['dataproduct:default/payments', 'declared', 'in-sync'],
        ['dataproduct:default/sales.legacy', 'discovered', 'in-sync'],
      ]);
      expect(
        await call('get', '/clusters/main/topics/firstmesh.orders.v1'),
      ).toMatchObject({ schemas: [{ version: 1 }] });
      const { items: principals } = await call(
        'get',
        '/clusters/main/principals',
        { as: 'petra' },
      );
      expect(
        principals.map((item: any) => [item.principal, item.consumer]),
      ).toEqual([
        ['User:firstmesh-nameless', 'component:default/firstmesh-nameless'],
        ['User:firstmesh-old', 'component:default/old'],
        [PLANNER, 'component:default/planner'],
        ['User:firstmesh-tracker', 'component:default/tracker'],
        // Confirmed, since nobody trusts where it is described.
        ['User:firstmesh-wild', 'component:default/wild'],
      ]);

      const { items: grants } = await call('get', '/grants', { as: 'liam' });
      expect(
        grants
          .map(
            (grant: any) => `${grant.consumer} ${grant.topic} ${grant.state}`,
          )
          .sort(),
      ).toEqual([
        'component:default/firstmesh-nameless firstmesh.orders.v1 active',
        'component:default/old firstmesh.legacy.v1 active',
        'component:default/planner firstmesh.orders.v1 active',
        'component:default/planner firstmesh.payments.v1 revoked',
      ]);
      const { id: granted } = FIRST.grants[0];
      const grant = await call('get', `/grants/${granted}`, { as: 'liam' });
      expect(grant).toMatchObject({
        origin: 'request',
        approvedBy: ['user:default/olivia'],
        conditions: 'not to be passed on',
      });
      expect(
        grant.bindings
          .map(
            ({ state, binding }: any) =>
              `${state}: ${binding.principal} ${binding.operation} ${binding.resourceType} ${binding.resourceName}`,
          )
          .sort(),
      ).toEqual([
        `present: ${PLANNER} READ GROUP planner`,
        `present: ${PLANNER} READ GROUP planner-`,
        `present: ${PLANNER} READ TOPIC firstmesh.orders.v1`,
      ]);
      const query = new URLSearchParams({
        cluster: 'main',
        topic: 'firstmesh.orders.v1',
        operation: 'READ',
        principal: PLANNER,
      });
      expect((await call('get', `/explain?${query}`)).principals).toMatchObject(
        [
          {
            verdict: 'allowed',
            allowedBy: [{ grants: [{ grantId: granted, state: 'active' }] }],
            groups: [
              { binding: { resourceName: 'planner' } },
              { binding: { resourceName: 'planner-' } },
            ],
          },
        ],
      );

      const { items } = await call('get', '/access-requests');
      expect(items.map((item: any) => item.state).sort()).toEqual([
        ...['approved', 'approved', 'approved', 'pending', 'rejected'],
      ]);
      const { id: asked } = FIRST.access_requests[0];
      expect(await call('get', `/access-requests/${asked}`)).toMatchObject({
        purpose: 'to plan routes',
        items: [
          {
            grantId: granted,
            decisions: [
              {
                decision: 'approve',
                decidedBy: 'user:default/olivia',
                comment: 'fine',
              },
            ],
          },
        ],
      });
      const history = await call('get', '/history?limit=100', { as: 'grace' });
      expect(history.items).toHaveLength(FIRST.history.length);
      for (const { action, sentence } of history.items) {
        expect([action, sentence]).toEqual([
          action,
          expect.not.stringContaining('undefined'),
        ]);
      }
      expect(await verifyHistory(db)).toMatchObject({
        entries: FIRST.history.length,
        problems: [],
      });
    } finally {
      await stop();
    }
  });

  it('is written beside what there was', async () => {
    const db = await first();
    const { call, stop } = await startFirstPortal(db);
    try {
      const { items } = await call('get', '/access-requests');
      const pending = items.find((item: any) => item.state === 'pending');
      const { grantId } = await call(
        'post',
        `/access-requests/${pending.requestId}/items/${pending.id}/decisions`,
        { body: { decision: 'approve', version: pending.version } },
      );
      expect(await call('get', `/grants/${grantId}`)).toMatchObject({
        state: 'pending',
        consumer: 'component:default/tracker',
      });
      const asked = await call('post', '/access-requests', {
        as: 'liam',
        body: {
          items: [{ product: 'dataproduct:default/carts', port: 'v1' }],
          consumer: 'component:default/wild',
          mode: 'read',
          purpose: 'to find what is left behind',
          duration: 'P30D',
        },
      });
      expect(asked.items).toMatchObject([{ state: 'pending' }]);
      const { campaign } = await call('post', '/campaigns', {
        as: 'grace',
        body: {
          domain: 'domain:default/sales',
          title: 'Winter cleaning',
          reason: 'once a year',
          period: 'P14D',
          undecided: 'revoke',
          dryRun: false,
        },
      });
      expect(campaign).toMatchObject({ state: 'open', counts: { open: 4 } });
      await call('post', `/grants/${FIRST.grants[0].id}/revoke`, {
        body: { reason: 'done' },
      });
      await call('post', '/products', {
        body: {
          entity: {
            apiVersion: 'data-mesh/v1alpha1',
            kind: 'DataProduct',
            metadata: { name: 'sales.legacy' },
            spec: {
              type: 'source-aligned',
              lifecycle: 'production',
              owner: 'group:default/order-team',
              domain: 'sales',
              outputPorts: [
                {
                  name: 'legacy-v1',
                  type: 'kafka',
                  locations: [
                    { cluster: 'main', topic: 'firstmesh.legacy.v1' },
                  ],
                },
              ],
            },
          },
        },
      });
      expect(await call('get', '/products/default/sales.legacy')).toMatchObject(
        {
          product: { origin: 'published', state: 'in-sync' },
        },
      );
      expect(await verifyHistory(db)).toMatchObject({
        entries: FIRST.history.length + 6,
        problems: [],
      });
    } finally {
      await stop();
    }
  });
});
