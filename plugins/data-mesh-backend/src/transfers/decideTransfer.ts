import type { Refusal } from '../access/refusal';
import { refusal } from '../product-store/decidePublication';
import type { OpenTransfer } from './transferRows';

/** What decides whether something may be offered, or the offer answered. */
export type TransferFacts = {
  /** Of the product or domain. */
  ref: string;
  /** What was published last of it, also if that was withdrawn. */
  current?: { state: string; ownerRef: string };
  /** Where it is declared, if that counts. */
  declaredAt?: string;
  /** Everyone whom the caller speaks for. */
  speaksFor: ReadonlySet<string>;
  /** Who may offer it, and take that back; its owner first. */
  offerers: string[];
  open?: OpenTransfer;
};

function notThere({
  ref,
  current,
  declaredAt,
}: TransferFacts): Refusal | undefined {
  if (current?.state !== 'published') {
    return refusal('NOT_FOUND', `${ref} is not published in the portal`);
  }
  return declaredAt === undefined
    ? undefined
    : refusal(
        'CONFLICT',
        `${ref} is declared at ${declaredAt}; change its owner there`,
      );
}

/** Whether the caller may offer it, whatever else speaks against that. */
function mayOffer({ offerers, speaksFor }: TransferFacts): boolean {
  return offerers.some(each => speaksFor.has(each));
}

/**
 * Why somebody may not offer something to another owner; nothing where they
 * may. Pure.
 *
 * @param exists - whether the catalog knows the receiver
 */
export function refuseProposal(
  facts: TransferFacts,
  to: string,
  exists: boolean,
): Refusal | undefined {
  const { ref, current, offerers, open } = facts;
  const missing = notThere(facts);
  if (missing || !current) return missing;
  if (!mayOffer(facts)) {
    return refusal(
      'NOT_ALLOWED',
      `Only members of ${offerers.join(
        ' or ',
      )} can transfer ${ref}; ask one of them`,
    );
  }
  if (open) {
    return refusal(
      'CONFLICT',
      `${ref} is offered to ${open.to} already; withdraw that first, or wait for their answer`,
    );
  }
  if (to === current.ownerRef) {
    return refusal('INVALID', `${ref} belongs to ${to} already`);
  }
  return exists
    ? undefined
    : refusal(
        'INVALID',
        `to: the catalog knows no ${to}; name a group that is there`,
      );
}

/** What an answer makes of a proposal: its receiver's, or the owner's. */
export type Answer = 'accepted' | 'declined' | 'withdrawn';

/**
 * What somebody's answer to a proposal means, or why they may not give it.
 * Only the receiver accepts; whoever could offer it can take it back. Pure.
 */
export function decideAnswer(
  facts: TransferFacts,
  accept: boolean,
): { answer: Answer } | { refused: Refusal } {
  const { ref, current, speaksFor, open } = facts;
  const missing = notThere(facts);
  if (missing || !current) return { refused: missing as Refusal };
  if (!open) {
    return {
      refused: refusal(
        'CONFLICT',
        `${ref} is not offered to anybody; reload the page to see how it stands now`,
      ),
    };
  }
  if (speaksFor.has(open.to))
    return { answer: accept ? 'accepted' : 'declined' };
  if (!accept && mayOffer(facts)) return { answer: 'withdrawn' };
  return {
    refused: refusal(
      'NOT_ALLOWED',
      `Only members of ${open.to} can accept ${ref}; ask one of them`,
    ),
  };
}
