import fs from 'node:fs';
import path from 'node:path';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import request from 'supertest';
import { readDataMeshConfig } from '../config/readDataMeshConfig';
import { dataMeshPlugin } from '../plugin';
import { recomputeRegister } from '../principals/registerRows';
import { recomputeMesh } from '../products/recomputeMesh';
import { MIGRATIONS } from './databases';

type Rows = Record<string, Array<Record<string, unknown>>>;

/**
 * All rows of a portal that ran the code of the first two migrations on a real
 * Kafka and a real schema registry: five requests, grants in several states,
 * one adopted, a user that was made, an ACL that is ignored, and the history.
 */
export const FIRST: Rows = JSON.parse(
  fs.readFileSync(path.join(__dirname, 'firstDatabase.json'), 'utf8'),
);
export const FIRST_STEPS = [
  '20261122000000_init.js',
  '20261125000000_access.js',
];
export const PLANNER = 'User:firstmesh-planner';
// They would have ended on a day that is to come.
const LATE = Date.UTC(2999, 0, 1);
export const DATA_MESH = {
  trustedLocations: ['file:*/trusted/*'],
  operators: ['platform-team'],
  governance: ['governance'],
  access: { campaigns: { groups: ['governance'] } },
  clusters: {
    main: {
      bootstrapServers: ['127.0.0.1:1'],
      mode: 'manage',
      principals: { create: true },
      credentials: {
        provisioning: {
          mechanism: 'SCRAM-SHA-512',
          username: 'data-mesh-provisioning',
          password: 'secret',
        },
      },
      domains: { 'firstmesh.': 'sales' },
    },
  },
};

export const group = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default' },
  spec: { type: 'team', children: [] },
});

/** @param email - of the person, whose other account it may be */
export const user = (name: string, team: string, email?: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: { memberOf: [team], ...(email ? { profile: { email } } : {}) },
  relations: [{ type: 'memberOf', targetRef: `group:default/${team}` }],
});

/** What the catalog had then, and has still. */
const CATALOG: Entity[] = [
  ...['order-team', 'logistics-team', 'platform-team', 'governance'].map(group),
  user('olivia', 'order-team'),
  user('liam', 'logistics-team', 'liam@example.com'),
  user('grace', 'governance'),
  user('petra', 'platform-team'),
  ...FIRST.catalog_entities.map(row => {
    const entity: Entity = JSON.parse(`${row.entity}`);
    const { owner } = entity.spec as { owner: string };
    return {
      ...entity,
      relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
    };
  }),
];

/** Puts the recorded rows into an empty database, with the tables of then. */
export async function fillAsFirst(db: Knex): Promise<void> {
  for (const name of FIRST_STEPS) {
    await db.migrate.up({ directory: MIGRATIONS, name });
  }
  for (const [table, rows] of Object.entries(FIRST)) {
    const columns = await db(table).columnInfo();
    for (const row of rows) {
      await db(table).insert(
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [
            name,
            /bool/.test(columns[name].type) && value !== null
              ? Boolean(value)
              : value,
          ]),
        ),
      );
    }
  }
  await db('grants').whereNull('ended_at').update({ ends_at: LATE });
}

/**
 * A portal of the present code on such a database, with the people of then.
 * Nothing in it runs by itself: there is no Kafka behind these rows any more.
 *
 * @param entities - beside those of then
 * @param options - dataMesh: keys in place of those of then
 */
export async function startFirstPortal(
  db: Knex,
  entities: Entity[] = [],
  options: { dataMesh?: JsonObject; features?: BackendFeature[] } = {},
) {
  const dataMesh: JsonObject = { ...DATA_MESH, ...options.dataMesh };
  const backend = await startTestBackend({
    features: [
      dataMeshPlugin,
      mockServices.rootConfig.factory({ data: { dataMesh } }),
      mockServices.database.factory({ knex: db }),
      mockServices.scheduler.factory({
        skipTaskRunOnStartup: true,
        includeManualTasksOnStartup: false,
        includeInitialDelayedTasksOnStartup: false,
      }),
      catalogServiceMock.factory({ entities: [...CATALOG, ...entities] }),
      ...(options.features ?? []),
    ],
  });
  const config = readDataMeshConfig(new ConfigReader({ dataMesh }));
  /** What follows from the rows, as after any change. */
  const recompute = () =>
    db.transaction(async tx => {
      await recomputeRegister(tx, config, Date.now());
      await recomputeMesh(tx, config, Date.now());
    });
  await recompute();
  /** An answer of the API, whatever it is. */
  const ask = async (
    method: 'get' | 'post' | 'put' | 'patch' | 'delete',
    url: string,
    sent: { token: string; body?: object | string; type?: string },
  ): Promise<{ status: number; body: any }> =>
    request(backend.server)
      [method](`/api/data-mesh/v1${url}`)
      .set('Authorization', `Bearer ${sent.token}`)
      .type(sent.type ?? 'application/json')
      .send(sent.body);
  /** The answer to a user, olivia by default; throws where it is an error. */
  const call = async (
    method: 'get' | 'post' | 'patch',
    url: string,
    sent: { as?: string; body?: object } = {},
  ): Promise<any> => {
    const { status, body } = await ask(method, url, {
      token: mockCredentials.user.token(`user:default/${sent.as ?? 'olivia'}`),
      body: sent.body,
    });
    if (status >= 300) throw new Error(`${url}: ${JSON.stringify(body)}`);
    return body;
  };
  return { ask, call, recompute, stop: () => backend.stop() };
}
