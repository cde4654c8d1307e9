import {
  dataMeshRecordSamplePermission,
  type MeshProduct,
  type MeshTopic,
  type RecordSample,
  type SampledRecord,
  type TopicFacts,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import pLimit from 'p-limit';
import { toHttpError } from '../access/refusal';
import { toKafkaHttpError } from '../access/refusedByKafka';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import { appendHistory } from '../history/appendHistory';
import { KafkaError } from '../kafka/errors';
import type {
  FetchedRecord,
  KafkaPort,
  PartitionOffsets,
} from '../kafka/KafkaPort';
import { requireTopic } from '../kafka/requireTopic';
import type { MeshReader } from '../mesh/MeshReader';
import { toIso } from '../rows';
import {
  decodePayload,
  type DecodedPayload,
  type DecoderSource,
} from './decodePayload';
import { refuseSample, type SampleFacts } from './decideSample';
import { planSample } from './planSample';

const MOST_PARTITIONS = 12;
const BYTES_OF_PARTITION = 256 * 1024;
const WAIT_MS = 1_000;
// Of one process, whoever asks: a page of records is no way to read a topic.
const PARALLEL_SAMPLES = 4;
const MOST_HEADERS = 20;

/** Where records of a cluster are read, and how they are understood. */
export type SampledCluster = {
  port: KafkaPort;
  decoderOf?: DecoderSource;
};

const newestFirst = (a: FetchedRecord, b: FetchedRecord) =>
  b.timestamp - a.timestamp ||
  a.partition - b.partition ||
  Number(b.offset - a.offset);

/**
 * Shows the newest records of a topic to those whom the platform and the
 * data's owner let see them, and writes down that they looked.
 */
export class RecordSampler {
  readonly #db: Knex;
  readonly #mesh: MeshReader;
  readonly #authorizer: Authorizer;
  readonly #groups: string[];
  readonly #clusters: ReadonlyMap<string, SampledCluster>;
  readonly #clock: () => number;
  readonly #limit = pLimit(PARALLEL_SAMPLES);

  constructor(options: {
    db: Knex;
    mesh: MeshReader;
    authorizer: Authorizer;
    /** Refs; nobody sees records if empty. */
    groups: string[];
    /** By name, those with a credential that reads records. */
    clusters: ReadonlyMap<string, SampledCluster>;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#mesh = options.mesh;
    this.#authorizer = options.authorizer;
    this.#groups = options.groups;
    this.#clusters = options.clusters;
    this.#clock = options.clock ?? Date.now;
  }

  /** Says of topics whether the caller may look at their records now. */
  async tell(
    facts: TopicFacts[],
    credentials: BackstageCredentials,
  ): Promise<TopicFacts[]> {
    if (this.#groups.length === 0) return facts;
    const maySampleAny =
      (await this.#authorizer.isOneOf(credentials, this.#groups)) &&
      (await this.#authorizer.isAllowed(
        credentials,
        dataMeshRecordSamplePermission,
      ));
    const products = await this.#mesh.all('product');
    return facts.map(each => {
      const refusal = refuseSample(
        this.#facts(each.topic, products, maySampleAny),
      );
      return { ...each, maySample: !refusal };
    });
  }

  /**
   * The newest records of a topic, the newest first.
   *
   * @param limit - at most
   * @throws NotAllowedError, ConflictError or ServiceUnavailableError that says
   *   what to do
   */
  async sample(
    topic: MeshTopic,
    limit: number,
    credentials: UserCredentials,
  ): Promise<RecordSample> {
    const refusal = refuseSample(
      this.#facts(
        topic,
        await this.#mesh.all('product'),
        await this.#authorizer.isOneOf(credentials, this.#groups),
      ),
    );
    if (refusal) throw toHttpError(refusal);
    const cluster = this.#clusters.get(topic.cluster);
    if (!cluster) {
      throw new Error(`Cluster ${topic.cluster} was found and then not`);
    }
    try {
      const records = await this.#limit(() =>
        newest(cluster.port, topic.name, limit),
      );
      const decoded = await Promise.all(
        records.map(record => toSampled(record, cluster.decoderOf)),
      );
      // Before they are shown: nobody sees records of whom it is not known.
      await this.#remember(topic, decoded.length, credentials);
      return {
        cluster: topic.cluster,
        topic: topic.name,
        takenAt: toIso(this.#clock()),
        records: decoded,
      };
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      throw toKafkaHttpError(
        error.info(),
        `the preview credential of cluster ${topic.cluster} needs READ on topic ${topic.name}`,
      );
    }
  }

  #facts(
    topic: MeshTopic,
    products: MeshProduct[],
    isSampler: boolean,
  ): SampleFacts {
    const product = products.find(({ ref }) => ref === topic.productRef);
    return {
      cluster: topic.cluster,
      topic: topic.name,
      hasCredential: this.#clusters.has(topic.cluster),
      isSampler,
      ...(product
        ? {
            product: {
              title: product.title,
              samples: product.samples === true,
            },
          }
        : {}),
    };
  }

  async #remember(
    { cluster, name, productRef }: MeshTopic,
    records: number,
    { principal }: UserCredentials,
  ): Promise<void> {
    await this.#db.transaction(tx =>
      appendHistory(
        tx,
        [
          {
            actor: principal.userEntityRef,
            action: 'records.sampled',
            productRef,
            cluster,
            topic: name,
            details: { records },
          },
        ],
        this.#clock(),
      ),
    );
  }
}

async function newest(
  port: KafkaPort,
  name: string,
  limit: number,
): Promise<FetchedRecord[]> {
  const topic = await requireTopic(port, name);
  const offsets = (await port.listOffsets([topic])).items.get(name);
  if (offsets && !offsets.ok) throw new KafkaError(offsets.error);
  const asked: PartitionOffsets[] = offsets?.value ?? [];
  const parts = planSample(asked, limit, MOST_PARTITIONS);
  const fetched = await Promise.all(
    parts.map(({ partition, offset }) =>
      port.fetchRecords({
        topic: name,
        partition,
        offset,
        maxRecords: limit,
        maxBytes: BYTES_OF_PARTITION,
        maxWaitMs: WAIT_MS,
      }),
    ),
  );
  return fetched.flat().sort(newestFirst).slice(0, limit);
}

async function toSampled(
  record: FetchedRecord,
  decoderOf: DecoderSource | undefined,
): Promise<SampledRecord> {
  const [key, value] = await Promise.all([
    decodePayload(record.key, decoderOf),
    decodePayload(record.value, decoderOf),
  ]);
  const headers = await Promise.all(
    record.headers.slice(0, MOST_HEADERS).map(async ([name, bytes]) => {
      const header: DecodedPayload | undefined = await decodePayload(
        bytes,
        undefined,
      );
      return { name, ...(header ? { value: header.value } : {}) };
    }),
  );
  return {
    partition: record.partition,
    offset: String(record.offset),
    ...(record.timestamp < 0 ? {} : { timestamp: toIso(record.timestamp) }),
    ...(key ? { key } : {}),
    ...(value ? { value } : {}),
    headers,
  };
}
