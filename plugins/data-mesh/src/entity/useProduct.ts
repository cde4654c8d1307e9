import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useLive } from '../live/useLive';

/** The mesh's view of the data product whose page one is on. */
export function useProduct() {
  const { entity } = useEntity();
  const ref = stringifyEntityRef(entity);
  return useLive(`product:${ref}`, api => api.getProduct(ref));
}
