import type { Knex } from 'knex';
import type { StoredGrant } from '../access/grantRows';
import { revocationOf } from '../access/revocation';
import type { HistoryFact } from '../history/appendHistory';
import type { GrantRow } from '../tables';
import type { StoredCampaign } from './campaignRows';

/**
 * Revokes a grant that the transaction has locked, as the outcome of a
 * campaign. The reconciler takes it from there.
 *
 * @returns the fact that this makes; none where the grant ends already
 */
export async function revokeInCampaign(
  tx: Knex,
  campaign: StoredCampaign,
  grant: StoredGrant,
  by: { actor: string; reason: string },
): Promise<HistoryFact[]> {
  const revocation = revocationOf(grant, { ...by, campaign: campaign.id });
  if (!revocation) return [];
  await tx<GrantRow>('grants')
    .where({ id: grant.id, version: grant.version })
    .update({ ...revocation.change, version: grant.version + 1 });
  return [revocation.fact];
}
