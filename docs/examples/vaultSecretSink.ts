import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  dataMeshAccessExtensionPoint,
  type SecretSink,
} from '@data-mesh/backstage-plugin-data-mesh-node';

const TIMEOUT_MS = 5_000;

/** What Vault answers once a secret is stored. */
type Stored = { data?: { version?: number } } | null;

/**
 * Keeps passwords in HashiCorp Vault, in a KV engine of version 2. Each user
 * has a path of its own, below that of its consumer: the one of before a
 * rotation stays, and a consumer's policy allows its own path alone. Storing
 * again makes another version. Tested against an imitation of Vault, not tried
 * on a real one.
 */
export class VaultSecretSink implements SecretSink {
  readonly #url: string;
  readonly #mount: string;
  readonly #token: string;

  /**
   * @param url - `https://vault.example.com:8200`
   * @param mount - of the KV engine
   * @param token - may create and update below `<mount>/data/kafka`
   */
  constructor(url: string, mount: string, token: string) {
    this.#url = url.replace(/\/+$/, '');
    this.#mount = mount;
    this.#token = token;
  }

  async store({
    cluster,
    consumer,
    username,
    password,
    mechanism,
  }: Parameters<SecretSink['store']>[0]): Promise<string> {
    const path = ['kafka', cluster, ...consumer.split(/[:/]/), username]
      .map(encodeURIComponent)
      .join('/');
    const { status, stored } = await this.#post(
      `/v1/${this.#mount}/data/${path}`,
      { data: { username, password, mechanism } },
    );
    if (!stored) {
      throw new Error(`Vault answered ${status}; ${this.#remedy(status)}`);
    }
    return `${this.#mount}/${path} in Vault`;
  }

  async #post(path: string, body: object) {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const response = await fetch(`${this.#url}${path}`, {
        method: 'POST',
        headers: {
          'X-Vault-Token': this.#token,
          'Content-Type': 'application/json',
        },
        body: JSON.stringify(body),
        // The password and the token are for nobody but this address.
        redirect: 'manual',
        signal,
      });
      const { status, ok } = response;
      // A page of a proxy, or version 1 of the engine, would be a success, too.
      const answer: Stored = ok ? await response.json().catch(() => ({})) : {};
      signal.throwIfAborted();
      return { status, stored: answer?.data?.version !== undefined };
    } catch {
      // What was thrown may quote the token, so it is not passed on.
      throw new Error(
        `Vault ${
          signal.aborted
            ? `did not answer within ${TIMEOUT_MS / 1_000} seconds`
            : 'could not be reached'
        }; see whether vault.url is right and Vault is up`,
      );
    }
  }

  #remedy(status: number): string {
    if (status === 403) {
      return `give its token a policy with create and update on ${
        this.#mount
      }/data/kafka/*`;
    }
    if (status >= 300 && status < 400) {
      return 'redirects are not followed, so set vault.url to the address it really has';
    }
    if (status < 500) {
      return `see whether vault.mount, ${
        this.#mount
      }, is a KV engine of version 2`;
    }
    return 'see whether it is sealed or overloaded';
  }
}

export default createBackendModule({
  pluginId: 'data-mesh',
  moduleId: 'vault-secret-sink',
  register(env) {
    env.registerInit({
      deps: {
        access: dataMeshAccessExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ access, config }) {
        const vault = config.getConfig('vault');
        access.setSecretSink(
          new VaultSecretSink(
            vault.getString('url'),
            vault.getString('mount'),
            vault.getString('token'),
          ),
        );
      },
    });
  },
});
