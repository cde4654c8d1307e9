import type { ReactElement } from 'react';
import type { Entity } from '@backstage/catalog-model';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { DataMeshApi } from '@data-mesh/backstage-plugin-data-mesh-common';
import { Route, Routes, useLocation, useNavigate } from 'react-router-dom';
import { dataMeshApiRef } from '../api';
import { homeRouteRef } from '../routes';

/** Tells tests the URL, and lets them go back. */
function Address() {
  const { search } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      <output aria-label="address">{search}</output>
      <button onClick={() => navigate(-1)}>browser back</button>
    </>
  );
}

/** Renders a page of the mesh, or a card on the page of an entity. */
export function renderWithMesh(
  element: ReactElement,
  api: DataMeshApi,
  options?: {
    entity?: Entity;
    search?: string;
    related?: Entity[];
    /** Where the page is mounted, and the path that is opened below it. */
    at?: [mount: string, path: string];
  },
) {
  const { entity, search = '', related = [], at } = options ?? {};
  return renderInTestApp(
    <>
      <Address />
      {entity ? (
        <EntityProvider entity={entity}>{element}</EntityProvider>
      ) : (
        <Routes>
          <Route path={at ? `${at[0]}/*` : '*'} element={element} />
        </Routes>
      )}
    </>,
    {
      apis: [
        [dataMeshApiRef, api],
        catalogApiMock({ entities: related }),
        mockApis.permission(),
        mockApis.identity({
          userEntityRef: 'user:default/olivia',
          ownershipEntityRefs: [
            'user:default/olivia',
            'group:default/order-team',
          ],
        }),
      ],
      mountedRoutes: {
        '/data-mesh': homeRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      initialRouteEntries: [`${at ? at.join('') : '/'}${search}`],
    },
  );
}
