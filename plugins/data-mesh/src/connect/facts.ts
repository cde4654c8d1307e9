import type {
  Connection,
  Grant,
} from '@data-mesh/backstage-plugin-data-mesh-common';

/** All that a snippet is made from; never a secret. */
export type ConnectFacts = {
  connection: Connection;
  mode: Grant['mode'];
  /** What the client calls itself: the name of the consumer. */
  application: string;
};

/** A text to copy, as a file or for a shell. */
export type Snippet = { title: string; language: string; text: string };

/** What stands in a snippet where the password has to be filled in. */
export const PASSWORD = '<password>';

/** How the client proves who it is. */
export type SignIn = 'none' | 'password' | 'token' | 'certificate';

/** How the client proves who it is, by what the cluster asks for. */
export function signInOf(connection: Connection): SignIn {
  const { securityProtocol, saslMechanism } = connection;
  if (securityProtocol.startsWith('SASL_')) {
    return saslMechanism === 'OAUTHBEARER' ? 'token' : 'password';
  }
  return securityProtocol === 'SSL' ? 'certificate' : 'none';
}

/** Whether the line is encrypted. */
export function isEncrypted({ securityProtocol }: Connection): boolean {
  return securityProtocol.endsWith('SSL');
}

/** Where the password comes from, since the portal never knows it. */
export function passwordSource(connection: Connection): string {
  const { principal, credentials } = connection;
  const where = {
    own: 'whoever runs the service has it',
    create: 'it is made and told once, when somebody reveals it',
    created: 'it was told once, when somebody revealed it',
  }[credentials ?? 'own'];
  return `The portal does not know the password of ${principal}; ${where}.`;
}

/**
 * A consumer group to try it out with: where names are free, one that takes no
 * records away from the service while that runs.
 *
 * @param client - what the name ends in
 */
export function trialGroup(
  { connection, application }: ConnectFacts,
  client: string,
): { name: string; note?: string } {
  const { groups } = connection;
  const own = groups.find(({ pattern }) => pattern === 'LITERAL')?.name;
  const prefix = groups.find(({ pattern }) => pattern === 'PREFIXED')?.name;
  if (prefix === undefined) return { name: own ?? application };
  return {
    name: `${prefix}${client}`,
    ...(own && {
      note: `For trying out: ${own} is the service’s own group, whose records this would take.`,
    }),
  };
}

/** Names that a consumer group may have, in words. */
export function groupWords({ groups }: Connection): string[] {
  return groups.map(({ name, pattern }) =>
    pattern === 'PREFIXED' ? `any that begins with ${name}` : name,
  );
}

/** A literal in TypeScript, Java and Python alike. */
export function literal(value: string): string {
  return JSON.stringify(value);
}

/** An argument for a shell. */
export function shellWord(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value)
    ? value
    : `'${value.replace(/'/g, `'\\''`)}'`;
}

/** The registry, where records have a schema that it keeps. */
export function registryOf({ connection }: ConnectFacts) {
  const { schemaRegistryUrl, schemaFormat, subject } = connection;
  return schemaRegistryUrl && schemaFormat && subject
    ? {
        url: schemaRegistryUrl,
        format: schemaFormat.toUpperCase(),
        subject,
        auth: connection.schemaRegistryAuth ?? 'none',
      }
    : undefined;
}
