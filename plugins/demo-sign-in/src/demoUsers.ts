import { ConfigApi } from '@backstage/core-plugin-api';

/** Someone whom one can be in the demo. */
export type DemoUser = {
  /** Name of the User entity in the namespace `default`. */
  name: string;
  /** The person's name. */
  title: string;
  /** The team or role. */
  team: string;
  /** One sentence on what this person can do. */
  can: string;
};

/** The users of `auth.providers.demo.users`, in their order. */
export function readDemoUsers(config: ConfigApi): DemoUser[] {
  const users = config.getOptionalConfigArray('auth.providers.demo.users');
  return (users ?? []).map(user => ({
    name: user.getString('name'),
    title: user.getString('title'),
    team: user.getString('team'),
    can: user.getString('can'),
  }));
}
