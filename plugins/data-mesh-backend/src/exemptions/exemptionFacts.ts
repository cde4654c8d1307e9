import type { HistoryAction } from '../history/actions';
import type { HistoryFact } from '../history/appendHistory';
import { toIso } from '../rows';
import type { Exemption } from './exemption';

/** What people call what an exemption is about. */
export type ExemptionNames = {
  policyTitle: string;
  productTitle: string;
  /** Ref of the product's owner, who is told. */
  owner?: string;
};

/** What the history has of an exemption. */
export function exemptionFact(
  action: Extract<HistoryAction, `exemption.${string}`>,
  actor: string,
  exemption: Pick<Exemption, 'policyId' | 'productRef'> & Partial<Exemption>,
  names: ExemptionNames,
  details: object = {},
): HistoryFact {
  const { id, policyId, productRef, endsAt, requestedBy } = exemption;
  return {
    actor,
    action,
    productRef,
    details: {
      title: names.productTitle,
      ...(names.owner ? { owner: names.owner } : {}),
      ...(id ? { exemption: id } : {}),
      policy: policyId,
      policies: `‘${names.policyTitle}’`,
      ...(requestedBy ? { requestedBy } : {}),
      ...(Number.isFinite(endsAt) ? { endsAt: toIso(Number(endsAt)) } : {}),
      ...details,
    },
  };
}
