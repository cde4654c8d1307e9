import type { ApprovalStep } from './decideRequest';

/** Who stands behind a product, as far as decisions on it go. */
export type Responsible = {
  productOwner?: string;
  domainOwner?: string;
  steward?: string;
};

/**
 * Who can decide a step now. Owners change while a request waits, so what was
 * written down when it came in counts only where nothing newer is known.
 *
 * @param escalated - whether it has waited so long that the domain may decide
 */
export function decidersOf(
  step: ApprovalStep,
  responsible: Responsible,
  escalated: boolean,
): string[] {
  const { productOwner, domainOwner, steward } = responsible;
  let usual: string | undefined = step.name;
  if (step.name === 'owner') usual = productOwner ?? domainOwner;
  if (step.name === 'steward') usual = steward ?? domainOwner;
  // A named group stays the one who decides, however long it takes.
  const late =
    escalated && !step.name.startsWith('group:') ? [steward, domainOwner] : [];
  return [
    ...new Set([usual, ...late].filter((r): r is string => r !== undefined)),
  ];
}

/** Names who could decide on a grant, for whoever cannot. */
export function ownersInWords({
  productOwner,
  domainOwner,
  steward,
}: Responsible): string {
  const refs = [...new Set([productOwner, steward, domainOwner])].filter(
    (ref): ref is string => ref !== undefined,
  );
  return refs.join(' or ') || 'an owner, whom the catalog does not name,';
}
