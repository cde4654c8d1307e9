import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  schemaBreaks,
  type MeshProduct,
  type SchemaBreak,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { toHttpError, type Refusal } from '../access/refusal';
import type { CatalogVisibility } from '../authorization/CatalogVisibility';
import type { ConfiguredCluster } from '../config/DataMeshConfig';
import { toKafkaError } from '../kafka/errors';
import type { MeshReader } from '../mesh/MeshReader';
import type {
  SchemaFormat,
  SchemaReference,
  SchemaRegistryPort,
  SubjectRecord,
} from '../schema-registry/SchemaRegistryPort';
import { readOpenBypasses } from './bypassRows';
import { findUnfinished, targetOf } from './changeRows';
import { refuseNewPort, type NewPort } from './newPort';
import { findPort, topicsOfSubject, type SchemaPlace } from './findPort';
import { readReaders, type Readers } from './readReaders';

/** What somebody wants to register, the ref made full. */
export type ChangeInput = {
  product: string;
  port: string;
  environment?: string;
  format?: SchemaFormat;
  schema: string;
  /** Where it is to be a port of its own, and the old one deprecated. */
  newPort?: NewPort;
};

/** What would happen to a schema. */
export type PlannedChange = SchemaPlace & {
  product: MeshProduct;
  format: SchemaFormat;
  /** The version that it follows. */
  base?: { version: number; schema: string };
  references: SchemaReference[];
  level: string;
  compatible: boolean;
  messages: string[];
  /** Nothing where it cannot be told. */
  breaks?: SchemaBreak[];
  /** Nobody is asked for what breaks nobody. */
  readers: Readers;
  topics: string[];
};

export type PlanOptions = {
  db: Knex;
  mesh: MeshReader;
  visibility: CatalogVisibility;
  clusters: ConfiguredCluster[];
  registryOf: (cluster: string) => SchemaRegistryPort | undefined;
  unseenMs: number;
  /** Which domain a topic of a cluster is of, by configuration. */
  domainOf: (cluster: string, topic: string) => string | undefined;
};

function refuse(code: Refusal['code'], message: string): never {
  throw toHttpError({ code, message });
}

/** What the registry says; that it cannot is told as that. */
async function ask<T>(question: Promise<T>, subject: string): Promise<T> {
  try {
    return await question;
  } catch (error) {
    const { code, message, retryable } = toKafkaError(error, subject);
    if (code === 'INVALID' && !retryable) {
      return refuse('INVALID', `schema: ${message}`);
    }
    return refuse(
      'UNAVAILABLE',
      `The schema registry could not be asked, so that nothing was changed; try again once it answers (${message})`,
    );
  }
}

async function readLatest(
  registry: SchemaRegistryPort,
  subject: string,
): Promise<SubjectRecord | undefined> {
  try {
    return await registry.getVersion(subject);
  } catch (error) {
    // A port may be declared before it has a schema.
    if (toKafkaError(error, subject).code === 'NOT_FOUND') return undefined;
    throw error;
  }
}

/**
 * The product, if it is there and the caller may read it.
 *
 * @throws NotFoundError
 */
export async function visibleProduct(
  { mesh, visibility }: Pick<PlanOptions, 'mesh' | 'visibility'>,
  ref: string,
  credentials: BackstageCredentials,
): Promise<{ product: MeshProduct; products: MeshProduct[] }> {
  const visible = await visibility.visible('DataProduct', credentials);
  const products = await mesh.all('product');
  const product = products.find(p => p.ref === ref);
  if (!product || (visible && !visible.has(ref))) {
    return refuse('NOT_FOUND', `There is no data product ${ref}`);
  }
  return { product, products };
}

/**
 * Finds out what a new schema would do: nothing is stored or registered by it.
 *
 * @throws what would be thrown if it was proposed
 */
export async function planChange(
  options: PlanOptions,
  input: ChangeInput,
  credentials: BackstageCredentials,
  now: number,
): Promise<PlannedChange> {
  const { db, clusters, registryOf, unseenMs, domainOf } = options;
  const { newPort } = input;
  const { product, products } = await visibleProduct(
    options,
    input.product,
    credentials,
  );
  const place = findPort(product, products, input, clusters);
  if ('code' in place) throw toHttpError(place);
  const { subject } = place;
  const { cluster } = place.location;
  const refusal =
    newPort &&
    refuseNewPort(product, products, cluster, newPort, topic =>
      domainOf(cluster, topic),
    );
  if (refusal) throw toHttpError(refusal);
  const target = targetOf({ subject, newPort });
  const registry = registryOf(cluster);
  if (!registry) {
    return refuse('CONFLICT', `Cluster ${cluster} has no schema registry`);
  }
  const open = await findUnfinished(db, cluster, subject);
  if (open) {
    return refuse(
      'CONFLICT',
      `Subject ${subject} has a change that is not finished (${open.id}); wait for it, or withdraw it first`,
    );
  }
  const base = await ask(readLatest(registry, subject), subject);
  const format = input.format ?? base?.format ?? 'AVRO';
  if (base && base.format !== format) {
    return refuse(
      'INVALID',
      `format: subject ${subject} is ${base.format}; publish another format as a port of its own`,
    );
  }
  const schema = {
    format,
    schema: input.schema,
    references: base?.references ?? [],
  };
  const { compatible, messages } = await ask(
    registry.checkCompatibility(target, schema, 'level'),
    subject,
  );
  const same = await ask(registry.findVersion(target, schema), target);
  const [bypass] = await readOpenBypasses(db, { cluster, subject });
  // What was registered past the portal can be agreed to afterwards.
  const isAfterwards =
    !newPort &&
    bypass !== undefined &&
    same !== undefined &&
    same.version === base?.version &&
    same.version >= bypass.version;
  if (same && !isAfterwards) {
    return refuse(
      'CONFLICT',
      `This schema is version ${same.version} of ${target} already; a registry keeps each schema once`,
    );
  }
  if (newPort && (await ask(readLatest(registry, target), target))) {
    return refuse(
      'CONFLICT',
      `newPort.topic: subject ${target} has a schema already; choose another topic`,
    );
  }
  const follows = isAfterwards ? bypass.base : base;
  // A port that is deprecated is a break for all who read it.
  const isNew = compatible && !isAfterwards && !newPort;
  const { topic } = place.location;
  const topics = topicsOfSubject(products, cluster, subject, topic);
  return {
    ...place,
    product,
    format,
    base: follows,
    references: schema.references,
    level: isAfterwards
      ? bypass.level
      : await ask(registry.getCompatibility(subject), subject),
    compatible: isNew,
    messages,
    breaks: follows && schemaBreaks(format, follows.schema, input.schema),
    topics,
    readers: isNew
      ? { readers: [], known: true }
      : await readReaders(db, cluster, topics, now, unseenMs),
  };
}
