import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  dataMeshAccessExtensionPoint,
  type AccessBinding,
  type AccessPlace,
  type AccessProvisioner,
  type AccessProvisionerResult,
} from '@data-mesh/backstage-plugin-data-mesh-node';

const TIMEOUT_MS = 10_000;

/** An ACL of Kafka, as Aiven's API has it. */
type AivenAcl = {
  id?: string;
  resource_type: string;
  resource_name: string;
  pattern_type: 'LITERAL' | 'PREFIXED';
  principal: string;
  host: string;
  operation: string;
  permission_type: 'ALLOW' | 'DENY';
};

function toBinding(acl: AivenAcl): AccessBinding {
  return {
    resourceType: acl.resource_type.toUpperCase(),
    resourceName: acl.resource_name,
    patternType: acl.pattern_type,
    principal: acl.principal,
    host: acl.host,
    operation: acl.operation.toUpperCase(),
    permission: acl.permission_type,
  };
}

function toAcl(binding: AccessBinding): AivenAcl {
  return {
    resource_type: binding.resourceType,
    resource_name: binding.resourceName,
    pattern_type: binding.patternType,
    principal: binding.principal,
    host: binding.host,
    operation: binding.operation,
    permission_type: binding.permission,
  };
}

const keyOf = (binding: AccessBinding) => JSON.stringify(toAcl(binding));

/**
 * Provisions a cluster of Aiven's through its own API, where nobody but Aiven
 * may change ACLs at Kafka. Not tried on a real service.
 */
export class AivenProvisioner implements AccessProvisioner {
  readonly #url: string;
  readonly #token: string;

  /** @param service - `<project>/service/<name>` */
  constructor(service: string, token: string) {
    this.#url = `https://api.aiven.io/v1/project/${service}/kafka/acl`;
    this.#token = token;
  }

  async readBack(principals: string[]): Promise<AccessPlace[]> {
    const value = (await this.#list())
      .map(toBinding)
      .filter(({ principal }) => principals.includes(principal));
    // One place that has to know it; Aiven brings it to the brokers.
    return [{ name: 'Aiven', bindings: { ok: true, value } }];
  }

  async create(bindings: AccessBinding[]) {
    const there = new Set(
      (await this.#list()).map(acl => keyOf(toBinding(acl))),
    );
    return this.#each(bindings, async binding => {
      // Aiven would keep a second one of the same.
      if (!there.has(keyOf(binding)))
        await this.#call('POST', '', toAcl(binding));
    });
  }

  async delete(bindings: AccessBinding[]) {
    const acls = await this.#list();
    return this.#each(bindings, async binding => {
      const found = acls.filter(
        acl => keyOf(toBinding(acl)) === keyOf(binding),
      );
      for (const { id } of found) await this.#call('DELETE', `/${id}`);
    });
  }

  async #list(): Promise<AivenAcl[]> {
    const response = await this.#call('GET', '');
    const { kafka_acl } = (await response.json()) as { kafka_acl: AivenAcl[] };
    return kafka_acl;
  }

  async #each(
    bindings: AccessBinding[],
    change: (binding: AccessBinding) => Promise<void>,
  ): Promise<AccessProvisionerResult<unknown>[]> {
    const results: AccessProvisionerResult<unknown>[] = [];
    for (const binding of bindings) {
      try {
        await change(binding);
        results.push({ ok: true, value: undefined });
      } catch (error) {
        results.push({
          ok: false,
          error: {
            code: 'UNAVAILABLE',
            message: `${binding.resourceName}: ${error}`,
            retryable: true,
          },
        });
      }
    }
    return results;
  }

  async #call(method: string, path: string, body?: AivenAcl) {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.#token}`,
        'Content-Type': 'application/json',
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`Aiven answered ${response.status}`);
    return response;
  }
}

export default createBackendModule({
  pluginId: 'data-mesh',
  moduleId: 'aiven-provisioner',
  register(env) {
    env.registerInit({
      deps: {
        access: dataMeshAccessExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ access, config }) {
        const aiven = config.getConfig('aiven');
        access.setProvisioner(
          'main',
          new AivenProvisioner(
            aiven.getString('service'),
            aiven.getString('token'),
          ),
        );
      },
    });
  },
});
