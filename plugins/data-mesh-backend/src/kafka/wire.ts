import {
  ConnectionPool,
  apiVersionsV3,
  metadataV12,
  type API,
  type Connection,
  type ConnectionOptions,
} from '@platformatic/kafka';
import { KafkaError, responseOf, toKafkaError } from './errors';

/** Versions of one API that we speak, the newest first. */
export type ApiVersions<Args extends unknown[], Response> = readonly [
  API<Args, Response>,
  ...API<Args, Response>[],
];

export type BrokerAddress = { host: string; port: number };

export type WireOptions = {
  /** Names the cluster in errors, `cluster main`. */
  label: string;
  bootstrap: BrokerAddress[];
  connection: ConnectionOptions;
};

type VersionRange = { min: number; max: number };

/**
 * Sends single requests to single brokers: connections, the version that both
 * sides speak, and errors of one kind. It does not retry and keeps nothing of
 * what was answered but the brokers' addresses.
 */
export class Wire {
  readonly #label: string;
  readonly #bootstrap: BrokerAddress[];
  readonly #pool: ConnectionPool;
  readonly #fetching: ConnectionPool;
  readonly #versions = new WeakMap<
    Connection,
    Promise<Map<number, VersionRange>>
  >();
  readonly #brokers = new Map<number, BrokerAddress>();

  constructor(options: WireOptions) {
    this.#label = options.label;
    this.#bootstrap = options.bootstrap;
    this.#pool = new ConnectionPool('data-mesh', options.connection);
    this.#fetching = new ConnectionPool('data-mesh', options.connection);
  }

  get label(): string {
    return this.#label;
  }

  /**
   * Metadata, which also tells where each broker is.
   *
   * @param topics - by name, or `null` for all
   */
  async metadata(
    topics: string[] | null,
  ): Promise<metadataV12.MetadataResponse> {
    const response = await this.call(
      await this.anyBroker(),
      [metadataV12.api],
      topics,
      // Or asking for a topic by name would create it.
      false,
      false,
    );
    this.#brokers.clear();
    for (const { nodeId, host, port } of response.brokers) {
      this.#brokers.set(nodeId, { host, port });
    }
    return response;
  }

  /** A connection to whichever bootstrap server answers first. */
  async anyBroker(): Promise<Connection> {
    try {
      return await this.#pool.getFirstAvailable(this.#bootstrap);
    } catch (error) {
      const addresses = this.#bootstrap.map(b => `${b.host}:${b.port}`);
      throw toKafkaError(error, `${this.#label} (${addresses.join(', ')})`);
    }
  }

  /**
   * A connection to one broker of those that the last metadata named.
   *
   * @throws KafkaError `UNAVAILABLE` if it did not name this one
   */
  async broker(nodeId: number): Promise<Connection> {
    return this.#connect(this.#pool, nodeId);
  }

  /**
   * A connection to one broker for requests that it may hold back, as Fetch.
   * A broker answers what comes over one connection in turn: whatever else we
   * asked there would wait behind them.
   *
   * @throws KafkaError `UNAVAILABLE` if the last metadata did not name it
   */
  async brokerForFetching(nodeId: number): Promise<Connection> {
    return this.#connect(this.#fetching, nodeId);
  }

  /**
   * A connection to whoever takes changes of topics and users. With KRaft every
   * broker passes them on, and Kafka names any of them here; with ZooKeeper all
   * but the controller refuse.
   */
  async controller(): Promise<Connection> {
    const { controllerId } = await this.metadata([]);
    return this.broker(controllerId);
  }

  async #connect(pool: ConnectionPool, nodeId: number): Promise<Connection> {
    if (this.#brokers.size === 0) await this.metadata([]);
    const address = this.#brokers.get(nodeId);
    const item = `${this.#label}, broker ${nodeId}`;
    if (!address) {
      throw new KafkaError({
        code: 'UNAVAILABLE',
        message: `${item}: the cluster does not list it now; the next pass asks again`,
        retryable: true,
        item,
      });
    }
    try {
      return await pool.get(address);
    } catch (error) {
      throw toKafkaError(error, item);
    }
  }

  /** Node IDs that the last metadata named. */
  async brokerIds(): Promise<number[]> {
    if (this.#brokers.size === 0) await this.metadata([]);
    return [...this.#brokers.keys()].sort((a, b) => a - b);
  }

  /**
   * Sends one request and gives its response, also where items in it failed:
   * those carry their own error codes.
   */
  async call<Args extends unknown[], Response>(
    connection: Connection,
    versions: ApiVersions<Args, Response>,
    ...args: Args
  ): Promise<Response> {
    const item = `${this.#label} (${connection.host}:${connection.port})`;
    try {
      const api = await this.#choose(connection, versions, item);
      return await api.async(connection, ...args);
    } catch (error) {
      const response = responseOf(error);
      if (response !== undefined) return response as Response;
      throw toKafkaError(error, item);
    }
  }

  /** Whether this broker speaks any of the given versions. */
  async speaks(
    connection: Connection,
    versions: ApiVersions<never, unknown>,
  ): Promise<boolean> {
    const ranges = await this.#rangesOf(connection);
    return versions.some(api => isSpoken(ranges, api.key, api.version));
  }

  async close(): Promise<void> {
    await Promise.all([this.#pool.close(), this.#fetching.close()]);
  }

  async #choose<Args extends unknown[], Response>(
    connection: Connection,
    versions: ApiVersions<Args, Response>,
    item: string,
  ): Promise<API<Args, Response>> {
    const ranges = await this.#rangesOf(connection);
    const api = versions.find(v => isSpoken(ranges, v.key, v.version));
    if (!api) {
      throw new KafkaError({
        code: 'UNSUPPORTED',
        message: `${item}: the broker speaks no version of API ${
          versions[0].key
        } that we know (${versions
          .map(v => v.version)
          .join(', ')}); Kafka 3.5 or newer is needed`,
        retryable: false,
        item,
      });
    }
    return api;
  }

  #rangesOf(connection: Connection): Promise<Map<number, VersionRange>> {
    let known = this.#versions.get(connection);
    if (!known) {
      known = apiVersionsV3.api
        .async(connection, 'data-mesh', '1')
        .then(
          response =>
            new Map(
              response.apiKeys.map(({ apiKey, minVersion, maxVersion }) => [
                apiKey,
                { min: minVersion, max: maxVersion },
              ]),
            ),
        );
      this.#versions.set(connection, known);
      known.catch(() => this.#versions.delete(connection));
    }
    return known;
  }
}

function isSpoken(
  ranges: Map<number, VersionRange>,
  key: number,
  version: number,
): boolean {
  const range = ranges.get(key);
  return range !== undefined && version >= range.min && version <= range.max;
}
