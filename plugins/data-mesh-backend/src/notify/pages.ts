import { parseEntityRef } from '@backstage/catalog-model';

function entityPage(ref: string): string {
  const { kind, namespace, name } = parseEntityRef(ref);
  return `/catalog/${namespace}/${kind}/${name}`;
}

/** Pages of the UI that messages link to, relative to the portal. */
export const PAGES = {
  products: '/data-mesh',
  entity: entityPage,
  ports: (ref: string) => `${entityPage(ref)}/ports`,
  decide: '/data-mesh/to-decide',
  requests: '/data-mesh/requests',
  grants: '/data-mesh/grants',
  campaigns: '/data-mesh/campaigns',
  campaign: (id: string) => `/data-mesh/campaigns/${encodeURIComponent(id)}`,
  schemaChanges: '/data-mesh/schema-changes',
  schemaChange: (id: string) =>
    `/data-mesh/schema-changes/${encodeURIComponent(id)}`,
  policies: '/data-mesh/governance/policies',
  policy: (id: string) =>
    `/data-mesh/governance/policies/${encodeURIComponent(id)}`,
  findings: '/data-mesh/governance?owner=mine',
  grant: (id: string) => `/data-mesh/grants/${encodeURIComponent(id)}`,
};
