import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before a schema registry, and can be away as that can. */
export class RegistryProxy {
  readonly #target: URL;
  readonly #headers: Record<string, string>;
  #server: http.Server | undefined;
  #port = 0;
  /** The first request that this is true of finds nobody there any more. */
  dieAt: ((method: string, path: string) => boolean) | undefined;

  /**
   * @param group - of subjects that only those see who come through here: with
   *   it one server is as several that know nothing of each other
   */
  constructor(target: string, group?: string) {
    this.#target = new URL(target);
    this.#headers = group ? { 'x-registry-groupid': group } : {};
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}${this.#target.pathname}`;
  }

  /** Listens at the same address each time. */
  async start(): Promise<void> {
    this.dieAt = undefined;
    const server = http.createServer((req, res) => {
      const { method = '', url = '', headers } = req;
      if (this.dieAt?.(method, url)) {
        this.#close();
        return;
      }
      const inner = http.request(
        {
          hostname: this.#target.hostname,
          port: this.#target.port,
          path: url,
          method,
          headers: { ...headers, ...this.#headers, host: this.#target.host },
        },
        answer => {
          res.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(res);
        },
      );
      inner.on('error', () => res.destroy());
      req.pipe(inner);
    });
    await new Promise<void>(resolve => {
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#close();
  }

  #close() {
    this.#server?.close();
    this.#server?.closeAllConnections();
    this.#server = undefined;
  }
}
