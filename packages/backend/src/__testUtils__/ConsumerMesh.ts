import type { BackendFeature } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { draftCreation } from '@data-mesh/backstage-plugin-data-mesh-common';
import { component, domain, group, product, user } from './entities';
import {
  exampleValues,
  scaffolderFeatures,
  TemplateRuns,
  type EndedTask,
} from './TemplateRuns';
import { unzip } from './repositories';
import { managedCluster } from './testKafka';
import { eventually, TestMesh } from './TestMesh';

/** The one product that there is to read. */
export const PRODUCT = 'dataproduct:default/parcels';

/**
 * A portal with one data product, `parcels`, and a team that wants to read it,
 * and may create topics that begin with `<prefix>.own.`
 */
export class ConsumerMesh {
  readonly mesh: TestMesh;
  readonly #runs: TemplateRuns;
  readonly #prefix: string;

  /** @param options - prefix: of the product's topics and of the consumer's principal */
  constructor(options: {
    dir: string;
    prefix: string;
    registryUrl: string;
    /** Beside what runs templates, with their configuration. */
    features?: BackendFeature[];
    config?: JsonObject;
  }) {
    const { dir, prefix, registryUrl, features = [], config } = options;
    this.#prefix = prefix;
    this.mesh = new TestMesh({
      dir,
      features: [...scaffolderFeatures, ...features],
      config: { app: { baseUrl: 'http://localhost:3000' }, ...config },
      dataMesh: {
        trustedLocations: ['file:*/trusted/*'],
        sync: { catalog: { seconds: 1 } },
        clusters: {
          main: managedCluster(prefix, {
            domains: {
              [`${prefix}.own.`]: 'domain:default/logistics',
              [`${prefix}.`]: 'domain:default/sales',
            },
            schemaRegistry: { url: registryUrl, auth: { type: 'none' } },
          }),
        },
      },
    });
    this.#runs = new TemplateRuns(this.mesh);
  }

  /** @param ports - of the product, each with its topic */
  async start(ports: Record<string, string>): Promise<void> {
    await this.mesh.start();
    await this.mesh.register(
      'trusted/org.yaml',
      group('order-team'),
      group('logistics-team'),
      user('olivia', ['order-team']),
      user('liam', ['logistics-team']),
      domain('sales', 'order-team'),
      domain('logistics', 'logistics-team'),
      product('parcels', 'order-team', ports),
      component(
        'returns-report',
        'logistics-team',
        `User:${this.#prefix}-report`,
      ),
    );
    await this.mesh.untilInSync(PRODUCT, 60);
  }

  async register(template: string): Promise<void> {
    await this.#runs.register(template);
  }

  /**
   * Runs a template with its example values, for ports of the product, and
   * writes the repository that comes of it to a folder.
   */
  async repository(
    template: string,
    options: { ports: string[]; folder: string; over?: object },
  ): Promise<EndedTask> {
    const task = await this.run(template, {
      inputs: options.ports.map(port => ({ product: PRODUCT, port })),
      ...options.over,
    });
    await unzip(await this.#archiveOf(task.id), options.folder);
    return task;
  }

  /**
   * Runs a template with its example values and others, as somebody of the
   * team who has seen the plan.
   */
  async run(template: string, over: object): Promise<EndedTask> {
    const values = { ...exampleValues(template), ...over };
    const hash = await this.#plan(values);
    const task = await this.#runs.ended(
      await this.#runs.start(template, { ...values, plan: { hash } }, 'liam'),
    );
    if (task.status !== 'completed') throw new Error(task.log.join('\n'));
    return task;
  }

  /** Requests for access to the product, as its owner sees them. */
  async requests(): Promise<any[]> {
    const { body } = await this.mesh.call(
      'GET',
      `/data-mesh/v1/access-requests?product=${PRODUCT}`,
      { user: 'olivia' },
    );
    return body.items;
  }

  async #plan(values: Record<string, any>): Promise<string> {
    return eventually(async () => {
      const { status, body } = await this.mesh.call(
        'POST',
        '/data-mesh/v1/plans',
        { user: 'liam', body: { creation: draftCreation(values) } },
      );
      if (status !== 200 || body.isBlocked) {
        throw new Error(`${status}: ${JSON.stringify(body)}`);
      }
      return body.hash;
    }, 30);
  }

  async #archiveOf(run: string): Promise<Buffer> {
    const { body } = await this.mesh.call(
      'GET',
      `/data-mesh/v1/archives?run=${run}`,
      { user: 'liam' },
    );
    const response = await fetch(
      `${this.mesh.url}/api/data-mesh/v1/archives/${body.items[0].id}`,
      {
        headers: {
          Authorization: mockCredentials.user.header('user:default/liam'),
        },
      },
    );
    if (!response.ok) throw new Error(`The archive: ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  }
}
