import type { Refusal } from '../access/refusal';
import { nameOf } from '../history/wording';
import {
  refusal,
  refusePublication,
  type PublicationFacts,
} from '../product-store/decidePublication';
import type { StoredClaimRequest } from './claimRequestRows';

function domainOwnersOf({ topics }: PublicationFacts): string[] {
  return [...new Set(topics.flatMap(({ domainOwner }) => domainOwner ?? []))];
}

/**
 * The domain whose owner can publish what somebody proposes, or why nobody is
 * asked: pure. Only that its topics are in a domain of others may stand in the
 * way; all else would stop whoever is asked, too.
 */
export function decideProposal(
  facts: PublicationFacts,
): { domainRef: string } | { refused: Refusal } {
  const { ref, ownerRef, speaksFor, topics } = facts;
  if (!ownerRef || !speaksFor.has(ownerRef)) {
    return {
      refused: refusal(
        'NOT_ALLOWED',
        `Only members of ${ownerRef ?? 'its owner'} can ask for ${nameOf(
          ref,
        )} to be theirs; name a group of yours as spec.owner`,
      ),
    };
  }
  if (refusePublication(facts) === undefined) {
    return {
      refused: refusal(
        'CONFLICT',
        `You can publish ${ref} yourself, so nobody is asked; claim it`,
      ),
    };
  }
  const refused = refusePublication({
    ...facts,
    speaksFor: new Set([...speaksFor, ...domainOwnersOf(facts)]),
  });
  if (refused) return { refused };
  const domains = [...new Set(topics.flatMap(topic => topic.domainRef ?? []))];
  return domains.length === 1
    ? { domainRef: domains[0] }
    : {
        refused: refusal(
          'INVALID',
          `spec.outputPorts names topics of ${domains.join(
            ', ',
          )}, whose owners would have to agree; propose one product for each`,
        ),
      };
}

/** What decides on a request that waits. */
export type AnswerFacts = {
  request: StoredClaimRequest;
  /** Everyone whom the caller speaks for. */
  speaksFor: ReadonlySet<string>;
  /** Everyone whom the requester speaks for now. */
  requesterSpeaksFor: ReadonlySet<string>;
  /** Owner of the domain now. */
  domainOwner?: string;
};

function notOpen({ request }: AnswerFacts): Refusal | undefined {
  return request.state === 'open'
    ? undefined
    : refusal(
        'CONFLICT',
        `The request to publish ${request.productRef} is ${request.state} already; reload the page to see how it stands now`,
      );
}

/** Why somebody may not answer a request; nothing where they may. Pure. */
export function refuseAnswer(
  facts: AnswerFacts,
  accept: boolean,
): Refusal | undefined {
  const { request, speaksFor, requesterSpeaksFor, domainOwner } = facts;
  const over = notOpen(facts);
  if (over) return over;
  if (!domainOwner || !speaksFor.has(domainOwner)) {
    return refusal(
      'NOT_ALLOWED',
      `Only members of ${
        domainOwner ?? `the owner of ${request.domainRef}`
      } can answer this request; ask one of them`,
    );
  }
  return accept && !requesterSpeaksFor.has(request.ownerRef)
    ? refusal(
        'CONFLICT',
        `${nameOf(request.requestedBy)} is not a member of ${
          request.ownerRef
        } any more; decline it, and have a member ask`,
      )
    : undefined;
}

/** Why somebody may not take a request back; nothing where they may. Pure. */
export function refuseWithdrawal(facts: AnswerFacts): Refusal | undefined {
  const { request, speaksFor } = facts;
  const isTheirs =
    speaksFor.has(request.requestedBy) || speaksFor.has(request.ownerRef);
  return (
    notOpen(facts) ??
    (isTheirs
      ? undefined
      : refusal(
          'NOT_ALLOWED',
          `Only ${nameOf(request.requestedBy)} and members of ${
            request.ownerRef
          } can withdraw this request`,
        ))
  );
}
