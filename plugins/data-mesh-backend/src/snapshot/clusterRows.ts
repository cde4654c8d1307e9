import type { Knex } from 'knex';
import type { ClusterSettings } from '../config/DataMeshConfig';
import type { KafkaErrorInfo } from '../kafka/errors';
import type { ClusterDescription } from '../kafka/KafkaPort';
import { parseJson, toNumber, toOptionalNumber } from '../rows';
import type { ClusterRow } from '../tables';
import type { HeldRemovals } from './removalGuard';

/** How the passes over one cluster went. */
export type ClusterState = {
  name: string;
  clusterId?: string;
  pass: number;
  lightAt?: number;
  fullAt?: number;
  subjectsAt?: number;
  facts?: ClusterDescription;
  /** What of the configuration the mesh was last computed with. */
  lastSettings?: Pick<ClusterSettings, 'environment' | 'domains'>;
  gaps: KafkaErrorInfo[];
  error?: KafkaErrorInfo;
  errorSince?: number;
  held?: HeldRemovals & { since: number };
  confirmedRemovals?: string;
};

function toState(row: ClusterRow): ClusterState {
  return {
    name: row.name,
    clusterId: row.cluster_id ?? undefined,
    pass: toNumber(row.pass),
    lightAt: toOptionalNumber(row.light_at),
    fullAt: toOptionalNumber(row.full_at),
    subjectsAt: toOptionalNumber(row.subjects_at),
    facts: parseJson(row.facts),
    lastSettings: parseJson(row.settings),
    gaps: parseJson(row.gaps) ?? [],
    error: parseJson(row.error),
    errorSince: toOptionalNumber(row.error_since),
    held: parseJson(row.held_removals),
    confirmedRemovals: row.confirmed_removals ?? undefined,
  };
}

export async function readClusterStates(
  tx: Knex,
): Promise<Map<string, ClusterState>> {
  const rows = await tx<ClusterRow>('clusters').select();
  return new Map(rows.map(row => [row.name, toState(row)]));
}

/**
 * Begins a pass. What it saw is written only while no later one has begun, so
 * that a replica which was paused cannot bring an old picture back.
 */
export async function beginPass(db: Knex, name: string): Promise<ClusterState> {
  return db.transaction(async tx => {
    await tx<ClusterRow>('clusters')
      .insert({ name, pass: 0 })
      .onConflict('name')
      .ignore();
    await tx<ClusterRow>('clusters').where({ name }).increment('pass', 1);
    const row = await tx<ClusterRow>('clusters').where({ name }).first();
    if (!row) throw new Error(`cluster ${name} has lost its row`);
    return toState(row);
  });
}

export type PassOutcome = {
  settings: Pick<ClusterSettings, 'environment' | 'domains'>;
  clusterId: string;
  facts: ClusterDescription;
  lightAt: number;
  fullAt?: number;
  subjectsAt?: number;
  gaps?: KafkaErrorInfo[];
  held?: HeldRemovals & { since: number };
};

/** @returns false if a later pass has begun; then nothing may be written */
export async function finishPass(
  tx: Knex,
  name: string,
  pass: number,
  outcome: PassOutcome,
): Promise<boolean> {
  const updated = await tx<ClusterRow>('clusters')
    .where({ name, pass })
    .update({
      settings: JSON.stringify(outcome.settings),
      cluster_id: outcome.clusterId,
      facts: JSON.stringify(outcome.facts),
      light_at: outcome.lightAt,
      ...(outcome.fullAt ? { full_at: outcome.fullAt } : {}),
      ...(outcome.subjectsAt ? { subjects_at: outcome.subjectsAt } : {}),
      ...(outcome.gaps ? { gaps: JSON.stringify(outcome.gaps) } : {}),
      error: null,
      error_since: null,
      held_removals: outcome.held ? JSON.stringify(outcome.held) : null,
      // A confirmation is good for once.
      ...(outcome.held ? {} : { confirmed_removals: null }),
    });
  return updated === 1;
}

/** Records why a pass failed; everything else stays as it was. */
export async function failPass(
  db: Knex,
  name: string,
  pass: number,
  error: KafkaErrorInfo,
  now: number,
): Promise<void> {
  await db<ClusterRow>('clusters')
    .where({ name, pass })
    .update({
      error: JSON.stringify(error),
      error_since: db.raw('coalesce(error_since, ?)', [now]),
    });
}

/** @returns false if exactly these removals are not held (any more) */
export async function confirmHeldRemovals(
  db: Knex,
  name: string,
  hash: string,
): Promise<boolean> {
  return db.transaction(async tx => {
    const row = await tx<ClusterRow>('clusters').where({ name }).first();
    const held = row && parseJson<HeldRemovals>(row.held_removals);
    if (held?.hash !== hash) return false;
    await tx<ClusterRow>('clusters')
      .where({ name })
      .update({ confirmed_removals: hash });
    return true;
  });
}
