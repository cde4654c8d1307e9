import { useRouteRef } from '@backstage/core-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { RiNodeTree } from '@remixicon/react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { ClustersPage } from '../clusters/ClustersPage';
import { ProductsPage } from '../products/ProductsPage';
import { rootRouteRef } from '../routes';

/** The sub-pages under one header, as the new frontend system frames them. */
export function DataMeshPage() {
  const root = useRouteRef(rootRouteRef)();
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
        <Route path="clusters/*" element={<ClustersPage />} />
      </Routes>
    </>
  );
}
