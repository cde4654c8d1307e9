import type { MeshCluster, TopicFacts, TopicGroup } from './types';
import { lastReading } from '../clusters/readings';

/** New records within this time mean that somebody writes. */
const ALIVE_MS = 5 * 60_000;
/** A group that is further behind than this is worth a word. */
const BEHIND_SECONDS = 60;

/** A consumer group with what it has left to read, over all topics. */
export type GroupProgress = {
  groupId: string;
  /** Absent where it could not be asked for one of the topics. */
  lag?: number;
  /** Whether nobody reads for it at the moment. */
  idle: boolean;
  /** Whether it needs more than a minute to catch up, or never will. */
  behind: boolean;
};

/** What the topics of a product say about whether it lives. */
export type Liveness = {
  /** `stale` while a cluster cannot be read; then all else is older. */
  status: 'alive' | 'quiet' | 'unknown' | 'stale';
  recordsPerMinute?: number;
  lastGrowthAt?: string;
  /** Of what one sees, the reading that is longest ago. */
  readAt?: string;
  groups: GroupProgress[];
};

/** Whether the topics live and their readers keep up. Pure; `now` is given. */
export function livenessOf(
  topics: TopicFacts[],
  clusters: MeshCluster[],
  now: number,
): Liveness {
  const rates = topics
    .map(({ recordsPerMinute }) => recordsPerMinute)
    .filter((rate): rate is number => rate !== undefined);
  const recordsPerMinute =
    rates.length > 0 ? rates.reduce((a, b) => a + b, 0) : undefined;
  const lastGrowthAt = latest(topics.map(topic => topic.lastGrowthAt));
  const failing = clusters.filter(({ state }) => state !== 'ok');
  // Taken out of the configuration, a cluster is not read any more either.
  const orphans = topics.filter(
    ({ topic }) => !clusters.some(({ name }) => name === topic.cluster),
  );
  const isStale = failing.length > 0 || orphans.length > 0;
  const readAt = isStale
    ? earliest([
        ...failing.map(lastReading),
        ...orphans.map(({ measuredAt }) => measuredAt),
      ])
    : earliest(clusters.map(lastReading));
  const measured = topics.some(({ measuredAt }) => measuredAt);

  let status: Liveness['status'] = 'quiet';
  if (!measured) {
    status = 'unknown';
  } else if (isStale) {
    status = 'stale';
  } else if (lastGrowthAt && now - Date.parse(lastGrowthAt) <= ALIVE_MS) {
    status = 'alive';
  }
  return {
    status,
    recordsPerMinute,
    lastGrowthAt,
    readAt,
    groups: progressOf(topics),
  };
}

function progressOf(topics: TopicFacts[]): GroupProgress[] {
  const byId = new Map<string, { group: TopicGroup; rate?: number }[]>();
  for (const { groups, recordsPerMinute } of topics) {
    for (const group of groups) {
      const parts = byId.get(group.groupId) ?? [];
      parts.push({ group, rate: recordsPerMinute });
      byId.set(group.groupId, parts);
    }
  }
  return [...byId].map(([groupId, parts]) => ({
    groupId,
    lag: parts.some(({ group }) => group.lag === undefined)
      ? undefined
      : parts.reduce((sum, { group }) => sum + (group.lag ?? 0), 0),
    idle: parts.every(({ group }) => group.members === 0),
    behind: parts.some(({ group, rate }) => isBehind(group, rate)),
  }));
}

/** Whether a group has more to read than comes in a minute, or does not read. */
export function isBehind(group: TopicGroup, recordsPerMinute = 0): boolean {
  const lag = group.lag ?? 0;
  if (lag === 0) return false;
  if (group.members === 0) return true;
  return lag > Math.max((recordsPerMinute * BEHIND_SECONDS) / 60, 10);
}

function latest(times: (string | undefined)[]): string | undefined {
  return sorted(times).pop();
}

function earliest(times: (string | undefined)[]): string | undefined {
  return sorted(times)[0];
}

function sorted(times: (string | undefined)[]): string[] {
  return times
    .filter((at): at is string => at !== undefined)
    .sort((a, b) => Date.parse(a) - Date.parse(b));
}
