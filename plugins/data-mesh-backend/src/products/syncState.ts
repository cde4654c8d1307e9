import { Duration } from 'luxon';
import {
  worstSyncState,
  type SyncState,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { SnapshotTopic } from '../snapshot/topicRows';
import type { SubjectRecord } from '../schema-registry/SchemaRegistryPort';
import type { TopicHold } from './holds';

/** A state with one short sentence that says why. */
export type Verdict = { state: SyncState; reason?: string };

/** What a cluster's snapshot allows to say. */
export type ClusterView = {
  configured: boolean;
  /** Whether a full pass has succeeded at least once. */
  read: boolean;
  /** Whether we can see every topic; else one may exist unseen. */
  seesAllTopics: boolean;
  /** Whether the schema registry was read at least once. */
  subjectsRead: boolean;
};

/** What a declaration says of one location of a port. */
export type Expectation = {
  productRef: string;
  cluster: string;
  topic: string;
  /** As the product's `spec.domain` has it. */
  domainRef?: string;
  subject?: string;
  compatibility?: string;
  /** ISO 8601 duration. */
  retention?: string;
};

/** The worst of several verdicts; the reason is that of the first such. */
export function worstVerdict(verdicts: Verdict[]): Verdict {
  const state = worstSyncState(verdicts.map(v => v.state));
  const reason = verdicts.find(v => v.state === state)?.reason;
  return { state, ...(reason ? { reason } : {}) };
}

function holdVerdict(
  expected: Expectation,
  hold: TopicHold,
): Verdict | undefined {
  const { productRef, topic, cluster } = expected;
  if (hold.awaiting.includes(productRef)) {
    return {
      state: 'contested',
      reason: `The declaration of topic ${topic} on cluster ${cluster} comes from a location that is not trusted; the owner of the topic's domain has yet to accept it.`,
    };
  }
  if (hold.holder && hold.holder !== productRef) {
    return {
      state: 'contested',
      reason: `Topic ${topic} on cluster ${cluster} is held by ${hold.holder}, which named it first.`,
    };
  }
  return undefined;
}

function drifts(
  expected: Expectation,
  live: SnapshotTopic,
  liveDomainRef: string | undefined,
  view: ClusterView,
  subjects: Map<string, SubjectRecord>,
): string[] {
  const found: string[] = [];
  const { topic, subject, compatibility, retention, domainRef } = expected;
  if (liveDomainRef && domainRef && liveDomainRef !== domainRef) {
    found.push(
      `Topic ${topic} belongs to ${liveDomainRef} by the cluster's configuration, not to ${domainRef}.`,
    );
  }
  if (subject && view.subjectsRead) {
    const record = subjects.get(subject);
    if (!record) {
      found.push(`Subject ${subject} is not in the schema registry.`);
    } else if (
      compatibility &&
      record.compatibility &&
      record.compatibility !== compatibility
    ) {
      found.push(
        `Subject ${subject} has compatibility ${record.compatibility}, not ${compatibility}.`,
      );
    }
  }
  const keeps = live.configs?.['retention.ms']?.value;
  const deletes = live.configs?.['cleanup.policy']?.value?.includes('delete');
  const promised = retention && Duration.fromISO(retention).toMillis();
  if (keeps && deletes && promised && Number(keeps) >= 0) {
    if (Number(keeps) < promised) {
      found.push(
        `Topic ${topic} keeps records for ${keeps} ms, less than the ${retention} that is promised.`,
      );
    }
  }
  return found;
}

/**
 * How one declared location compares with what is live.
 *
 * @param live - the topic in the snapshot, if it is there
 */
export function judgeLocation(
  expected: Expectation,
  hold: TopicHold,
  view: ClusterView,
  live: SnapshotTopic | undefined,
  liveDomainRef: string | undefined,
  subjects: Map<string, SubjectRecord>,
): Verdict {
  const { cluster, topic } = expected;
  const held = holdVerdict(expected, hold);
  if (held) return held;
  if (!view.configured) {
    return {
      state: 'unknown',
      reason: `Cluster ${cluster} is not configured in dataMesh.clusters.`,
    };
  }
  if (!view.read) {
    return {
      state: 'unknown',
      reason: `Cluster ${cluster} has not been read yet.`,
    };
  }
  if (!live) {
    return view.seesAllTopics
      ? {
          state: 'missing',
          reason: `Topic ${topic} does not exist on cluster ${cluster}.`,
        }
      : {
          state: 'unknown',
          reason: `Topic ${topic} was not seen on cluster ${cluster}, but our credentials may not see all topics there.`,
        };
  }
  const found = drifts(expected, live, liveDomainRef, view, subjects);
  return found.length
    ? { state: 'drift', reason: found[0] }
    : { state: 'in-sync' };
}
