import { ConnectFacts, isEncrypted, passwordSource, signInOf } from './facts';

const LOGIN_MODULES: Record<string, string> = {
  PLAIN: 'org.apache.kafka.common.security.plain.PlainLoginModule',
  OAUTHBEARER:
    'org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule',
};
const SCRAM = 'org.apache.kafka.common.security.scram.ScramLoginModule';

/** A setting of Kafka's Java clients. */
export type Property = [key: string, value: string];

/**
 * How to sign in, as settings of Kafka's Java clients.
 *
 * @param secret - what stands for the password or token secret
 */
export function securityProperties(
  { connection }: ConnectFacts,
  secret: string,
): Property[] {
  const { securityProtocol, saslMechanism = '', username = '' } = connection;
  const protocol: Property = ['security.protocol', securityProtocol];
  const quoted = username.replace(/(["\\])/g, '\\$1');
  const module = LOGIN_MODULES[saslMechanism] ?? SCRAM;
  switch (signInOf(connection)) {
    case 'password':
      return [
        protocol,
        ['sasl.mechanism', saslMechanism],
        [
          'sasl.jaas.config',
          `${module} required username="${quoted}" password="${secret}";`,
        ],
      ];
    case 'token':
      return [
        protocol,
        ['sasl.mechanism', saslMechanism],
        ['sasl.oauthbearer.token.endpoint.url', '<token endpoint>'],
        [
          'sasl.jaas.config',
          `${module} required clientId="${quoted}" clientSecret="${secret}";`,
        ],
        [
          'sasl.login.callback.handler.class',
          'org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler',
        ],
      ];
    case 'certificate':
      return [
        protocol,
        ['ssl.keystore.type', 'PEM'],
        ['ssl.keystore.location', '<certificate and key>.pem'],
      ];
    default:
      return [protocol];
  }
}

/** What has to be filled in, and where it comes from; one line each. */
export function securityNotes({ connection }: ConnectFacts): string[] {
  const signIn = signInOf(connection);
  return [
    ...(signIn === 'password' ? [passwordSource(connection)] : []),
    ...(signIn === 'token'
      ? [
          'The token endpoint and the secret come from whoever runs the service.',
        ]
      : []),
    ...(signIn === 'certificate'
      ? [
          `The certificate has to be that of ${connection.principal}; whoever runs the service has it.`,
        ]
      : []),
    ...(isEncrypted(connection)
      ? [
          'Where the brokers’ certificates are of your company’s own, name it as the truststore.',
        ]
      : []),
  ];
}
