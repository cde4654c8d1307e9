import fs from 'node:fs';
import path from 'node:path';
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
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogLocationsExtensionPoint } from '@backstage/plugin-catalog-node';
import catalogModuleDataMesh from '@data-mesh/backstage-plugin-catalog-backend-module-data-mesh';
import dataMeshPlugin from '@data-mesh/backstage-plugin-data-mesh-backend';
import Database from 'better-sqlite3';
import type { JsonObject } from '@backstage/types';
import { PortalClient } from './PortalClient';

export { eventually } from './PortalClient';

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

/** Catalog, our module and our engine in one backend, on files in a folder. */
export class TestMesh extends PortalClient {
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
    super(options.dir);
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

  /** @param options - suite: false where it was taken out of the portal */
  async start(options: { suite?: boolean } = {}): Promise<void> {
    const { suite = true } = options;
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
        ...(suite ? [catalogModuleDataMesh, dataMeshPlugin] : []),
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
