import { useCallback, useState } from 'react';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import { FormChange, RequestForm, startForm } from './requestForm';

type Draft = {
  form: RequestForm;
  /** The same for each try to send it, so that they make one request. */
  idempotencyKey: string;
};

/** A form that outlives its dialog, so that what was typed is not lost. */
export function useRequestForm(product: MeshProduct, port?: string) {
  const start = (): Draft => ({
    form: startForm(product, port),
    idempotencyKey: crypto.randomUUID(),
  });
  const [draft, setDraft] = useState(start);
  return {
    ...draft,
    change: useCallback(
      (change: FormChange) =>
        setDraft(({ form, ...rest }) => ({
          ...rest,
          form: {
            ...form,
            ...(typeof change === 'function' ? change(form) : change),
          },
        })),
      [],
    ),
    /** For the next request, once this one is sent. */
    restart: () => setDraft(start()),
  };
}

/** What {@link useRequestForm} gives. */
export type RequestDraft = ReturnType<typeof useRequestForm>;
