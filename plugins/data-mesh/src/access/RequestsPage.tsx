import { Route, Routes } from 'react-router-dom';
import { MyRequests } from './MyRequests';
import { RequestPage } from './RequestPage';

/** What one has asked for, and each request by itself. */
export function RequestsPage() {
  return (
    <Routes>
      <Route index element={<MyRequests />} />
      <Route path=":id" element={<RequestPage />} />
    </Routes>
  );
}
