import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useLive } from '../live/useLive';

/** Whether the promises of the product whose page one is on are kept. */
export function useObjectives() {
  const { entity } = useEntity();
  const ref = stringifyEntityRef(entity);
  return useLive(`objectives:${ref}`, api => api.getObjectives(ref));
}
