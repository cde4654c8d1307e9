import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import {
  entityRouteRef,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { appModules } from './appModule';

function Probe() {
  const { Icon } = useEntityPresentation('dataproduct:default/orders');
  return <div data-testid="icon">{Icon && <Icon />}</div>;
}

it('gives data products an icon of their own', async () => {
  renderTestApp({
    features: [
      catalogPlugin,
      ...appModules,
      createFrontendPlugin({
        pluginId: 'probe',
        extensions: [
          PageBlueprint.make({
            params: { path: '/probe', loader: async () => <Probe /> },
          }),
        ],
      }),
    ],
    initialRouteEntries: ['/probe'],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });
  expect(
    (await screen.findByTestId('icon')).querySelector('svg'),
  ).toBeInTheDocument();
});
