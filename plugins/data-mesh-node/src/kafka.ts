import { createExtensionPoint } from '@backstage/backend-plugin-api';

/**
 * Gives bearer tokens for clusters whose credentials use OAUTHBEARER.
 *
 * @public
 */
export interface KafkaTokenProvider {
  /**
   * A token that is valid now. It is called before each connection and each
   * renewal, so keep the token until shortly before it ends.
   *
   * @param request - `cluster` and `credential` as named in the configuration
   *   (`sync`, `provisioning` or `preview`)
   */
  getToken(request: {
    cluster: string;
    credential: 'sync' | 'provisioning' | 'preview';
  }): Promise<string>;
}

/**
 * What an adopter can plug in about the connections to Kafka.
 *
 * @public
 */
export interface DataMeshKafkaExtensionPoint {
  /**
   * Sets the one provider of bearer tokens.
   *
   * @throws Error if there is one already
   */
  setTokenProvider(provider: KafkaTokenProvider): void;
}

/**
 * Where modules change how the suite signs in at Kafka.
 *
 * @public
 */
export const dataMeshKafkaExtensionPoint =
  createExtensionPoint<DataMeshKafkaExtensionPoint>({ id: 'data-mesh.kafka' });
