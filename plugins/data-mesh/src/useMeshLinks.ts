import { useApiHolder, useRouteRef } from '@backstage/core-plugin-api';
import {
  appTreeApiRef,
  coreExtensionData,
} from '@backstage/frontend-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import type {
  ExplainQuery,
  FindingQuery,
  HistoryQuery,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { homeRouteRef } from './routes';

function search(params: Record<string, string | undefined>): string {
  const given = Object.entries(params).filter(([, value]) => value);
  const text = new URLSearchParams(given as [string, string][]).toString();
  return text ? `?${text}` : '';
}

const part = (id: string) => `/${encodeURIComponent(id)}`;

/**
 * Where extensions are in this portal: where `app.extensions` puts them, and
 * nowhere if it switches them off.
 */
function useExtensionPaths() {
  // Portals of the old system have no tree, and no such configuration.
  const nodes = useApiHolder().get(appTreeApiRef)?.getTree().tree.nodes;
  return (id: string, unlessMoved: string): string | undefined => {
    const node = nodes?.get(id);
    const path = node
      ? node.instance?.getData(coreExtensionData.routePath)
      : unlessMoved;
    return path?.replace(/^\//, '');
  };
}

/**
 * Where things of the mesh are in this portal. A link is undefined if the
 * portal has switched off the page or tab that it would lead to.
 */
export function useMeshLinks() {
  const root = useRouteRef(homeRouteRef)?.();
  const entity = useEntityRefLink();
  const pathOf = useExtensionPaths();
  const page = (name: string, below = '') => {
    const path = pathOf(`sub-page:data-mesh/${name}`, name);
    return root === undefined || path === undefined
      ? undefined
      : `${root}/${path}${below}`;
  };
  const tab = (name: string, ref: string, unlessMoved: string) => {
    const path = pathOf(`entity-content:data-mesh/${name}`, unlessMoved);
    return path === undefined ? undefined : `${entity(ref)}/${path}`;
  };
  return {
    products: (of: { domain?: string } = {}) => page('products', search(of)),
    requests: page('requests'),
    request: (id: string) => page('requests', part(id)),
    toDecide: page('to-decide'),
    grants: (of: { role?: string } = {}) => page('grants', search(of)),
    grant: (id: string) => page('grants', part(id)),
    connect: (id: string) => page('grants', `${part(id)}#connect`),
    campaigns: page('campaigns'),
    campaign: (id: string, of: { whose?: string } = {}) =>
      page('campaigns', `${part(id)}${search(of)}`),
    runs: page('runs'),
    run: (id: string) => page('runs', part(id)),
    schemaChanges: page('schema-changes'),
    schemaChange: (id: string) => page('schema-changes', part(id)),
    governance: (
      of: Pick<FindingQuery, 'product' | 'domain' | 'severity'> = {},
    ) => page('governance', search(of)),
    policies: page('governance', '/policies'),
    policy: (id: string) => page('governance', `/policies${part(id)}`),
    newPolicy: page('governance', '/new-policy'),
    policyEditor: (id: string) =>
      page('governance', `/policies${part(id)}/edit`),
    policyVersions: (id: string) =>
      page('governance', `/policies${part(id)}/versions`),
    clusters: page('clusters'),
    acls: (cluster: string) => page('clusters', `${part(cluster)}/acls`),
    principals: (cluster: string) =>
      page('clusters', `${part(cluster)}/principals`),
    explain: ({ cluster, topic, operation, principal }: ExplainQuery) =>
      page('explain', search({ cluster, topic, operation, principal })),
    history: (
      of: Pick<HistoryQuery, 'product' | 'consumer' | 'grant' | 'request'> = {},
    ) => page('history', search(of)),
    /** The tab Ports on the page of a product. */
    ports: (ref: string) => tab('ports', ref, 'ports'),
    /** The tab Access on the page of a consumer. */
    consumerAccess: (ref: string) => tab('consumer-access', ref, 'access'),
  };
}
