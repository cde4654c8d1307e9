import type {
  SearchDocument,
  SearchDocumentPage,
} from '@data-mesh/backstage-plugin-data-mesh-common';

/** A product as the mesh answers it. */
export function aProduct(
  name: string,
  over: Partial<SearchDocument> = {},
): SearchDocument {
  return {
    ref: `dataproduct:default/${name}`,
    title: name,
    lifecycle: 'production',
    tags: [],
    ports: [],
    fields: [],
    ...over,
  };
}

/** A mesh with these products, in pages; it fails as long as it is told to. */
export class FakeMesh {
  /** How many pages it answers before it fails. */
  failsAfter = Infinity;
  readonly #pageSize: number;

  constructor(
    readonly products: SearchDocument[],
    options: { pageSize?: number } = {},
  ) {
    this.#pageSize = options.pageSize ?? 100;
  }

  async listSearchDocuments({
    cursor = '0',
  }: {
    cursor?: string;
  }): Promise<SearchDocumentPage> {
    const start = Number(cursor);
    const end = start + this.#pageSize;
    if (start / this.#pageSize >= this.failsAfter) {
      throw new TypeError('fetch failed');
    }
    return {
      items: this.products.slice(start, end),
      totalItems: this.products.length,
      ...(end < this.products.length ? { nextCursor: `${end}` } : {}),
    };
  }
}
