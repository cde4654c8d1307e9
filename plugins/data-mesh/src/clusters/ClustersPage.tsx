import { Route, Routes } from 'react-router-dom';
import { PrincipalsPage } from '../principals/PrincipalsPage';
import { AclsPage } from '../unmanaged/AclsPage';
import { AllClusters } from './AllClusters';

/** Every cluster, and what there is on one of them. */
export function ClustersPage() {
  return (
    <Routes>
      <Route index element={<AllClusters />} />
      <Route path=":cluster/acls" element={<AclsPage />} />
      <Route path=":cluster/principals" element={<PrincipalsPage />} />
    </Routes>
  );
}
