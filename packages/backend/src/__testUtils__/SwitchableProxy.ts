import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** In front of a server, so that a test can have it away and back. */
export class SwitchableProxy {
  readonly #target: URL;
  #server: http.Server | undefined;
  #port = 0;

  constructor(target: string) {
    this.#target = new URL(target);
  }

  /** Where the server is found through this, whether it is there or not. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}${this.#target.pathname}`;
  }

  async start(): Promise<void> {
    const server = http.createServer((request, response) => {
      const forwarded = http.request(
        {
          host: this.#target.hostname,
          port: this.#target.port,
          path: request.url,
          method: request.method,
          headers: request.headers,
        },
        answer => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        },
      );
      forwarded.on('error', () => response.destroy());
      request.pipe(forwarded);
    });
    await new Promise<void>(resolve => {
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Refuses connections from now on. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    server?.closeAllConnections();
    await new Promise(resolve => {
      if (server) server.close(resolve);
      else resolve(undefined);
    });
  }
}
