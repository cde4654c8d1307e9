import type { AccessUse } from '@data-mesh/backstage-plugin-data-mesh-node';
import type { UseEvidence } from './evidence';

/**
 * Kafka's own signs of use with what an adopter's source says: pure. A sign of
 * use is never taken back by a source that has seen none.
 *
 * @param said - `undefined` where the source cannot tell
 * @param startsAt - of the grant, in milliseconds; use before does not count
 */
export function mergeEvidence(
  own: UseEvidence,
  said: AccessUse | undefined,
  startsAt: number,
): UseEvidence {
  if (!said) return own;
  const usedAt = said.usedAt?.getTime();
  if (usedAt !== undefined && usedAt >= startsAt) {
    if (own.verdict === 'seen' && (own.at ?? 0) >= usedAt) return own;
    return {
      verdict: 'seen',
      sentence: `Seen: ${said.says}`,
      at: usedAt,
      groups: own.groups,
    };
  }
  if (own.verdict !== 'unknown') return own;
  return {
    verdict: 'not-seen',
    sentence: `Not seen: ${said.says}`,
    since: startsAt,
    groups: own.groups,
  };
}
