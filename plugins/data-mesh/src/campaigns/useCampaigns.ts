import type {
  CampaignItemQuery,
  CampaignQuery,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { ACCESS, loadWaitingCampaigns, useAccess } from '../access/useAccess';

/** Campaigns, the newest first, and who may start one. */
export function useCampaigns(query: CampaignQuery) {
  return useAccess(`${ACCESS}campaigns:${JSON.stringify(query)}`, api =>
    api.listCampaigns(query),
  );
}

/** One campaign, with how far it is. */
export function useCampaign(id: string) {
  return useAccess(`${ACCESS}campaign:${id}`, api => api.getCampaign(id));
}

/** Grants of a campaign. */
export function useCampaignItems(id: string, query: CampaignItemQuery) {
  return useAccess(
    `${ACCESS}campaign-items:${id}:${JSON.stringify(query)}`,
    api => api.listCampaignItems(id, query),
  );
}

/** Open campaigns in which the user has yet to answer for grants. */
export function useWaitingCampaigns() {
  return useAccess(`${ACCESS}waiting-campaigns`, loadWaitingCampaigns);
}
