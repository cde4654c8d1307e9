import { createRouteRef } from '@backstage/core-plugin-api';

/**
 * The page with all data products; its sub-pages are relative to it.
 *
 * @public
 */
export const rootRouteRef = createRouteRef({ id: 'data-mesh' });
