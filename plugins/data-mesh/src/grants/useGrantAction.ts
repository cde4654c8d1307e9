import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { DataMeshApi } from '@data-mesh/backstage-plugin-data-mesh-common';
import { ACCESS } from '../access/useAccess';
import { dataMeshApiRef } from '../api';
import { useRefresh } from '../live/useLive';

/** Does something to a grant; what shows it is asked again afterwards. */
export function useGrantAction() {
  const api = useApi(dataMeshApiRef);
  const refresh = useRefresh(ACCESS);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<Error>();

  /** Throws where it fails, for a dialog that says so itself. */
  const act = async (action: (to: DataMeshApi) => Promise<unknown>) => {
    await action(api);
    await refresh();
  };
  /** Keeps the failure, for a button without a dialog. */
  const press = async (action: (to: DataMeshApi) => Promise<unknown>) => {
    setPending(true);
    setError(undefined);
    try {
      await act(action);
    } catch (failure) {
      setError(failure as Error);
    } finally {
      setPending(false);
    }
  };
  return { act, press, isPending, error };
}
