import type { DeprecationDraft } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { DateValue } from '@internationalized/date';

/** How somebody wants a product, or one port of it, to end. */
export type DeprecationForm = {
  /** Name of the port that ends; all of the product if left out. */
  port?: string;
  sunset: DateValue | null;
  /** Ref of a product, or name of a port; empty: nothing. */
  replacement: string;
  message: string;
};

/** Nothing is said yet. */
export const EMPTY_DEPRECATION: DeprecationForm = {
  sunset: null,
  replacement: '',
  message: '',
};

/** What the form says, once it names a day. */
export function draftOf(form: DeprecationForm): DeprecationDraft | undefined {
  const { port, sunset, replacement } = form;
  const message = form.message.trim();
  return sunset
    ? {
        sunset: sunset.toString().slice(0, 10),
        ...(port && { port }),
        ...(replacement && { replacedBy: replacement }),
        ...(message && { message }),
      }
    : undefined;
}
