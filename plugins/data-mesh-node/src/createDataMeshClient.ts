import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { DataMeshClient } from '@data-mesh/backstage-plugin-data-mesh-common';

const TIMEOUT_MS = 15_000;

/**
 * A client of the mesh's API that acts for somebody: another plugin itself, or
 * the user whom it works for. Whatever the mesh decides, it decides for them.
 *
 * @param options - `credentials`: of whom it acts for, asked for each call;
 *   `timeoutMs`: of each call, 15 s by default
 * @public
 */
export function createDataMeshClient(options: {
  auth: AuthService;
  discovery: DiscoveryService;
  credentials: () => Promise<BackstageCredentials>;
  timeoutMs?: number;
}): DataMeshClient {
  const { auth, discovery, credentials, timeoutMs = TIMEOUT_MS } = options;
  return new DataMeshClient({
    discoveryApi: discovery,
    fetchApi: {
      fetch: async (input, init) => {
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf: await credentials(),
          targetPluginId: 'data-mesh',
        });
        const request = new Request(input, init);
        request.headers.set('Authorization', `Bearer ${token}`);
        return fetch(request, {
          redirect: 'error',
          signal: AbortSignal.timeout(timeoutMs),
        });
      },
    },
  });
}
