import { useRouteRef } from '@backstage/core-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { RiNodeTree } from '@remixicon/react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { RequestsPage } from '../access/RequestsPage';
import { ToDecidePage } from '../access/ToDecidePage';
import { useToDecideCount } from '../access/useAccess';
import { CampaignsPage } from '../campaigns/CampaignsPage';
import { ClustersPage } from '../clusters/ClustersPage';
import { ExplainPage } from '../explain/ExplainPage';
import { GovernancePage } from '../governance/GovernancePage';
import { GrantsPage } from '../grants/GrantsPage';
import { HistoryPage } from '../history/HistoryPage';
import { ProductsPage } from '../products/ProductsPage';
import { rootRouteRef } from '../routes';
import { RunsPage } from '../runs/RunsPage';
import { SchemaChangesPage } from '../schemaChanges/SchemaChangesPage';

/** The sub-pages under one header, as the new frontend system frames them. */
export function DataMeshPage() {
  const root = useRouteRef(rootRouteRef)();
  const toDecide = useToDecideCount();
  return (
    <>
      <PluginHeader
        icon={<RiNodeTree />}
        title="Data mesh"
        titleLink={root}
        tabs={[
          {
            id: 'products',
            label: 'Data products',
            href: `${root}/products`,
            matchStrategy: 'prefix',
          },
          {
            id: 'requests',
            label: 'My requests',
            href: `${root}/requests`,
            matchStrategy: 'prefix',
          },
          {
            id: 'to-decide',
            label: toDecide ? `To decide (${toDecide})` : 'To decide',
            href: `${root}/to-decide`,
            matchStrategy: 'prefix',
          },
          {
            id: 'grants',
            label: 'Grants',
            href: `${root}/grants`,
            matchStrategy: 'prefix',
          },
          {
            id: 'campaigns',
            label: 'Campaigns',
            href: `${root}/campaigns`,
            matchStrategy: 'prefix',
          },
          {
            id: 'schema-changes',
            label: 'Schema changes',
            href: `${root}/schema-changes`,
            matchStrategy: 'prefix',
          },
          {
            id: 'runs',
            label: 'Runs',
            href: `${root}/runs`,
            matchStrategy: 'prefix',
          },
          {
            id: 'governance',
            label: 'Governance',
            href: `${root}/governance`,
            matchStrategy: 'prefix',
          },
          {
            id: 'explain',
            label: 'Explain',
            href: `${root}/explain`,
            matchStrategy: 'prefix',
          },
          {
            id: 'history',
            label: 'History',
            href: `${root}/history`,
            matchStrategy: 'prefix',
          },
          {
            id: 'clusters',
            label: 'Clusters',
            href: `${root}/clusters`,
            matchStrategy: 'prefix',
          },
        ]}
      />
      <Routes>
        <Route index element={<Navigate to="products" replace />} />
        <Route path="products/*" element={<ProductsPage />} />
        <Route path="requests/*" element={<RequestsPage />} />
        <Route path="to-decide/*" element={<ToDecidePage />} />
        <Route path="grants/*" element={<GrantsPage />} />
        <Route path="campaigns/*" element={<CampaignsPage />} />
        <Route path="schema-changes/*" element={<SchemaChangesPage />} />
        <Route path="runs/*" element={<RunsPage />} />
        <Route path="governance/*" element={<GovernancePage />} />
        <Route path="explain/*" element={<ExplainPage />} />
        <Route path="history/*" element={<HistoryPage />} />
        <Route path="clusters/*" element={<ClustersPage />} />
      </Routes>
    </>
  );
}
