import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';

const signInPage = SignInPageBlueprint.make({
  params: {
    loader: () => import('./DemoSignInPage').then(m => m.DemoSignInPage),
  },
});

/**
 * The sign-in page of the demo portal: pick one of the demo users. It is of no
 * use without the auth provider `demo`, which refuses to run outside
 * development.
 *
 * @public
 */
export const demoSignInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [signInPage],
});
