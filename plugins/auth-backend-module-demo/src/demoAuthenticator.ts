import { Config } from '@backstage/config';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';
import { isLoopback } from './loopback';

/**
 * The header that says which demo user to be.
 *
 * @public
 */
export const DEMO_USER_HEADER = 'x-demo-user';

/** What a proxy adds, which has no business in front of a demo. */
const FORWARDING_HEADERS = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
];

/** An entity name, which is all that may go into the ref of a user. */
const USER_NAME = /^[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?$/;

/** The user that a request asks to be. */
export type DemoUser = { name: string };

/**
 * Believes the header {@link DEMO_USER_HEADER}, from this machine only.
 *
 * The `Host` header is checked too: a page on the internet can have its own
 * name resolve to 127.0.0.1 and then talk to us as if we were its server.
 */
export const demoAuthenticator = createProxyAuthenticator({
  defaultProfileTransform: async ({ name }: DemoUser, context) => {
    const { entity } = await context.findCatalogUser({
      entityRef: toUserRef(name),
    });
    const profile = entity.spec?.profile as
      | { displayName?: string; email?: string }
      | undefined;
    return {
      profile: {
        displayName: profile?.displayName ?? name,
        email: profile?.email,
      },
    };
  },
  initialize: ({ config }) => ({ users: readUserNames(config) }),
  async authenticate({ req }, { users }) {
    const peer = req.socket.remoteAddress ?? '';
    const host = (req.headers.host ?? '').replace(/:\d+$/, '');
    const proxied = FORWARDING_HEADERS.some(
      name => req.headers[name] !== undefined,
    );
    if (!isLoopback(peer) || !isLoopback(host) || proxied) {
      throw new NotAllowedError(
        'The demo sign-in answers only to this machine itself',
      );
    }
    const name = req.headers[DEMO_USER_HEADER];
    if (typeof name !== 'string' || name === '') {
      throw new AuthenticationError(
        `The header ${DEMO_USER_HEADER} must name a demo user`,
      );
    }
    if (!USER_NAME.test(name) || (users && !users.includes(name))) {
      throw new AuthenticationError(
        `There is no such demo user${
          users ? `; there are ${users.join(', ')}` : ''
        }`,
      );
    }
    return { result: { name } };
  },
});

/** The ref of a demo user, as the catalog wants it. */
export function toUserRef(name: string) {
  return { kind: 'User', namespace: 'default', name };
}

/** Unset means any user of the catalog's default namespace. */
function readUserNames(config: Config): string[] | undefined {
  return config
    .getOptionalConfigArray('users')
    ?.map(user => user.getString('name'));
}
