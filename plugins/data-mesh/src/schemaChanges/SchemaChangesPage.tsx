import { Route, Routes } from 'react-router-dom';
import { AllSchemaChanges } from './AllSchemaChanges';
import { SchemaChangePage } from './SchemaChangePage';

/** Changes of schemas that wait for their readers, and each by itself. */
export function SchemaChangesPage() {
  return (
    <Routes>
      <Route index element={<AllSchemaChanges />} />
      <Route path=":id" element={<SchemaChangePage />} />
    </Routes>
  );
}
