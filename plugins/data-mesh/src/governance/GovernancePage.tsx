import { Route, Routes } from 'react-router-dom';
import { AllFindings } from './AllFindings';

/** What policies find wrong. */
export function GovernancePage() {
  return (
    <Routes>
      <Route index element={<AllFindings />} />
    </Routes>
  );
}
