import { isIP } from 'node:net';
import { NotImplementedError } from '@backstage/errors';
import type { ConnectionOptions } from '@platformatic/kafka';
import type { KafkaTokenProvider } from '@data-mesh/backstage-plugin-data-mesh-node';
import type {
  ClusterSettings,
  CredentialName,
  TlsSettings,
} from '../config/DataMeshConfig';
import type { KafkaPort } from './KafkaPort';
import { PlatformaticKafkaPort } from './PlatformaticKafkaPort';

const CONNECT_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 30_000;

function toTls(tls: TlsSettings): NonNullable<ConnectionOptions['tls']> {
  const { ca, cert, key, serverName } = tls;
  return {
    ...(ca ? { ca } : {}),
    ...(cert && key ? { cert, key } : {}),
    ...(serverName ? { servername: serverName } : {}),
  };
}

/**
 * A port to one cluster with one of its credentials. Nothing is connected
 * before the first call.
 *
 * @param tokens - gives bearer tokens, needed for OAUTHBEARER only
 * @throws NotImplementedError if OAUTHBEARER is configured without one
 */
export function createKafkaPort(
  settings: ClusterSettings,
  credential: CredentialName,
  tokens?: KafkaTokenProvider,
): KafkaPort {
  const sasl = settings.credentials[credential];
  const connection: ConnectionOptions = {
    connectTimeout: CONNECT_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
  };
  if (settings.tls) {
    connection.tls = toTls(settings.tls);
    // An IP address is no server name (RFC 6066).
    connection.tlsServerName =
      settings.tls.serverName ?? isIP(settings.bootstrapServers[0].host) === 0;
  }
  if (sasl?.mechanism === 'OAUTHBEARER') {
    if (!tokens) {
      throw new NotImplementedError(
        `dataMesh.clusters.${settings.name}.credentials.${credential}: OAUTHBEARER needs a token provider; install a module that gives one to dataMeshKafkaExtensionPoint`,
      );
    }
    connection.sasl = {
      mechanism: 'OAUTHBEARER',
      token: () => tokens.getToken({ cluster: settings.name, credential }),
    };
  } else if (sasl?.mechanism) {
    const { mechanism, username, password } = sasl;
    connection.sasl = { mechanism, username, password };
  }
  return new PlatformaticKafkaPort({
    label: `cluster ${settings.name}`,
    bootstrap: settings.bootstrapServers,
    connection,
  });
}
