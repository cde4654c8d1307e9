import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { assertDevelopment } from './assertDevelopment';
import { demoAuthenticator, toUserRef } from './demoAuthenticator';

/**
 * The auth provider `demo`: a real Backstage token for whichever demo user a
 * request names. It refuses to start anywhere but on a developer's own
 * machine, and then registers no route at all.
 *
 * @public
 */
export const authModuleDemo = createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, providers }) {
        // before anything is registered: a refusal must leave nothing behind
        assertDevelopment(config, process.env);
        providers.registerProvider({
          providerId: 'demo',
          factory: createProxyAuthProviderFactory({
            authenticator: demoAuthenticator,
            signInResolver: ({ result }, context) =>
              context.signInWithCatalogUser({
                entityRef: toUserRef(result.name),
              }),
          }),
        });
      },
    });
  },
});
