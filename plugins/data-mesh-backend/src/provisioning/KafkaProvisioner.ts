import type {
  AccessBinding,
  AccessPlace,
  AccessProvisioner,
} from '@data-mesh/backstage-plugin-data-mesh-node';
import { toKafkaError } from '../kafka/errors';
import type { AclBinding, KafkaPort } from '../kafka/KafkaPort';

// Beyond this many, reading all ACLs once is less work for the broker.
const MAX_SINGLE_PRINCIPALS = 4;

/**
 * Provisions by ACLs of Kafka itself, and reads them back from every broker
 * that the cluster names: each answers from its own copy.
 */
export class KafkaProvisioner implements AccessProvisioner {
  readonly #port: KafkaPort;

  constructor(port: KafkaPort) {
    this.#port = port;
  }

  async readBack(principals: string[]): Promise<AccessPlace[]> {
    const { brokers } = await this.#port.describeCluster();
    return Promise.all(
      brokers.map(async ({ nodeId }): Promise<AccessPlace> => {
        const name = `broker ${nodeId}`;
        try {
          const value = await this.#aclsOf(nodeId, principals);
          return { name, bindings: { ok: true, value } };
        } catch (error) {
          const info = toKafkaError(error, name).info();
          return { name, bindings: { ok: false, error: info } };
        }
      }),
    );
  }

  create(bindings: AccessBinding[]) {
    return this.#port.createAcls(bindings as AclBinding[]);
  }

  delete(bindings: AccessBinding[]) {
    return this.#port.deleteAcls(bindings as AclBinding[]);
  }

  async #aclsOf(
    brokerId: number,
    principals: string[],
  ): Promise<AccessBinding[]> {
    const acls =
      principals.length > MAX_SINGLE_PRINCIPALS
        ? await this.#port.describeAcls({ brokerId })
        : (
            await Promise.all(
              principals.map(principal =>
                this.#port.describeAcls({ brokerId, principal }),
              ),
            )
          ).flat();
    // Patterns of newer brokers that we do not know are none of ours.
    return acls as AccessBinding[];
  }
}
