import type { Refusal } from '../access/refusal';
import { refusal, type PublicationFacts } from './decidePublication';

/** What decides whether a product may be taken out of the mesh. */
export type UnpublishFacts = {
  ref: string;
  current?: PublicationFacts['current'];
  declaredAt?: string;
  speaksFor: ReadonlySet<string>;
  /** Owners and stewards of the domains of its topics. */
  stewards: string[];
  /** Whether the caller is of governance. */
  isGovernance: boolean;
  /** Names of those who read it or may, other than its producers. */
  consumers: string[];
  /** Clusters whose groups could not be asked for. */
  unknown: string[];
  override: boolean;
  /** What is tried, in the words of sentences; to unpublish if left out. */
  what?: 'unpublish' | 'retire';
};

const MAX_NAMED = 5;

function named(list: string[]): string {
  const more = list.length - MAX_NAMED;
  return [
    ...list.slice(0, MAX_NAMED),
    ...(more > 0 ? [`${more} more`] : []),
  ].join(', ');
}

/**
 * Why somebody may not unpublish a product, or retire it; nothing where they
 * may. Pure.
 */
export function refuseUnpublication(
  facts: UnpublishFacts,
): Refusal | undefined {
  const { ref, current, declaredAt, speaksFor, stewards } = facts;
  const { what = 'unpublish' } = facts;
  if (current?.state !== 'published') {
    return refusal('NOT_FOUND', `${ref} is not published in the portal`);
  }
  const isSteward =
    facts.isGovernance || stewards.some(steward => speaksFor.has(steward));
  if (!isSteward && !speaksFor.has(current.ownerRef)) {
    return refusal(
      'NOT_ALLOWED',
      `Only ${current.ownerRef}, stewards of its domain and governance can ${what} ${ref}`,
    );
  }
  // A declared one goes on, with its consumers.
  if (declaredAt !== undefined) return undefined;
  if (facts.override) {
    return isSteward
      ? undefined
      : refusal(
          'NOT_ALLOWED',
          `Only stewards of its domain and governance can ${what} ${ref} although it is read; ask ${
            named(stewards) || 'governance'
          }`,
        );
  }
  return refuseWhileRead(ref, facts);
}

/** Why a product cannot end now; nothing where it is known that none reads it. */
export function refuseWhileRead(
  ref: string,
  { consumers, unknown }: Pick<UnpublishFacts, 'consumers' | 'unknown'>,
): Refusal | undefined {
  if (unknown.length > 0) {
    return refusal(
      'UNAVAILABLE',
      `Who reads ${ref} cannot be told, since the groups of cluster ${named(
        unknown,
      )} could not be read; try again later, or have a steward override it`,
    );
  }
  return consumers.length > 0
    ? refusal(
        'CONFLICT',
        `${ref} is still read by ${named(
          consumers,
        )}; deprecate it and wait until they have moved, or have a steward override it`,
      )
    : undefined;
}
