import type { SchemaChangeQuery } from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  ACCESS,
  loadWaitingSchemaChanges,
  useAccess,
} from '../access/useAccess';

/** Changes of schemas, the newest first. */
export function useSchemaChanges(query: SchemaChangeQuery) {
  return useAccess(`${ACCESS}schema-changes:${JSON.stringify(query)}`, api =>
    api.listSchemaChanges(query),
  );
}

/** One change, asked for more often while it is being registered. */
export function useSchemaChange(id: string) {
  return useAccess(
    `${ACCESS}schema-change:${id}`,
    api => api.getSchemaChange(id),
    change => (change?.state === 'accepted' ? 1_000 : 5_000),
  );
}

/** Open changes that wait for an answer of the user's. */
export function useWaitingSchemaChanges() {
  return useAccess(`${ACCESS}waiting-schema-changes`, loadWaitingSchemaChanges);
}
