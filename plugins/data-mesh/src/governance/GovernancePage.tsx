import { Route, Routes } from 'react-router-dom';
import { AllFindings } from './AllFindings';
import { AllPolicies } from './AllPolicies';
import { EditorPage } from './editor/EditorPage';
import { VersionsPage } from './editor/VersionsPage';
import { PolicyPage } from './PolicyPage';

/** What policies find wrong, all policies, and each by itself. */
export function GovernancePage() {
  return (
    <Routes>
      <Route index element={<AllFindings />} />
      <Route path="policies" element={<AllPolicies />} />
      <Route path="policies/:id" element={<PolicyPage />} />
      <Route path="policies/:id/edit" element={<EditorPage />} />
      <Route path="policies/:id/versions" element={<VersionsPage />} />
      <Route path="new-policy" element={<EditorPage />} />
    </Routes>
  );
}
