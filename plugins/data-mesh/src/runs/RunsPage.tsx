import { Route, Routes } from 'react-router-dom';
import { AllRuns } from './AllRuns';
import { RunPage } from './RunPage';

/** What templates made for somebody, and each run by itself. */
export function RunsPage() {
  return (
    <Routes>
      <Route index element={<AllRuns />} />
      <Route path=":run" element={<RunPage />} />
    </Routes>
  );
}
