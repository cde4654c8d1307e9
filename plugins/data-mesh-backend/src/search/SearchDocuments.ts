import { InputError, ServiceUnavailableError } from '@backstage/errors';
import type {
  MeshProduct,
  SearchDocumentPage,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { readCatalogIndexState } from '../catalog-index/CatalogIndex';
import type { MeshReader } from '../mesh/MeshReader';
import { topicKey } from '../products/claims';
import { ROWS_PER_STATEMENT } from '../rows';
import type { SubjectRow } from '../tables';
import {
  searchedSubjects,
  toSearchDocument,
  type SearchedSchema,
  type SubjectKey,
} from './toSearchDocument';

const REF = /^dataproduct:./;

function toCursor(ref: string): string {
  return Buffer.from(ref).toString('base64url');
}

function readCursor(cursor: string | undefined): string {
  if (cursor === undefined) return '';
  const ref = Buffer.from(cursor, 'base64url').toString();
  if (!REF.test(ref)) {
    throw new InputError(
      `cursor '${cursor}' is not one of this list; leave it out to begin at the first page`,
    );
  }
  return ref;
}

/** The stored mesh and its schemas, as a search index wants them. */
export class SearchDocuments {
  readonly #db: Knex;
  readonly #mesh: MeshReader;

  constructor(options: { db: Knex; mesh: MeshReader }) {
    this.#db = options.db;
    this.#mesh = options.mesh;
  }

  /**
   * Pages go by reference, not by number: a product that comes or goes
   * meanwhile must not push another one out of the index.
   *
   * @throws ServiceUnavailableError before the catalog was read: no products
   *   would look like none
   */
  async page(
    limit: number,
    cursor: string | undefined,
  ): Promise<SearchDocumentPage> {
    const after = readCursor(cursor);
    const { readAt } = await readCatalogIndexState(this.#db);
    if (readAt === undefined) {
      throw new ServiceUnavailableError(
        'The data mesh has not read the catalog yet, so it does not know its products; ask again in some seconds',
      );
    }
    const products = await this.#mesh.all('product');
    const rest = products
      .filter(({ ref }) => ref > after)
      .sort((a, b) => (a.ref < b.ref ? -1 : 1));
    const items = rest.slice(0, limit);
    return {
      items: await this.#documents(items),
      totalItems: products.length,
      ...(rest.length > limit
        ? { nextCursor: toCursor(items[items.length - 1].ref) }
        : {}),
    };
  }

  async #documents(
    products: MeshProduct[],
  ): Promise<SearchDocumentPage['items']> {
    const domains = new Map(
      (await this.#mesh.all('domain')).map(({ ref, title }) => [ref, title]),
    );
    const holders = new Map(
      (await this.#mesh.all('topic')).map(topic => [
        topicKey(topic.cluster, topic.name),
        topic.productRef,
      ]),
    );
    const subjects = new Map(
      products.map(product => [
        product.ref,
        searchedSubjects(product, (cluster, topic) =>
          holders.get(topicKey(cluster, topic)),
        ),
      ]),
    );
    const schemas = await this.#readSchemas([...subjects.values()].flat());
    return products.map(product =>
      toSearchDocument(
        product,
        product.domainRef && domains.get(product.domainRef),
        (subjects.get(product.ref) ?? []).flatMap(
          key => schemas.get(keyOf(key)) ?? [],
        ),
      ),
    );
  }

  async #readSchemas(keys: SubjectKey[]): Promise<Map<string, SearchedSchema>> {
    const found = new Map<string, SearchedSchema>();
    for (const cluster of new Set(keys.map(key => key.cluster))) {
      const names = keys
        .filter(key => key.cluster === cluster)
        .map(key => key.subject);
      const subjects = [...new Set(names)];
      for (let i = 0; i < subjects.length; i += ROWS_PER_STATEMENT) {
        const rows = await this.#db<SubjectRow>('subjects')
          .where({ cluster })
          .whereIn('subject', subjects.slice(i, i + ROWS_PER_STATEMENT))
          .select('subject', 'schema_type', 'schema');
        for (const { subject, schema_type: format, schema } of rows) {
          found.set(keyOf({ cluster, subject }), { format, schema });
        }
      }
    }
    return found;
  }
}

function keyOf({ cluster, subject }: SubjectKey): string {
  return `${cluster} ${subject}`;
}
