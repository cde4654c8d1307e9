import type { Grant } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Tone } from '../state/StateLabel';

const WEEK = 7 * 86_400_000;

/** Whether a grant is used, as far as Kafka shows it, at a glance. */
export function evidenceLooks({
  evidence,
  startsAt,
}: Pick<Grant, 'evidence' | 'startsAt'>): [tone: Tone, words: string] {
  const verdict = evidence?.verdict ?? 'unknown';
  if (verdict === 'seen') return ['good', 'In use'];
  if (verdict === 'unknown') return ['over', 'Cannot be known'];
  // Who was just given access need not have begun.
  return Date.now() - Date.parse(startsAt) < WEEK
    ? ['waiting', 'Not seen yet']
    : ['warning', 'Not seen'];
}
