import type { TopicConfigs } from '../kafka/KafkaPort';
import { humanPeriod } from '../policies/humanPeriod';
import type { Objective } from './objectives';

/** Days over which availability is counted. */
export const WINDOW_DAYS = 30;

/** The time over which the records of a topic are counted. */
export const DAY_MS = 86_400_000;

/** Steps in which records are counted, so a day may be longer by one. */
export const VOLUME_BUCKET_MS = 900_000;

// A cluster is read late now and then; beyond this it is not read.
const PASSES_MISSED = 3;
const LEAST_STALE_MS = 60_000;

/** What was measured of one topic that a port promises something about. */
export type Measured = {
  /** Time between two full passes over the cluster; absent if not configured. */
  passMs?: number;
  /** When its offsets were read last; absent before the first time. */
  measuredAt?: number;
  /** Since when it is watched. */
  watchedSince?: number;
  /** When a pass last found new records. */
  lastGrowthAt?: number;
  configs?: TopicConfigs;
  /** Passes of the last {@link WINDOW_DAYS}, and those with all leaders. */
  passes: number;
  ledPasses: number;
  /** Records that came within 24 hours, and how much of those was watched. */
  volume?: { records: number; watchedMs: number };
  /** By consumer group; `null` where its lag could not be read. */
  lags: ReadonlyMap<string, number | null>;
};

/** Whether a promise is kept, and what says so. */
export type Judgement =
  | { state: 'kept' | 'breached'; value: number | null }
  /** With why it could not be told, in one sentence. */
  | { state: 'unknown'; reason: string };

const unknown = (reason: string): Judgement => ({ state: 'unknown', reason });

function judged(isKept: boolean, value: number | null): Judgement {
  return { state: isKept ? 'kept' : 'breached', value };
}

function staleness(
  { passMs, measuredAt }: Measured,
  now: number,
): string | undefined {
  if (passMs === undefined) return 'Its cluster is not configured.';
  if (measuredAt === undefined) return 'The topic has not been measured yet.';
  const age = now - measuredAt;
  return age > Math.max(PASSES_MISSED * passMs, LEAST_STALE_MS)
    ? `The topic was last measured ${humanPeriod(age)} ago.`
    : undefined;
}

/** Its age is known as exactly as passes come, so a shorter one cannot be. */
function judgeFreshness(ms: number, measured: Measured): Judgement {
  const { passMs = 0, measuredAt = 0, lastGrowthAt, watchedSince } = measured;
  if (ms < passMs) {
    return unknown(
      `It is measured every ${humanPeriod(
        passMs,
      )}, which is not often enough for this promise; shorten sync.full of the cluster.`,
    );
  }
  const from = lastGrowthAt ?? watchedSince ?? measuredAt;
  const age = measuredAt - from;
  if (lastGrowthAt === undefined && age <= ms) {
    return unknown('No record has come since it is watched.');
  }
  return judged(age <= ms, age);
}

function judgeAvailability(
  percent: number,
  { passes, ledPasses }: Measured,
): Judgement {
  if (passes === 0) return unknown('The topic has not been measured yet.');
  const share = (100 * ledPasses) / passes;
  return judged(share >= percent, share);
}

function judgeRetention(
  ms: number,
  { configs }: Pick<Measured, 'configs'>,
): Judgement {
  const policy = configs?.['cleanup.policy']?.value;
  const kept = configs?.['retention.ms']?.value;
  if (!policy || kept === undefined || kept === null) {
    return unknown('The configuration of the topic could not be read.');
  }
  const deletes = policy.split(',').some(each => each.trim() === 'delete');
  // A compacted topic keeps the last record of each key for ever.
  if (!deletes) return judged(true, null);
  const bytes = Number(configs?.['retention.bytes']?.value ?? -1);
  const period = Number(kept);
  if (period >= 0 && period < ms) return judged(false, period);
  if (bytes >= 0) {
    return unknown(
      'retention.bytes of the topic may remove records before their time.',
    );
  }
  return judged(true, period < 0 ? null : period);
}

function judgeVolume(
  records: number,
  { volume, passMs = 0 }: Pick<Measured, 'volume' | 'passMs'>,
): Judgement {
  if (!volume) return unknown('The topic has not been measured yet.');
  if (volume.records >= records) return judged(true, volume.records);
  return volume.watchedMs < DAY_MS - Math.max(VOLUME_BUCKET_MS, 2 * passMs)
    ? unknown(
        `The topic has been watched for ${humanPeriod(
          volume.watchedMs,
        )}, and the promise is about a day.`,
      )
    : judged(false, volume.records);
}

function judgeLag(
  objective: { group: string; records: number },
  { lags }: Pick<Measured, 'lags'>,
): Judgement {
  const { group, records } = objective;
  const lag = lags.get(group);
  if (lag === undefined) {
    return unknown(`Consumer group ${group} has not read the topic.`);
  }
  return lag === null
    ? unknown(`The lag of consumer group ${group} could not be read.`)
    : judged(lag <= records, lag);
}

/**
 * Whether a promise is kept: pure. What could not be measured, or not often or
 * long enough, is unknown.
 */
export function judgeObjective(
  objective: Objective,
  measured: Measured,
  now: number,
): Judgement {
  const stale = staleness(measured, now);
  if (stale) return unknown(stale);
  switch (objective.type) {
    case 'freshness':
      return judgeFreshness(objective.ms, measured);
    case 'availability':
      return judgeAvailability(objective.percent, measured);
    case 'retention':
      return judgeRetention(objective.ms, measured);
    case 'volume':
      return judgeVolume(objective.records, measured);
    default:
      return judgeLag(objective, measured);
  }
}
