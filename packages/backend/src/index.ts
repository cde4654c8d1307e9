// The demo portal's backend: wiring only, no logic.
import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-workspace-database'),
);

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@data-mesh/backstage-plugin-auth-backend-module-demo'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('./permissionPolicy'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

backend.add(import('@data-mesh/backstage-plugin-data-mesh-backend'));
backend.add(
  import('@data-mesh/backstage-plugin-catalog-backend-module-data-mesh'),
);
backend.add(
  import('@data-mesh/backstage-plugin-scaffolder-backend-module-data-mesh'),
);
backend.add(
  import('@data-mesh/backstage-plugin-search-backend-module-data-mesh'),
);

backend.start();
