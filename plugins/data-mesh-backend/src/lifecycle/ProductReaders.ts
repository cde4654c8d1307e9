import type {
  DataProductEntityV1alpha1,
  MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import type { CatalogFacts } from '../access/CatalogFacts';
import { readIndex } from '../catalog-index/indexRows';
import { readObjects } from '../feed/meshRows';
import { nameOf } from '../history/wording';
import { descriptorsOf } from '../product-store/descriptorsOf';
import { readPublished } from '../product-store/productVersions';
import { ownerRefOf, refOf } from '../products/MeshFacts';
import { toNumber } from '../rows';
import { readReaders } from '../schema-changes/readReaders';
import type { GrantRow } from '../tables';
import { readGroupUse, type GroupUse } from './groupUse';

/** Somebody who reads a product, or may. */
export type ProductReader = {
  /** A consumer of the catalog, a group of nobody known, or a product. */
  kind: 'consumer' | 'group' | 'product';
  /** Ref of it, or the ID of the group. */
  key: string;
  ownerRef?: string;
  /** Ports of the product that it reads. */
  ports: string[];
  /** That it has now. */
  grants: Array<{ id: string; state: string; endsAt: number }>;
  /** That are live. */
  groups: GroupUse[];
  /** Of a product: its own input ports that name this one. */
  inputPorts: string[];
};

/** Who reads a product, and on which clusters that cannot be known. */
export type FoundReaders = { readers: ProductReader[]; unknown: string[] };

type Port = {
  name: string;
  locations: Array<{ cluster: string; topic: string }>;
};

// What is not there yet will be, and what has failed may be tried again.
const READING = ['pending', 'active'];

/**
 * Who reads products: by grants, by live groups, and by input ports. The one
 * answer for all that asks before something ends.
 */
export class ProductReaders {
  readonly #db: Knex;
  readonly #catalog: Pick<CatalogFacts, 'entities'>;
  readonly #unseenMs: number;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    catalog: Pick<CatalogFacts, 'entities'>;
    /** So long after it last read, a group without members still counts. */
    unseenMs: number;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#catalog = options.catalog;
    this.#unseenMs = options.unseenMs;
    this.#clock = options.clock ?? Date.now;
  }

  /** Who reads what a descriptor describes; nobody where there is none. */
  async ofDocument(
    document: DataProductEntityV1alpha1 | undefined,
  ): Promise<FoundReaders> {
    if (!document) return { readers: [], unknown: [] };
    return this.#of(
      stringifyEntityRef(document),
      document.spec.outputPorts,
      producersOf(document),
    );
  }

  /**
   * Who reads a product of the mesh. Only what it holds counts: by naming the
   * topics of others, nobody learns or tells who reads them.
   */
  async ofProduct(product: MeshProduct): Promise<FoundReaders> {
    const descriptors = await this.#descriptors();
    const document = descriptors.get(product.ref);
    const ports = product.ports.map(({ name, locations }) => ({
      name,
      locations: locations.filter(
        ({ heldBy, awaitsAcceptance, state }) =>
          !heldBy && !awaitsAcceptance && state !== 'contested',
      ),
    }));
    return this.#of(
      product.ref,
      ports,
      document ? producersOf(document) : new Set(),
      descriptors,
    );
  }

  async #of(
    ref: string,
    ports: Port[],
    producers: ReadonlySet<string>,
    descriptors?: Map<string, DataProductEntityV1alpha1>,
  ): Promise<FoundReaders> {
    const found = new Map<string, ProductReader>();
    const unknown = new Set<string>();
    const add = (kind: ProductReader['kind'], key: string, port: string) => {
      const id = `${kind} ${key}`;
      const reader = found.get(id) ?? {
        kind,
        key,
        ports: [],
        grants: [],
        groups: [],
        inputPorts: [],
      };
      found.set(id, reader);
      if (!reader.ports.includes(port)) reader.ports.push(port);
      return reader;
    };
    for (const { name, locations } of ports) {
      for (const { cluster, topic } of locations) {
        const { readers, known } = await readReaders(
          this.#db,
          cluster,
          [topic],
          this.#clock(),
          this.#unseenMs,
        );
        if (!known) unknown.add(cluster);
        const use = await readGroupUse(this.#db, cluster, topic);
        for (const { kind, key, groups } of readers) {
          if (producers.has(key)) continue;
          const reader = add(kind, key, name);
          reader.groups.push(...groups.flatMap(id => use.get(id) ?? []));
          if (kind === 'consumer') {
            reader.grants.push(...(await this.#grants(key, cluster, topic)));
          }
        }
      }
    }
    for (const input of inputsOn(
      ref,
      descriptors ?? (await this.#descriptors()),
    )) {
      const reader = add('product', input.product, input.port);
      reader.inputPorts.push(input.name);
      if (input.ownerRef) reader.ownerRef = input.ownerRef;
    }
    const readers = [...found.values()];
    await this.#addOwners(readers);
    return { readers, unknown: [...unknown].sort() };
  }

  async #grants(consumerRef: string, cluster: string, topic: string) {
    const rows = await this.#db<GrantRow>('grants')
      .where({ consumer_ref: consumerRef, cluster, topic, mode: 'read' })
      .whereIn('state', READING)
      .orderBy('ends_at')
      .select('id', 'state', 'ends_at');
    return rows.map(({ id, state, ends_at }) => ({
      id,
      state,
      endsAt: toNumber(ends_at),
    }));
  }

  async #addOwners(readers: ProductReader[]): Promise<void> {
    const consumers = readers.filter(({ kind }) => kind === 'consumer');
    const entities = await this.#catalog.entities(
      consumers.map(({ key }) => key),
    );
    for (const reader of consumers) {
      const entity = entities.get(reader.key);
      const owner = entity && ownerRefOf(entity);
      if (owner) reader.ownerRef = owner;
    }
  }

  async #descriptors(): Promise<Map<string, DataProductEntityV1alpha1>> {
    return descriptorsOf(
      await readObjects<MeshProduct>(this.#db, 'product'),
      await readIndex(this.#db, 'DataProduct'),
      await readPublished(this.#db),
    );
  }
}

function producersOf({ metadata, spec }: DataProductEntityV1alpha1) {
  return new Set(
    (spec.producedBy ?? []).flatMap(
      text => refOf(text, 'component', metadata.namespace ?? 'default') ?? [],
    ),
  );
}

/** Input ports of products that name a product. */
function inputsOn(
  ref: string,
  descriptors: Map<string, DataProductEntityV1alpha1>,
) {
  return [...descriptors].flatMap(([product, entity]) => {
    if (product === ref) return [];
    const namespace = entity.metadata.namespace ?? 'default';
    const ownerRef = ownerRefOf(entity);
    return (entity.spec.inputPorts ?? []).flatMap(input =>
      refOf(input.product, 'dataproduct', namespace) === ref
        ? [{ product, name: input.name, port: input.port, ownerRef }]
        : [],
    );
  });
}

/** Those who hinder that a product ends: who reads it, or has access to. */
export function blockingOf({ readers }: FoundReaders): ProductReader[] {
  return readers.filter(({ kind }) => kind !== 'product');
}

/** What sentences call them. */
export function readerNames(readers: ProductReader[]): string[] {
  return readers.map(({ kind, key }) =>
    kind === 'group' ? `consumer group ${key}` : nameOf(key),
  );
}

/** Who is to be told for them, each once. */
export function ownersOf(readers: ProductReader[]): string[] {
  return [...new Set(readers.flatMap(({ ownerRef }) => ownerRef ?? []))].sort();
}
