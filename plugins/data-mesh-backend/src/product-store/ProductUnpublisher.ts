import type { ProductVersion as ShownVersion } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { CatalogFacts } from '../access/CatalogFacts';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import { nameOf } from '../history/wording';
import { ownerRefOf, refOf } from '../products/MeshFacts';
import { readReaders } from '../schema-changes/readReaders';
import type { Reader } from '../schema-changes/readersOf';
import { appendVersion } from './appendVersion';
import { refuseUnpublication } from './decideUnpublication';
import type { FactsOfPublication } from './FactsOfPublication';
import { readCurrentVersion, type ProductVersion } from './productVersions';
import { endTransfers } from './transferRows';
import { toShownVersion } from './ProductVersionReader';
import { refuse } from './recordRefusal';

type Readers = { readers: Reader[]; unknown: string[] };

/** Takes published products out of the mesh. */
export class ProductUnpublisher {
  readonly #db: Knex;
  readonly #config: Pick<DataMeshConfig, 'governance'>;
  readonly #facts: FactsOfPublication;
  readonly #catalog: Pick<CatalogFacts, 'entities'>;
  readonly #authorizer: Pick<Authorizer, 'speaksFor'>;
  readonly #onChange: (tx: Knex, now: number) => Promise<void>;
  readonly #unseenMs: number;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    config: Pick<DataMeshConfig, 'governance'>;
    facts: FactsOfPublication;
    catalog: Pick<CatalogFacts, 'entities'>;
    authorizer: Pick<Authorizer, 'speaksFor'>;
    onChange: (tx: Knex, now: number) => Promise<void>;
    /** So long after it last read, a group without members still counts. */
    unseenMs: number;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#config = options.config;
    this.#facts = options.facts;
    this.#catalog = options.catalog;
    this.#authorizer = options.authorizer;
    this.#onChange = options.onChange;
    this.#unseenMs = options.unseenMs;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * Takes a product out of the mesh; its topics and their grants stay.
   *
   * @throws ConflictError that names who still reads it, unless a steward
   *   overrides that
   */
  async unpublish(
    ref: string,
    { reason, override = false }: { reason: string; override?: boolean },
    credentials: UserCredentials,
  ): Promise<ShownVersion> {
    const actor = credentials.principal.userEntityRef;
    const speaksFor = await this.#authorizer.speaksFor(credentials);
    const current = await readCurrentVersion(this.#db, ref);
    const topics = topicsOf(current);
    const { readers, unknown } = await this.#readers(current);
    const refusal = refuseUnpublication({
      ref,
      current,
      declaredAt: await this.#facts.declaredAt(ref),
      speaksFor,
      stewards: await this.#stewards(topics),
      isGovernance: this.#config.governance.some(group => speaksFor.has(group)),
      consumers: readers.map(({ kind, key }) =>
        kind === 'group' ? `consumer group ${key}` : nameOf(key),
      ),
      unknown,
      override,
    });
    if (refusal || !current) {
      return refuse(
        this.#db,
        { attempt: 'unpublish', productRef: ref },
        refusal ?? { code: 'NOT_FOUND', message: `${ref} is not published` },
        { actor, now: this.#clock() },
      );
    }
    const { title, name } = current.document.metadata;
    const version: ProductVersion = {
      ...current,
      version: current.version + 1,
      state: 'unpublished',
      changedBy: actor,
      changedAt: this.#clock(),
      reason: reason.trim(),
    };
    await appendVersion(
      this.#db,
      version,
      { current, topics: [] },
      {
        actor,
        action: 'product.unpublished',
        productRef: ref,
        details: {
          title: title ?? name,
          version: version.version,
          owner: current.ownerRef,
          reason: version.reason,
          ...(readers.length > 0
            ? {
                override: true,
                consumers: readers.map(({ key }) => key),
                consumerOwners: await this.#ownersOf(readers),
              }
            : {}),
        },
      },
      async tx => {
        await endTransfers(tx, ref, { by: actor, at: version.changedAt });
        await this.#onChange(tx, version.changedAt);
      },
    );
    return toShownVersion(version, current);
  }

  /** Who reads its topics, or may; but for those who write them. */
  async #readers(current: ProductVersion | undefined): Promise<Readers> {
    const found: Readers = { readers: [], unknown: [] };
    if (current?.state !== 'published') return found;
    const { metadata, spec } = current.document;
    const producers = new Set(
      (spec.producedBy ?? []).map(text =>
        refOf(text, 'component', metadata.namespace ?? 'default'),
      ),
    );
    const byCluster = new Map<string, string[]>();
    for (const { cluster, topic } of topicsOf(current)) {
      byCluster.set(cluster, [...(byCluster.get(cluster) ?? []), topic]);
    }
    for (const [cluster, topics] of byCluster) {
      const { readers, known } = await readReaders(
        this.#db,
        cluster,
        topics,
        this.#clock(),
        this.#unseenMs,
      );
      if (!known) found.unknown.push(cluster);
      found.readers.push(...readers.filter(({ key }) => !producers.has(key)));
    }
    return found;
  }

  async #stewards(topics: ReturnType<typeof topicsOf>): Promise<string[]> {
    const refs = topics.flatMap(
      ({ cluster, topic }) => this.#facts.domainOf(cluster, topic) ?? [],
    );
    const people = await this.#facts.people([...new Set(refs)]);
    const found = [...people.values()].flatMap(({ ownerRef, stewardRef }) => [
      ...(stewardRef ? [stewardRef] : []),
      ...(ownerRef ? [ownerRef] : []),
    ]);
    return [...new Set(found)];
  }

  async #ownersOf(readers: Reader[]): Promise<string[]> {
    const refs = readers.flatMap(({ kind, key }) =>
      kind === 'consumer' ? [key] : [],
    );
    const entities = await this.#catalog.entities(refs);
    const owners = [...entities.values()].flatMap(
      entity => ownerRefOf(entity) ?? [],
    );
    return [...new Set(owners)].sort();
  }
}

function topicsOf(current: ProductVersion | undefined) {
  return (current?.document.spec.outputPorts ?? []).flatMap(
    port => port.locations,
  );
}
