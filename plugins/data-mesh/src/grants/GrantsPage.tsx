import { Route, Routes } from 'react-router-dom';
import { AllGrants } from './AllGrants';
import { GrantPage } from './GrantPage';

/** Grants that one is party to, and each by itself. */
export function GrantsPage() {
  return (
    <Routes>
      <Route index element={<AllGrants />} />
      <Route path=":id" element={<GrantPage />} />
    </Routes>
  );
}
