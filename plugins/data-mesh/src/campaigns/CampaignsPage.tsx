import { Route, Routes } from 'react-router-dom';
import { AllCampaigns } from './AllCampaigns';
import { CampaignPage } from './CampaignPage';

/** Campaigns, in which grants are looked at again, and each by itself. */
export function CampaignsPage() {
  return (
    <Routes>
      <Route index element={<AllCampaigns />} />
      <Route path=":id" element={<CampaignPage />} />
    </Routes>
  );
}
