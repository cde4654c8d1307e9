import type { Connection } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { ClusterSettings } from '../config/DataMeshConfig';
import type { GrantedBinding } from './GrantedBinding';

function securityProtocol(
  settings: ClusterSettings,
  mechanism: string | undefined,
): string {
  if (mechanism) return settings.tls ? 'SASL_SSL' : 'SASL_PLAINTEXT';
  return settings.tls ? 'SSL' : 'PLAINTEXT';
}

/**
 * What a client of the consumer needs: pure, and without any secret.
 *
 * @param schema - of the port, where it has one
 */
export function connectionOf(
  settings: ClusterSettings,
  grant: { principal: string; topic: string },
  bindings: GrantedBinding[],
  schema: { subject: string; format?: string } | undefined,
  credentials: Pick<Connection, 'credentials' | 'passwords' | 'olderUsers'>,
): Connection {
  const { clients } = settings;
  const mechanism = clients.mechanism ?? settings.credentials.sync?.mechanism;
  const groups = bindings.flatMap(b =>
    b.resourceType === 'GROUP'
      ? [{ name: b.resourceName, pattern: b.patternType }]
      : [],
  );
  const transactional = bindings.find(
    b => b.resourceType === 'TRANSACTIONAL_ID',
  );
  const registry = settings.schemaRegistry;
  return {
    bootstrapServers:
      clients.bootstrapServers ??
      settings.bootstrapServers.map(({ host, port }) => `${host}:${port}`),
    securityProtocol: securityProtocol(settings, mechanism),
    ...(mechanism ? { saslMechanism: mechanism } : {}),
    ...(mechanism ? { username: grant.principal.replace(/^User:/, '') } : {}),
    principal: grant.principal,
    topic: grant.topic,
    groups,
    ...(transactional
      ? { transactionalIdPrefix: transactional.resourceName }
      : {}),
    ...(registry
      ? {
          schemaRegistryUrl: clients.schemaRegistryUrl ?? registry.url,
          schemaRegistryAuth: registry.auth.type,
        }
      : {}),
    ...(schema
      ? {
          subject: schema.subject,
          ...(schema.format ? { schemaFormat: schema.format } : {}),
        }
      : {}),
    ...credentials,
  };
}
