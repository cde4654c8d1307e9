import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import createClient, { type Client } from 'openapi-fetch';
import type { operations, paths } from './schema.generated';
import type {
  FeedPage,
  MeshCluster,
  MeshProduct,
  TopicFacts,
  TopicKey,
} from './types';

type Query<Op extends keyof operations> = NonNullable<
  operations[Op]['parameters']['query']
>;
type Body<Op extends keyof operations> = operations[Op] extends {
  responses: { 200: { content: { 'application/json': infer B } } };
}
  ? B
  : never;

/** Filters, sort order and page of a list of products. @public */
export type ProductQuery = Query<'listProducts'>;
/** A page of products, with facets over all of them. @public */
export type ProductPage = Body<'listProducts'>;
/** A product with what its topics do now. @public */
export type ProductDetails = Body<'getProduct'>;
/** All clusters, and what is wrong with the configuration. @public */
export type ClusterList = Body<'listClusters'>;
/** A page of a cluster's topics. @public */
export type TopicPage = Body<'listTopics'>;

/**
 * The plugin's REST API, for pages and for other backends.
 *
 * Every method throws `ResponseError` of `@backstage/errors` where the
 * backend answers with an error.
 *
 * @public
 */
export interface DataMeshApi {
  listClusters(): Promise<ClusterList>;
  getCluster(cluster: string): Promise<MeshCluster>;
  /** Lets the held removals pass; `hash` is that of the removals shown. */
  confirmRemovals(cluster: string, hash: string): Promise<MeshCluster>;
  listTopics(cluster: string, query?: Query<'listTopics'>): Promise<TopicPage>;
  getTopic(cluster: string, topic: string): Promise<TopicFacts>;
  listProducts(query?: ProductQuery): Promise<ProductPage>;
  /** @param ref - full reference of the product */
  getProduct(ref: string): Promise<ProductDetails>;
  /** Lets an untrusted declaration hold a topic of one's domain. */
  acceptDeclaration(ref: string, topic: TopicKey): Promise<MeshProduct>;
  /** For plugins only; see the OpenAPI document for the meaning of `reset`. */
  getFeed(query: Query<'getFeed'>): Promise<FeedPage>;
}

/** @public */
export class DataMeshClient implements DataMeshApi {
  readonly #options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#options = options;
  }

  async listClusters() {
    return this.#data(await (await this.#client()).request('get', '/clusters'));
  }

  async getCluster(cluster: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/clusters/{cluster}', {
        params: { path: { cluster } },
      }),
    );
  }

  async confirmRemovals(cluster: string, hash: string) {
    const client = await this.#client();
    return this.#data(
      await client.request(
        'post',
        '/clusters/{cluster}/held-removals/confirmation',
        {
          params: { path: { cluster } },
          body: { hash },
        },
      ),
    );
  }

  async listTopics(cluster: string, query?: Query<'listTopics'>) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/clusters/{cluster}/topics', {
        params: { path: { cluster }, query },
      }),
    );
  }

  async getTopic(cluster: string, topic: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/clusters/{cluster}/topics/{topic}', {
        params: { path: { cluster, topic } },
      }),
    );
  }

  async listProducts(query?: ProductQuery) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/products', { params: { query } }),
    );
  }

  async getProduct(ref: string) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('get', '/products/{namespace}/{name}', {
        params: { path: { namespace, name } },
      }),
    );
  }

  async acceptDeclaration(ref: string, topic: TopicKey) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('post', '/products/{namespace}/{name}/acceptances', {
        params: { path: { namespace, name } },
        body: topic,
      }),
    );
  }

  async getFeed(query: Query<'getFeed'>) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/feed', { params: { query } }),
    );
  }

  async #client(): Promise<Client<paths>> {
    const { discoveryApi, fetchApi } = this.#options;
    const baseUrl = `${await discoveryApi.getBaseUrl('data-mesh')}/v1`;
    return createClient<paths>({
      baseUrl,
      fetch: async request => {
        const { url, method, headers, signal } = request;
        // Taken apart: the app's fetch makes a request of what it is given
        // more than once, which a body can only be read for once.
        const body = method === 'GET' ? undefined : await request.text();
        const response = await fetchApi.fetch(url, {
          method,
          headers,
          signal,
          body,
        });
        if (!response.ok) throw await ResponseError.fromResponse(response);
        return response;
      },
    });
  }

  #data<T>(result: { data?: T; response: Response }): T {
    if (result.data === undefined) {
      throw new Error(
        `The data-mesh backend answered ${result.response.url} without a body`,
      );
    }
    return result.data;
  }
}
