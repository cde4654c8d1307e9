import { useApi } from '@backstage/core-plugin-api';
import type {
  DataMeshApi,
  ExemptionQuery,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { useLive, useRefresh } from '../live/useLive';

// What an exemption changes is shown with findings and policies.
const GOVERNANCE = 'governance:';

/** A page of exemptions that wait or hold, unless asked for others. */
export function useExemptions(query: ExemptionQuery) {
  return useLive(
    `governance:exemptions:${JSON.stringify(query)}`,
    api => api.listExemptions(query),
    () => 15_000,
  );
}

/** Does something with an exemption; what shows it is asked again afterwards. */
export function useExemptionAction() {
  const api = useApi(dataMeshApiRef);
  const refresh = useRefresh(GOVERNANCE);
  return async (action: (to: DataMeshApi) => Promise<unknown>) => {
    await action(api);
    await refresh();
  };
}
