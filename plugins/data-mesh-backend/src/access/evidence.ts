import { matchesResource } from '../explain/matchesResource';
import type { GrantedBinding } from './GrantedBinding';
import type { AccessMode } from './planBindings';

/** What was seen of a consumer group on the grant's topic. */
export type SeenGroup = {
  group: string;
  members: number;
  lag?: number;
  /** Last pass that found its offsets moved, in milliseconds. */
  progressedAt?: number;
};

/** Signs of use, as far as Kafka shows any. */
export type UseEvidence = {
  verdict: 'seen' | 'not-seen' | 'unknown';
  sentence: string;
  /** When it was last seen, in milliseconds. */
  at?: number;
  /** Since when it was not seen, in milliseconds. */
  since?: number;
  groups: SeenGroup[];
};

/** What the evidence is judged from. */
export type EvidenceFacts = {
  mode: AccessMode;
  bindings: GrantedBinding[];
  /** Start of the grant, in milliseconds. */
  startsAt: number;
  /** Groups that have committed offsets on the topic. */
  groups: SeenGroup[];
  /** Whether our own ACLs prove that we see every group. */
  seesAllGroups: boolean;
  now: number;
};

/**
 * Whether a grant is used: pure. Kafka never shows a member's principal, so
 * the groups that only this consumer may use stand for it; who writes, and who
 * reads without a group, leaves no trace at all.
 */
export function judgeEvidence(facts: EvidenceFacts): UseEvidence {
  const { mode, bindings, startsAt, seesAllGroups, now } = facts;
  if (mode === 'write') {
    return {
      verdict: 'unknown',
      sentence: 'Kafka does not tell who writes, so its use cannot be known.',
      groups: [],
    };
  }
  const own = bindings.filter(b => b.resourceType === 'GROUP');
  if (own.length === 0) {
    return {
      verdict: 'unknown',
      sentence:
        'None of its ACLs is about a consumer group, so its use cannot be known.',
      groups: [],
    };
  }
  const groups = facts.groups.filter(({ group }) =>
    own.some(binding => matchesResource(binding, 'GROUP', group)),
  );
  const active = groups.filter(({ members }) => members > 0);
  const progress = groups.flatMap(({ progressedAt }) =>
    progressedAt !== undefined && progressedAt >= startsAt
      ? [progressedAt]
      : [],
  );
  if (active.length > 0) {
    const names = active.map(({ group }) => group).join(', ');
    return {
      verdict: 'seen',
      sentence: `Seen: group ${names} is reading.`,
      at: now,
      groups,
    };
  }
  if (progress.length > 0) {
    const at = Math.max(...progress);
    return {
      verdict: 'seen',
      sentence: 'Seen: the offsets of its groups have moved.',
      at,
      groups,
    };
  }
  if (!seesAllGroups) {
    return {
      verdict: 'unknown',
      sentence:
        'Our credentials may not see all consumer groups, so its use cannot be known.',
      groups,
    };
  }
  return {
    verdict: 'not-seen',
    sentence:
      'Not seen: none of its groups has read. A consumer without a group would leave no trace.',
    since: startsAt,
    groups,
  };
}
