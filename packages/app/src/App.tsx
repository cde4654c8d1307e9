import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import { dataMeshAppModule } from '@data-mesh/backstage-plugin-data-mesh';
import { navModule } from './modules/nav';

// All other plugins are found among the dependencies: `app.packages: all`.
// These are named since the sidebar needs what they provide.
export default createApp({
  features: [
    catalogPlugin,
    notificationsPlugin,
    searchPlugin,
    navModule,
    dataMeshAppModule,
  ],
});
