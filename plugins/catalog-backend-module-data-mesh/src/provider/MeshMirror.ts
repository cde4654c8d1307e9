import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  FeedEntry,
  MeshDomain,
  MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  toDomainEntity,
  toProductEntity,
  toPublishedDomainEntity,
  toPublishedEntity,
  toTopicEntity,
  unownedGroup,
} from './entities';

/** What a change of the mesh means for the catalog. */
export type MirrorChange = {
  /** To be added or updated. */
  upsert: Entity[];
  /** Refs that we emitted and that are to go. */
  remove: string[];
  /** Products whose links changed, and declared ones whose state did. */
  refresh: string[];
};

function toProduct(
  product: MeshProduct,
  descriptor: FeedEntry['descriptor'],
): Entity | undefined {
  // Under its ref the catalog has the declaration, whether it counts or not.
  if (product.origin === 'declared' || product.pendingDeclaration) {
    return undefined;
  }
  return descriptor
    ? toPublishedEntity(product, descriptor as Entity)
    : toProductEntity(product);
}

function toDomain(
  domain: MeshDomain,
  descriptor: FeedEntry['descriptor'],
): Entity | undefined {
  if (domain.origin === 'declared' || domain.pendingDeclaration) {
    return undefined;
  }
  return descriptor
    ? toPublishedDomainEntity(domain, descriptor as Entity)
    : toDomainEntity(domain);
}

function toEntity(entry: FeedEntry): Entity | undefined {
  if (entry.topic) {
    return entry.topic.declared ? undefined : toTopicEntity(entry.topic);
  }
  if (entry.product) return toProduct(entry.product, entry.descriptor);
  return entry.domain && toDomain(entry.domain, entry.descriptor);
}

function sameLinks(
  a: MeshProduct | undefined,
  b: MeshProduct | undefined,
): boolean {
  const links = (product: MeshProduct | undefined) =>
    JSON.stringify([product?.consumedBy ?? [], product?.producedBy ?? []]);
  return links(a) === links(b);
}

/**
 * The mesh as last told by the feed, and the entities that follow from it.
 * Pure: it knows neither the catalog nor the network.
 */
export class MeshMirror {
  readonly #products = new Map<string, MeshProduct>();
  readonly #refByKey = new Map<string, string>();
  readonly #emitted = new Map<string, string>();

  product(ref: string): MeshProduct | undefined {
    return this.#products.get(ref);
  }

  /** Refs of all entities that follow from the mesh as it is now. */
  refs(): Set<string> {
    return new Set(this.#emitted.keys());
  }

  /** The entities of the given refs, as they were emitted. */
  entities(refs: string[]): Entity[] {
    return refs.flatMap(ref => {
      const text = this.#emitted.get(ref);
      return text ? [JSON.parse(text)] : [];
    });
  }

  /** Applies changes; objects that they do not name stay as they are. */
  apply(entries: FeedEntry[]): MirrorChange {
    const change: MirrorChange = { upsert: [], remove: [], refresh: [] };
    if (!this.#emitted.size && entries.length)
      this.#emit(unownedGroup(), change);
    for (const entry of entries) {
      const key = `${entry.type} ${entry.key}`;
      const before = this.#refByKey.get(key);
      const entity = toEntity(entry);
      const ref = entity && stringifyEntityRef(entity);
      if (before && before !== ref) {
        this.#refByKey.delete(key);
        this.#emitted.delete(before);
        change.remove.push(before);
      }
      if (entity && ref) {
        this.#refByKey.set(key, ref);
        this.#emit(entity, change);
      }
      if (entry.type === 'product') this.#follow(entry, change);
    }
    return this.#settle(change);
  }

  /**
   * Starts over with everything there is.
   *
   * @returns the entities that are to be there, and all declared products
   */
  reset(entries: FeedEntry[]): { entities: Entity[]; refresh: string[] } {
    this.#products.clear();
    this.#refByKey.clear();
    this.#emitted.clear();
    const { upsert, refresh } = this.apply(entries);
    return { entities: upsert, refresh };
  }

  /** What a batch comes to in the end, where it names a ref several times. */
  #settle({ upsert, remove, refresh }: MirrorChange): MirrorChange {
    const last = new Map(upsert.map(e => [stringifyEntityRef(e), e]));
    return {
      upsert: [...last].flatMap(([ref, entity]) =>
        this.#emitted.has(ref) ? [entity] : [],
      ),
      remove: [...new Set(remove)].filter(ref => !this.#emitted.has(ref)),
      refresh: [...new Set(refresh)],
    };
  }

  #emit(entity: Entity, change: MirrorChange): void {
    const ref = stringifyEntityRef(entity);
    const text = JSON.stringify(entity);
    if (this.#emitted.get(ref) === text) return;
    this.#emitted.set(ref, text);
    change.upsert.push(entity);
  }

  #follow({ key, product }: FeedEntry, change: MirrorChange): void {
    const before = this.#products.get(key);
    if (product) this.#products.set(key, product);
    else this.#products.delete(key);
    const declared =
      product?.origin === 'declared' || before?.origin === 'declared';
    const same =
      before?.state === product?.state && before?.reason === product?.reason;
    // Its relations come from the processor, whatever its origin.
    if ((declared && !same) || !sameLinks(before, product)) {
      change.refresh.push(key);
    }
  }
}
