import type { Refusal } from '../access/refusal';
import {
  refusal,
  refuseStale,
  type PublicationFacts,
} from '../product-store/decidePublication';

/** Everything that decides whether a product's end may be announced. */
export type DeprecationFacts = {
  ref: string;
  current?: PublicationFacts['current'];
  /** Where it is declared, if that counts. */
  declaredAt?: string;
  /** What is to be merged there instead. */
  lines: string;
  speaksFor: ReadonlySet<string>;
  /** Names of its ports. */
  ports: string[];
  /** The port that is meant; all of it if left out. */
  port?: string;
  /** The version that it is based on, if that matters. */
  basedOn?: number;
};

/** Why somebody may not say that a product ends, or does not. Pure. */
export function refuseEnding(
  facts: DeprecationFacts,
  what: 'deprecate' | 'reinstate',
): Refusal | undefined {
  const { ref, current, declaredAt, lines, port, ports } = facts;
  if (declaredAt !== undefined) {
    return refusal(
      'CONFLICT',
      `${ref} is declared at ${declaredAt}; merge this there:\n${lines}`,
    );
  }
  if (current?.state !== 'published') {
    return refusal(
      'NOT_FOUND',
      `${ref} is not published in the portal; claim it first`,
    );
  }
  if (!facts.speaksFor.has(current.ownerRef)) {
    return refusal(
      'NOT_ALLOWED',
      `Only members of ${current.ownerRef} can ${what} ${ref}; ask one of them`,
    );
  }
  if (port !== undefined && !ports.includes(port)) {
    return refusal(
      'INVALID',
      `port: ${ref} has no port ${port}; it has ${ports.join(', ')}`,
    );
  }
  return facts.basedOn === undefined
    ? undefined
    : refuseStale(ref, current, facts.basedOn);
}

/**
 * Why there are no lines to be merged for the end of a product. Pure.
 *
 * @param ports - names of its ports
 */
export function refuseDraft(
  { ref, origin }: { ref: string; origin: string },
  ports: string[],
  { port, replacedBy }: { port?: string; replacedBy?: string },
): Refusal | undefined {
  if (origin !== 'declared') {
    return refusal(
      'CONFLICT',
      `${ref} is not declared; deprecate it in the portal, after claiming it if nobody has`,
    );
  }
  if (port === undefined) return undefined;
  const others = ports.filter(each => each !== port);
  if (others.length === ports.length) {
    return refusal(
      'INVALID',
      `port: ${ref} has no port ${port}; it has ${ports.join(', ')}`,
    );
  }
  return replacedBy === undefined || others.includes(replacedBy)
    ? undefined
    : refusal(
        'INVALID',
        `replacedBy: ${ref} has no other port ${replacedBy}; name one of ${others.join(
          ', ',
        )}, or leave it out`,
      );
}

/**
 * Why a product cannot end as it is said to. Pure.
 *
 * @param today - in UTC, as `YYYY-MM-DD`
 * @param replacementExists - whether the mesh has what comes instead
 */
export function refuseTerms(
  ref: string,
  terms: { sunset: string; replacedBy?: string; port?: string },
  today: string,
  replacementExists: boolean,
): Refusal | undefined {
  const { sunset, replacedBy, port } = terms;
  if (sunset < today) {
    return refusal(
      'INVALID',
      `sunset: ${sunset} is over; name a day from ${today} on`,
    );
  }
  // Of a port another port of the product, which its descriptor is checked for.
  if (replacedBy === undefined || port !== undefined) return undefined;
  if (replacedBy === ref) {
    return refusal(
      'INVALID',
      `replacedBy: ${ref} cannot replace itself; name another product`,
    );
  }
  return replacementExists
    ? undefined
    : refusal(
        'INVALID',
        `replacedBy: the mesh knows no product ${replacedBy} that goes on; name one that is there`,
      );
}
