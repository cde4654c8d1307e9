/** What somebody has said to an exemption; that it is over, time says. */
export type DecidedState = 'requested' | 'approved' | 'rejected' | 'revoked';

/** Where an exemption stands. */
export type ExemptionState =
  | 'requested'
  | 'active'
  | 'ended'
  | 'rejected'
  | 'revoked';

/** A product that a policy is not held against, until a date. */
export type Exemption = {
  id: string;
  policyId: string;
  productRef: string;
  decided: DecidedState;
  reason: string;
  requestedBy: string;
  requestedAt: number;
  endsAt: number;
  decidedBy?: string;
  decidedAt?: number;
  comment?: string;
  revokedBy?: string;
  revokedAt?: number;
};

/**
 * Where an exemption stands at a time: pure. Nothing has to happen at its end
 * for it to end.
 */
export function exemptionStateAt(
  { decided, endsAt }: Pick<Exemption, 'decided' | 'endsAt'>,
  now: number,
): ExemptionState {
  if (decided === 'rejected' || decided === 'revoked') return decided;
  if (now >= endsAt) return 'ended';
  return decided === 'approved' ? 'active' : 'requested';
}

/** Tells whether a product is exempt from a policy. */
export class ActiveExemptions {
  readonly #byKey = new Map<string, Exemption>();

  /** @param now - the time that it is asked about, whatever it is meanwhile */
  constructor(exemptions: Exemption[], now: number) {
    for (const exemption of exemptions) {
      if (exemptionStateAt(exemption, now) !== 'active') continue;
      const key = keyOf(exemption.policyId, exemption.productRef);
      const known = this.#byKey.get(key);
      // Of two, the one that ends last is the one that counts.
      if (!known || known.endsAt < exemption.endsAt) {
        this.#byKey.set(key, exemption);
      }
    }
  }

  of(policyId: string, productRef: string): Exemption | undefined {
    return this.#byKey.get(keyOf(policyId, productRef));
  }
}

function keyOf(policyId: string, productRef: string): string {
  return JSON.stringify([policyId, productRef]);
}
