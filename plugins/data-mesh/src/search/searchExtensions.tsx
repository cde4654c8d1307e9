import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { DATA_PRODUCT_DOCUMENT } from '@data-mesh/backstage-plugin-data-mesh-common';
import { RiDatabase2Line } from '@remixicon/react';
import { isDataProductResult } from './isDataProductResult';

/** What the portal's search page shows of data products. */
export const searchExtensions = [
  SearchResultListItemBlueprint.make({
    name: 'data-product',
    params: {
      icon: <RiDatabase2Line aria-hidden />,
      predicate: isDataProductResult,
      component: () =>
        import('./DataProductResult').then(m => m.DataProductResult),
    },
  }),
  SearchFilterResultTypeBlueprint.make({
    name: 'data-product',
    params: {
      value: DATA_PRODUCT_DOCUMENT,
      name: 'Data products',
      icon: <RiDatabase2Line aria-hidden />,
    },
  }),
];
