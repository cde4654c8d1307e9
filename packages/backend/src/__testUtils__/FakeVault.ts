import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How it answers: as it should, or as it may on a bad day. */
export type VaultMood = 'well' | 'sealed' | 'hanging' | 'redirecting' | 'proxy';

type Secret = { username: string; password: string; mechanism: string };

const PATH = /^\/v1\/secret\/data\/(.+)$/;

/** As much of HashiCorp Vault as writing to its KV engine, version 2, needs. */
export class FakeVault {
  mood: VaultMood = 'well';
  /** Who may write. */
  token = 'vault-token-of-the-portal';
  /** Versions of each secret, the newest last. */
  readonly secrets = new Map<string, Secret[]>();
  /** Passwords that came in, whatever became of them. */
  readonly seen: string[] = [];
  /** Requests that followed a redirect. */
  followed = 0;
  readonly #server: Server;

  constructor() {
    this.#server = createServer(async (req, res) => {
      let body = '';
      for await (const chunk of req) body += chunk;
      const path = PATH.exec(req.url ?? '')?.[1];
      if (req.url?.startsWith('/elsewhere')) this.followed += 1;
      if (req.method !== 'POST' || !path) {
        this.#answer(res, 404, { errors: [] });
        return;
      }
      const { data } = JSON.parse(body) as { data: Secret };
      this.seen.push(data.password);
      // As Vault's own errors would, if they quoted what they were sent.
      const errors = [body];
      if (req.headers['x-vault-token'] !== this.token) {
        this.#answer(res, 403, { errors });
      } else if (this.mood === 'sealed') {
        this.#answer(res, 503, { errors });
      } else if (this.mood === 'redirecting') {
        res.setHeader('Location', `${this.url}/elsewhere`);
        this.#answer(res, 307, {});
      } else if (this.mood === 'proxy') {
        res.end('<html>Please sign in</html>');
      } else if (this.mood === 'well') {
        const versions = [...(this.secrets.get(path) ?? []), data];
        this.secrets.set(path, versions);
        this.#answer(res, 200, { data: { version: versions.length } });
      }
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    await new Promise<void>(resolve =>
      this.#server.listen(0, '127.0.0.1', resolve),
    );
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  #answer(res: ServerResponse, status: number, body: object): void {
    res.statusCode = status;
    res.setHeader('Content-Type', 'application/json');
    res.end(JSON.stringify(body));
  }
}
