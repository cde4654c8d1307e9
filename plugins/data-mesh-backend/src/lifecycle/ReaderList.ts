import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  MeshProduct,
  ProductReaderList,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import type { Narrowing } from '../authorization/permissionRules';
import type { Relationships } from '../access/Relationships';
import { readGrants } from '../access/grantRows';
import { page } from '../mesh/paging';
import { toIso } from '../rows';
import type { ProductReader, ProductReaders } from './ProductReaders';

/** Shows who reads a product, as far as the caller may see it. */
export class ReaderList {
  readonly #db: Knex;
  readonly #readers: ProductReaders;
  readonly #relationships: Pick<Relationships, 'visibleTo'>;
  readonly #narrow: Narrowing;

  constructor(options: {
    db: Knex;
    readers: ProductReaders;
    relationships: Pick<Relationships, 'visibleTo'>;
    narrow: Narrowing;
  }) {
    this.#db = options.db;
    this.#readers = options.readers;
    this.#relationships = options.relationships;
    this.#narrow = options.narrow;
  }

  /** @param decision - which grants the permission policy lets be seen */
  async list(
    product: MeshProduct,
    query: { limit: number; cursor?: string },
    credentials: BackstageCredentials,
    decision: PolicyDecision,
  ): Promise<ProductReaderList> {
    const { readers, unknown } = await this.#readers.ofProduct(product);
    const isVisible = await this.#relationships.visibleTo(credentials);
    const seen = readers.filter(
      ({ kind, key }) =>
        kind === 'group' ||
        (kind === 'product'
          ? isVisible(key, undefined)
          : isVisible(product.ref, key)),
    );
    const cut = page(seen, query.limit, query.cursor);
    const grants = new Set(
      (
        await readGrants(
          this.#db,
          { ids: cut.items.flatMap(reader => reader.grants.map(g => g.id)) },
          this.#narrow(decision),
        )
      ).map(({ id }) => id),
    );
    return {
      ...cut,
      items: cut.items.map(reader => toShownReader(reader, grants)),
      unknown,
      hidden: readers.length - seen.length,
    };
  }
}

function toShownReader(
  reader: ProductReader,
  visible: ReadonlySet<string>,
): ProductReaderList['items'][number] {
  const { kind, key, ownerRef, ports, grants, groups, inputPorts } = reader;
  return {
    kind,
    name: key,
    ...(ownerRef ? { ownerRef } : {}),
    ports,
    grants: grants
      .filter(({ id }) => visible.has(id))
      .map(({ id, state, endsAt }) => ({ id, state, endsAt: toIso(endsAt) })),
    groups: groups.map(({ progressedAt, ...group }) => ({
      ...group,
      ...(progressedAt === undefined
        ? {}
        : { progressedAt: toIso(progressedAt) }),
    })),
    inputPorts,
  };
}
