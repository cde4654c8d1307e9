import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import type {
  ExplainQuery,
  FindingQuery,
  HistoryQuery,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { rootRouteRef } from './routes';

function search(params: Record<string, string | undefined>): string {
  const given = Object.entries(params).filter(([, value]) => value);
  const text = new URLSearchParams(given as [string, string][]).toString();
  return text ? `?${text}` : '';
}

/** Where things of the mesh are in this portal. */
export function useMeshLinks() {
  const root = useRouteRef(rootRouteRef)();
  const entity = useEntityRefLink();
  return {
    products: `${root}/products`,
    requests: `${root}/requests`,
    request: (id: string) => `${root}/requests/${encodeURIComponent(id)}`,
    toDecide: `${root}/to-decide`,
    grants: `${root}/grants`,
    grant: (id: string) => `${root}/grants/${encodeURIComponent(id)}`,
    campaigns: `${root}/campaigns`,
    campaign: (id: string) => `${root}/campaigns/${encodeURIComponent(id)}`,
    runs: `${root}/runs`,
    run: (id: string) => `${root}/runs/${encodeURIComponent(id)}`,
    schemaChanges: `${root}/schema-changes`,
    schemaChange: (id: string) =>
      `${root}/schema-changes/${encodeURIComponent(id)}`,
    governance: (
      of: Pick<FindingQuery, 'product' | 'domain' | 'severity'> = {},
    ) => `${root}/governance${search(of)}`,
    policies: `${root}/governance/policies`,
    policy: (id: string) =>
      `${root}/governance/policies/${encodeURIComponent(id)}`,
    newPolicy: `${root}/governance/new-policy`,
    policyEditor: (id: string) =>
      `${root}/governance/policies/${encodeURIComponent(id)}/edit`,
    policyVersions: (id: string) =>
      `${root}/governance/policies/${encodeURIComponent(id)}/versions`,
    clusters: `${root}/clusters`,
    acls: (cluster: string) =>
      `${root}/clusters/${encodeURIComponent(cluster)}/acls`,
    principals: (cluster: string) =>
      `${root}/clusters/${encodeURIComponent(cluster)}/principals`,
    explain: ({ cluster, topic, operation, principal }: ExplainQuery) =>
      `${root}/explain${search({ cluster, topic, operation, principal })}`,
    history: (
      of: Pick<HistoryQuery, 'product' | 'consumer' | 'grant' | 'request'> = {},
    ) => `${root}/history${search(of)}`,
    /** The tab Access on the page of a product or consumer. */
    access: (ref: string) => `${entity(ref)}/access`,
  };
}
