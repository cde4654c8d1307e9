/** A declaration that wants a topic. */
export type TopicClaim = {
  productRef: string;
  /** From a trusted location, or accepted by the domain's owner. */
  entitled: boolean;
  /** When the catalog index first saw the declaration, in milliseconds. */
  since: number;
};

/** Who holds a topic, and who wants it too. */
export type TopicHold = {
  holder?: string;
  /** Entitled declarations that came later. */
  contested: string[];
  /** Declarations that wait for the domain's owner. */
  awaiting: string[];
};

/**
 * Decides who holds a topic: whoever holds it already, while still entitled,
 * else the earliest. A later declaration never takes a topic away, however
 * much it is trusted.
 *
 * @param previous - holder so far
 */
export function decideHold(
  claims: TopicClaim[],
  previous: string | undefined,
): TopicHold {
  const entitled = claims
    .filter(claim => claim.entitled)
    .sort(
      (a, b) => a.since - b.since || (a.productRef < b.productRef ? -1 : 1),
    );
  const holder =
    entitled.find(claim => claim.productRef === previous) ?? entitled[0];
  return {
    ...(holder ? { holder: holder.productRef } : {}),
    contested: entitled
      .filter(claim => claim !== holder)
      .map(claim => claim.productRef)
      .sort(),
    awaiting: claims
      .filter(claim => !claim.entitled)
      .map(claim => claim.productRef)
      .sort(),
  };
}
