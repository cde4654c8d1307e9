import type { Knex } from 'knex';
import { toNumber } from '../../rows';
import type { PolicyVersionRow } from '../../tables';

/** Whether a version counts, or takes the policy out of force. */
export type VersionState = 'published' | 'retired';

/** What was published of a policy in the portal, at one time. */
export type PolicyVersion = {
  policyId: string;
  /** From 1. */
  version: number;
  /** As it was written. */
  document: Record<string, unknown>;
  state: VersionState;
  publishedBy: string;
  publishedAt: number;
  reason: string;
};

function toVersion(row: PolicyVersionRow): PolicyVersion {
  return {
    policyId: row.policy_id,
    version: row.version,
    document: JSON.parse(row.document),
    state: row.state as VersionState,
    publishedBy: row.published_by,
    publishedAt: toNumber(row.published_at),
    reason: row.reason,
  };
}

/**
 * A number that differs whenever versions do: they are only added to, so it is
 * how many there are.
 */
export async function readVersionStamp(db: Knex): Promise<number> {
  const row = await db<PolicyVersionRow>('policy_versions')
    .count({ versions: '*' })
    .first();
  return Number(row?.versions ?? 0);
}

/** The newest version of each policy, by policy; retired ones, too. */
export async function readCurrentVersions(db: Knex): Promise<PolicyVersion[]> {
  const newest = db<PolicyVersionRow>('policy_versions')
    .groupBy('policy_id')
    .select('policy_id')
    .max({ version: 'version' })
    .as('newest');
  const rows: PolicyVersionRow[] = await db('policy_versions as v')
    .join(newest, join =>
      join
        .on('newest.policy_id', 'v.policy_id')
        .andOn('newest.version', 'v.version'),
    )
    .orderBy('v.policy_id')
    .select('v.*');
  return rows.map(toVersion);
}

/** All versions of one policy, the newest first. */
export async function readVersions(
  db: Knex,
  policyId: string,
): Promise<PolicyVersion[]> {
  const rows = await db<PolicyVersionRow>('policy_versions')
    .where({ policy_id: policyId })
    .orderBy('version', 'desc')
    .select();
  return rows.map(toVersion);
}

/** The newest version of one policy, if it was ever published. */
export async function readCurrentVersion(
  db: Knex,
  policyId: string,
): Promise<PolicyVersion | undefined> {
  const row = await db<PolicyVersionRow>('policy_versions')
    .where({ policy_id: policyId })
    .orderBy('version', 'desc')
    .first();
  return row && toVersion(row);
}

/**
 * Adds a version.
 *
 * @throws what the database throws where there is one of the same number: the
 *   first of two at the same instant is the one
 */
export async function insertVersion(
  tx: Knex,
  version: PolicyVersion,
): Promise<void> {
  await tx<PolicyVersionRow>('policy_versions').insert({
    policy_id: version.policyId,
    version: version.version,
    document: JSON.stringify(version.document),
    state: version.state,
    published_by: version.publishedBy,
    published_at: version.publishedAt,
    reason: version.reason,
  });
}
