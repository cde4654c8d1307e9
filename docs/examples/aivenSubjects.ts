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
const PREFIX = 'Subject:';

/** Who may do what with a subject, as Aiven's schema registry has it. */
type RegistryAcl = {
  id?: string;
  permission: 'schema_registry_read' | 'schema_registry_write';
  /** `Subject:<name>`; `*` and `?` in it match any characters. */
  resource: string;
  username: string;
};

function toBinding(acl: RegistryAcl): AccessBinding {
  return {
    resourceType: 'SUBJECT',
    resourceName: acl.resource.slice(PREFIX.length),
    patternType: 'LITERAL',
    principal: `User:${acl.username}`,
    host: '*',
    operation: acl.permission === 'schema_registry_write' ? 'WRITE' : 'READ',
    permission: 'ALLOW',
  };
}

function toAcl(binding: AccessBinding): RegistryAcl {
  return {
    permission:
      binding.operation === 'WRITE'
        ? 'schema_registry_write'
        : 'schema_registry_read',
    resource: `${PREFIX}${binding.resourceName}`,
    username: binding.principal.replace(/^User:/, ''),
  };
}

const isSame = (a: RegistryAcl, b: RegistryAcl) =>
  a.permission === b.permission &&
  a.resource === b.resource &&
  a.username === b.username;

/**
 * Provisions access to subjects of Aiven's schema registry with authorization
 * switched on (Karapace). Not tried on a real service.
 */
export class AivenSubjects implements AccessProvisioner {
  readonly #url: string;
  readonly #token: string;

  /** @param service - `<project>/service/<name>` */
  constructor(service: string, token: string) {
    this.#url = `https://api.aiven.io/v1/project/${service}/kafka/schema-registry/acl`;
    this.#token = token;
  }

  async readBack(principals: string[]): Promise<AccessPlace[]> {
    const value = (await this.#list())
      .filter(({ resource }) => resource.startsWith(PREFIX))
      .map(toBinding)
      .filter(({ principal }) => principals.includes(principal));
    return [{ name: 'schema registry', bindings: { ok: true, value } }];
  }

  async create(bindings: AccessBinding[]) {
    const there = await this.#list();
    return this.#each(bindings, async binding => {
      const acl = toAcl(binding);
      if (/[*?]/.test(binding.resourceName)) {
        throw new Error('Aiven would take it for a pattern');
      }
      // Aiven would keep a second one of the same.
      if (there.some(each => isSame(each, acl))) return;
      await this.#call('POST', '', acl);
    });
  }

  async delete(bindings: AccessBinding[]) {
    const there = await this.#list();
    return this.#each(bindings, async binding => {
      const found = there.filter(each => isSame(each, toAcl(binding)));
      for (const { id } of found) await this.#call('DELETE', `/${id}`);
    });
  }

  async #list(): Promise<RegistryAcl[]> {
    const response = await this.#call('GET', '');
    const { acl } = (await response.json()) as { acl: RegistryAcl[] };
    return acl;
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

  async #call(method: string, path: string, body?: RegistryAcl) {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.#token}`,
        'Content-Type': 'application/json',
      },
      body: body && JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`Aiven answered ${response.status}`);
    return response;
  }
}

export default createBackendModule({
  pluginId: 'data-mesh',
  moduleId: 'aiven-subjects',
  register(env) {
    env.registerInit({
      deps: {
        access: dataMeshAccessExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ access, config }) {
        const aiven = config.getConfig('aiven');
        access.setSubjectProvisioner(
          'main',
          new AivenSubjects(
            aiven.getString('service'),
            aiven.getString('token'),
          ),
        );
      },
    });
  },
});
