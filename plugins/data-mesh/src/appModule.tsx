import type { ComponentProps } from 'react';
import {
  ApiBlueprint,
  createFrontendFeatureLoader,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { IconBundleBlueprint } from '@backstage/plugin-app-react';
import { DefaultEntityPresentationApi } from '@backstage/plugin-catalog';
import {
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { RiDatabase2Line } from '@remixicon/react';

/**
 * As large as the text beside it, unless told otherwise: the catalog's graph
 * gives place, size and colour.
 */
function DataProductIcon({
  fontSize: _,
  ...props
}: ComponentProps<typeof RiDatabase2Line> & { fontSize?: unknown }) {
  return <RiDatabase2Line size="1em" aria-hidden {...props} />;
}

const icons = IconBundleBlueprint.make({
  name: 'data-mesh',
  params: { icons: { 'kind:dataproduct': <RiDatabase2Line /> } },
});

const entityPresentation = ApiBlueprint.make({
  name: 'entity-presentation',
  params: define =>
    define({
      api: entityPresentationApiRef,
      deps: { catalogApi: catalogApiRef },
      factory: ({ catalogApi }) =>
        DefaultEntityPresentationApi.create({
          catalogApi,
          kindIcons: { dataproduct: DataProductIcon },
        }),
    }),
});

/** What {@link dataMeshAppModule} loads: an API is replaced by its own plugin. */
export const appModules = [
  createFrontendModule({ pluginId: 'app', extensions: [icons] }),
  createFrontendModule({
    pluginId: 'catalog',
    extensions: [entityPresentation],
  }),
];

/**
 * The icon of data products wherever the catalog names one.
 *
 * @remarks
 *
 * It replaces the catalog's entity presentation API, which a portal can do
 * only once; so it is not a part of the plugin, but to be added to the
 * features of the app by those who do not replace that API themselves.
 *
 * @public
 */
export const dataMeshAppModule = createFrontendFeatureLoader({
  loader: () => appModules,
});
