import { Readable } from 'node:stream';
import { ForwardedError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import {
  DATA_PRODUCT_DOCUMENT,
  type DataProductDocument,
  type SearchDocumentPage,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { DataMeshService } from '@data-mesh/backstage-plugin-data-mesh-node';
import { toDocument } from './toDocument';

const PAGE_SIZE = 100;

/**
 * One document for each data product. A page that cannot be had fails the
 * whole of it, which leaves the index as it was.
 */
export class DataProductCollatorFactory implements DocumentCollatorFactory {
  readonly type = DATA_PRODUCT_DOCUMENT;
  readonly visibilityPermission = catalogEntityReadPermission;
  readonly #mesh: Pick<DataMeshService, 'listSearchDocuments'>;
  readonly #locationTemplate: string;

  constructor(options: {
    mesh: Pick<DataMeshService, 'listSearchDocuments'>;
    locationTemplate: string;
  }) {
    this.#mesh = options.mesh;
    this.#locationTemplate = options.locationTemplate;
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#documents());
  }

  async *#documents(): AsyncGenerator<DataProductDocument> {
    let cursor: string | undefined;
    do {
      const page = await this.#page(cursor);
      for (const product of page.items) {
        yield toDocument(product, this.#locationTemplate);
      }
      cursor = page.nextCursor;
    } while (cursor);
  }

  async #page(cursor: string | undefined): Promise<SearchDocumentPage> {
    try {
      return await this.#mesh.listSearchDocuments({ cursor, limit: PAGE_SIZE });
    } catch (error) {
      throw new ForwardedError(
        'The data mesh could not be asked for its products, so the search keeps those that it has',
        error,
      );
    }
  }
}
