import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { rootRouteRef } from './routes';

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
    /** The tab Access on the page of a product or consumer. */
    access: (ref: string) => `${entity(ref)}/access`,
  };
}
