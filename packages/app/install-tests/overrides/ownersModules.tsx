import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { DefaultEntityPresentationApi } from '@backstage/plugin-catalog';
import {
  ALL_RELATIONS,
  ALL_RELATION_PAIRS,
  catalogGraphApiRef,
  DefaultCatalogGraphApi,
} from '@backstage/plugin-catalog-graph';
import {
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';

/** What the owner of a portal has put in place of Backstage's own. */
const OWN_RELATIONS = ['consumesDataProduct', 'dataProductConsumedBy'];

function OwnersIcon() {
  return <svg data-testid="owners-icon" width="1em" height="1em" />;
}

const presentation = ApiBlueprint.make({
  name: 'entity-presentation',
  params: define =>
    define({
      api: entityPresentationApiRef,
      deps: { catalogApi: catalogApiRef },
      factory: ({ catalogApi }) =>
        DefaultEntityPresentationApi.create({
          catalogApi,
          renderer: {
            render: ({ entity, entityRef }) => ({
              snapshot: {
                primaryTitle: `${
                  entity?.metadata.title ?? entityRef.split('/').pop()
                } as we call it`,
                Icon: OwnersIcon,
              },
            }),
          },
        }),
    }),
});

const graph = ApiBlueprint.make({
  params: define =>
    define({
      api: catalogGraphApiRef,
      deps: {},
      factory: () =>
        new DefaultCatalogGraphApi({
          knownRelations: [...ALL_RELATIONS, ...OWN_RELATIONS],
          knownRelationPairs: [
            ...ALL_RELATION_PAIRS,
            ['consumesDataProduct', 'dataProductConsumedBy'],
          ],
          defaultRelationTypes: { exclude: [] },
        }),
    }),
});

const relationsCard = EntityCardBlueprint.make({
  name: 'relations',
  params: {
    loader: () => import('./OwnersGraph').then(m => <m.OwnersGraph />),
  },
});

/** To be installed beside the suite; each of them replaces something of Backstage. */
export const ownersModules = [
  createFrontendModule({ pluginId: 'catalog', extensions: [presentation] }),
  createFrontendModule({
    pluginId: 'catalog-graph',
    extensions: [graph, relationsCard],
  }),
];
