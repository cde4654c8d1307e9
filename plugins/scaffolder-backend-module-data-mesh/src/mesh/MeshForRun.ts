import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { DataMeshApi } from '@data-mesh/backstage-plugin-data-mesh-common';
import { createDataMeshClient } from '@data-mesh/backstage-plugin-data-mesh-node';

// A schema registry or a broker may be slow, and the backend waits for both.
const TIMEOUT_MS = 60_000;

/** What of an action's context says for whom it acts. */
export type RunContext = {
  getInitiatorCredentials(): Promise<BackstageCredentials>;
};

/** Gives an action the mesh as whoever runs the template may use it. */
export type MeshForRun = (ctx: RunContext) => DataMeshApi;

/** The mesh of the portal that the template runs in. */
export function createMeshForRun(options: {
  auth: AuthService;
  discovery: DiscoveryService;
}): MeshForRun {
  return ctx =>
    createDataMeshClient({
      ...options,
      credentials: () => ctx.getInitiatorCredentials(),
      timeoutMs: TIMEOUT_MS,
    });
}
