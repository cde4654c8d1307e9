import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type {
  FeedPage,
  SearchDocumentPage,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { createDataMeshClient } from './createDataMeshClient';

/**
 * What other backend plugins may ask of the mesh.
 *
 * Plugins are isolated, so every call goes over HTTP, with a token of the
 * calling plugin. Any error, be it 401, 404, 503 or a refused connection,
 * means that the mesh could not be asked; never that it is empty.
 *
 * @public
 */
export interface DataMeshService {
  /**
   * What changed in the mesh since a cursor.
   *
   * @param options - `cursor` as the last page gave it, none at first;
   *   `limit`, 500 by default
   * @throws ResponseError, or TypeError where there was no answer
   */
  getFeed(options: { cursor?: string; limit?: number }): Promise<FeedPage>;

  /**
   * What a search index keeps of the data products, with the fields of their
   * schemas.
   *
   * @param options - `cursor` as the last page gave it, none at first;
   *   `limit`, 100 by default
   * @throws ResponseError, or TypeError where there was no answer
   */
  listSearchDocuments(options: {
    cursor?: string;
    limit?: number;
  }): Promise<SearchDocumentPage>;
}

/**
 * The data mesh for other backend plugins, asked with the credentials of theirs.
 *
 * @public
 */
export const dataMeshServiceRef = createServiceRef<DataMeshService>({
  id: 'data-mesh.service',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory({ auth, discovery }) {
        const client = createDataMeshClient({
          auth,
          discovery,
          credentials: () => auth.getOwnServiceCredentials(),
        });
        return {
          getFeed: ({ cursor, limit = 500 }) =>
            client.getFeed({ cursor, limit }),
          listSearchDocuments: query => client.listSearchDocuments(query),
        };
      },
    }),
});
