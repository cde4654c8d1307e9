import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type BackendFeature,
  type RootLoggerService,
} from '@backstage/backend-plugin-api';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { parseEntityRef, type Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogLocationsExtensionPoint } from '@backstage/plugin-catalog-node';
import catalogModuleDataMesh from '@data-mesh/backstage-plugin-catalog-backend-module-data-mesh';
import dataMeshPlugin from '@data-mesh/backstage-plugin-data-mesh-backend';
import Database from 'better-sqlite3';
import { stringify } from 'yaml';
import type { JsonObject } from '@backstage/types';

/** Lets tests register and unregister files, as people do with URLs. */
const fileLocations = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'file-locations',
  register(reg) {
    reg.registerInit({
      deps: { locations: catalogLocationsExtensionPoint },
      async init({ locations }) {
        locations.setAllowedLocationTypes(['file', 'url']);
      },
    });
  },
});

/**
 * The mocked tokens forget which plugin acts for a user, which the permission
 * backend wants to know. This one keeps it.
 */
const actingAuth = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }) {
    const pluginId = plugin.getId();
    const auth = mockServices.auth({
      pluginId,
      disableDefaultAuthPolicy: false,
    });
    const getPluginRequestToken = auth.getPluginRequestToken.bind(auth);
    auth.getPluginRequestToken = async options => {
      const { principal } = options.onBehalfOf;
      return auth.isPrincipal(options.onBehalfOf, 'user')
        ? {
            token: mockCredentials.user.token(
              Reflect.get(principal as object, 'userEntityRef'),
              { actor: { subject: `plugin:${pluginId}` } },
            ),
          }
        : getPluginRequestToken(options);
    };
    return auth;
  },
});

/** Waits until a condition holds; what it last threw is the failure. */
export async function eventually<T>(
  check: () => Promise<T>,
  seconds: number,
): Promise<T> {
  const end = Date.now() + seconds * 1_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  }
}

/** Catalog, our module and our engine in one backend, on files in a folder. */
export class TestMesh {
  readonly #dir: string;
  readonly #config: JsonObject;
  readonly #features: BackendFeature[];
  readonly #logger: RootLoggerService;
  #backend: TestBackend | undefined;

  constructor(options: {
    dir: string;
    dataMesh: JsonObject;
    /** Configuration of the features. */
    config?: JsonObject;
    /** Hears what is logged; nobody does by default. */
    logger?: RootLoggerService;
    /** Beside what every test has, such as a permission policy. */
    features?: BackendFeature[];
    /** Knex' configuration; SQLite files in the folder by default. */
    database?: JsonObject;
    /** Of the permission framework; off by default. */
    permissions?: 'off' | 'on';
  }) {
    this.#dir = options.dir;
    this.#features = options.features ?? [];
    this.#logger = options.logger ?? mockServices.rootLogger({ level: 'none' });
    this.#config = {
      ...options.config,
      backend: {
        database: options.database ?? {
          client: 'better-sqlite3',
          connection: { directory: path.join(options.dir, 'database') },
        },
      },
      catalog: {
        processingInterval: { seconds: 2 },
        rules: [
          {
            allow: [
              'Component',
              'Location',
              'System',
              'Domain',
              'DataProduct',
              'Group',
              'User',
              'Template',
            ],
          },
        ],
        orphanStrategy: 'delete',
      },
      permission: { enabled: options.permissions === 'on' },
      dataMesh: options.dataMesh,
    };
  }

  async start(): Promise<void> {
    fs.mkdirSync(path.join(this.#dir, 'database'), { recursive: true });
    this.#backend = await startTestBackend({
      features: [
        mockServices.rootConfig.factory({ data: this.#config }),
        databaseServiceFactory,
        schedulerServiceFactory,
        createServiceFactory({
          service: coreServices.rootLogger,
          deps: {},
          factory: () => this.#logger,
        }),
        catalogPlugin,
        catalogModuleDataMesh,
        dataMeshPlugin,
        fileLocations,
        permissionsServiceFactory,
        actingAuth,
        ...this.#features,
      ],
    });
  }

  async stop(): Promise<void> {
    await this.#backend?.stop();
    this.#backend = undefined;
  }

  /** Loses what a plugin has stored; call it while stopped. */
  forgetDatabase(plugin: string): void {
    for (const suffix of ['', '-wal', '-shm']) {
      const file = `${plugin}.sqlite${suffix}`;
      fs.rmSync(path.join(this.#dir, 'database', file), { force: true });
    }
  }

  /** Where the backend is. */
  get url(): string {
    const address = this.#backend?.server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    return `http://localhost:${port}`;
  }

  /** Answer of a request as a user; `undefined` body for none. */
  async call(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    options: { user?: string; service?: string; body?: unknown } = {},
  ): Promise<{ status: number; body: any }> {
    const response = await fetch(`${this.url}/api${url}`, {
      method,
      headers: {
        Authorization: options.service
          ? mockCredentials.service.header({
              onBehalfOf: mockCredentials.service(options.service),
              targetPluginId: url.split('/')[1],
            })
          : mockCredentials.user.header(
              `user:default/${options.user ?? 'olivia'}`,
            ),
        'Content-Type': 'application/json',
      },
      ...(options.body ? { body: JSON.stringify(options.body) } : {}),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      body: isJson ? JSON.parse(text) : text || undefined,
    };
  }

  /** An entity of the catalog; throws if it is not there. */
  async entity(ref: string): Promise<Entity> {
    const { kind, namespace, name } = parseEntityRef(ref);
    const { status, body } = await this.call(
      'GET',
      `/catalog/entities/by-name/${kind}/${namespace}/${name}`,
    );
    if (status !== 200) {
      throw new Error(`${ref}: ${status} ${body?.error?.message}`);
    }
    return body;
  }

  /** Waits until an entity is not in the catalog. */
  async isGone(ref: string, seconds: number): Promise<void> {
    await eventually(async () => {
      const there = await this.entity(ref).catch(() => undefined);
      if (there) throw new Error(`${ref} is still there`);
    }, seconds);
  }

  async product(ref: string, user?: string): Promise<any> {
    const { namespace, name } = parseEntityRef(ref);
    const { status, body } = await this.call(
      'GET',
      `/data-mesh/v1/products/${namespace}/${name}`,
      { user },
    );
    if (status !== 200) throw new Error(`${ref}: ${status}`);
    return body;
  }

  /** Waits until a product, with its owner, is known and its topics are there. */
  async untilInSync(ref: string, seconds = 30): Promise<void> {
    await eventually(async () => {
      const { product } = await this.product(ref);
      if (product.state !== 'in-sync' || !product.ownerRef) {
        throw new Error(`${ref} of ${product.ownerRef} is ${product.state}`);
      }
    }, seconds);
  }

  /** Writes entities to a file, without registering it. */
  write(file: string, ...entities: object[]): string {
    const target = path.join(this.#dir, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, entities.map(e => stringify(e)).join('---\n'));
    return target;
  }

  /** Registers a file of entities as a location. @returns the location's ID */
  async register(file: string, ...entities: object[]): Promise<string> {
    const target = this.write(file, ...entities);
    const { status, body } = await this.call('POST', '/catalog/locations', {
      body: { type: 'file', target },
    });
    if (status !== 201) {
      throw new Error(`${pathToFileURL(target)}: ${JSON.stringify(body)}`);
    }
    return body.location.id;
  }

  async unregister(id: string): Promise<void> {
    await this.call('DELETE', `/catalog/locations/${id}`);
  }

  /** All rows of a table of a plugin, in the order of insertion. */
  rows(plugin: string, table: string): unknown[] {
    const db = new Database(
      path.join(this.#dir, 'database', `${plugin}.sqlite`),
      { readonly: true },
    );
    try {
      return db.prepare(`select * from ${table} order by rowid`).all();
    } finally {
      db.close();
    }
  }

  /**
   * What the catalog's processing has made of each entity, by ref: a value
   * that changes exactly when a processing result does.
   */
  processingResults(): Map<string, string> {
    const db = new Database(
      path.join(this.#dir, 'database', 'catalog.sqlite'),
      { readonly: true },
    );
    try {
      const rows = db
        .prepare('select entity_ref, result_hash from refresh_state')
        .all() as Array<{ entity_ref: string; result_hash: string }>;
      return new Map(rows.map(row => [row.entity_ref, row.result_hash]));
    } finally {
      db.close();
    }
  }
}
