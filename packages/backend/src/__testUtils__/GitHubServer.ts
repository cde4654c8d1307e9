import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';

const git = promisify(execFile);
const API = '/api/v3';

/** What the portal signs in with. */
const GITHUB_TOKEN = 'token-of-the-portal';

/**
 * As much of GitHub Enterprise as publishing a repository and reading a file
 * of it takes. The repositories are real: Git itself serves what is pushed.
 */
export class GitHubServer {
  readonly #dir: string;
  readonly #server = http.createServer((request, response) => {
    this.#answer(request, response).catch((error: Error) => {
      response.statusCode = 500;
      response.end(JSON.stringify({ message: error.message }));
    });
  });

  /** @param dir - for the repositories */
  constructor(dir: string) {
    this.#dir = dir;
  }

  async start(): Promise<void> {
    fs.mkdirSync(this.#dir, { recursive: true });
    await new Promise<void>(resolve => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  /** As `integrations.github` names it. */
  get host(): string {
    const { port } = this.#server.address() as { port: number };
    return `127.0.0.1:${port}`;
  }

  /** For `integrations.github` of app-config. */
  get integration() {
    return {
      host: this.host,
      apiBaseUrl: `http://${this.host}${API}`,
      token: GITHUB_TOKEN,
    };
  }

  /** A file on the main branch. */
  async read(repository: string, file: string): Promise<string> {
    const { stdout } = await git('git', ['show', `main:${file}`], {
      cwd: this.#folder(repository),
    });
    return stdout;
  }

  /** The paths of all files on the main branch. */
  async files(repository: string): Promise<string[]> {
    const { stdout } = await git(
      'git',
      ['ls-tree', '-r', '--name-only', 'main'],
      { cwd: this.#folder(repository) },
    );
    return stdout.trim().split('\n');
  }

  #folder(repository: string): string {
    return path.join(this.#dir, `${repository}.git`);
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(
      request.url ?? '',
      `http://${this.host}`,
    );
    if (!pathname.startsWith(API)) {
      await this.#serveGit(request, response, pathname, searchParams);
      return;
    }
    if (!/^(token|bearer) /i.test(request.headers.authorization ?? '')) {
      response.statusCode = 401;
      response.end('{}');
      return;
    }
    const [status, answer] = await this.#callApi(
      `${request.method} ${pathname.slice(API.length)}`,
      request,
    );
    response.statusCode = status;
    response.setHeader('Content-Type', 'application/json');
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  }

  async #callApi(
    call: string,
    request: IncomingMessage,
  ): Promise<[status: number, answer: object | string]> {
    const wanted = call.match(/^GET \/repos\/([^/]+\/[^/]+)\/contents\/(.+)$/);
    if (wanted) return [200, await this.read(wanted[1], wanted[2])];
    const user = call.match(/^GET \/users\/([^/]+)$/)?.[1];
    if (user) return [200, { login: user, type: 'Organization' }];
    const owner = call.match(/^POST \/orgs\/([^/]+)\/repos$/)?.[1];
    if (owner) {
      const { name } = JSON.parse((await buffer(request)).toString());
      return this.#create(`${owner}/${name}`);
    }
    if (/^PUT .*\/branches\/main\/protection$/.test(call)) return [200, {}];
    return [404, { message: `Nothing is at ${call}` }];
  }

  async #create(repository: string): Promise<[number, object]> {
    const folder = this.#folder(repository);
    if (fs.existsSync(folder)) {
      return [422, { message: 'name already exists on this account' }];
    }
    await git('git', ['init', '-q', '--bare', '-b', 'main', folder]);
    const url = `http://${this.host}/${repository}`;
    return [201, { clone_url: `${url}.git`, html_url: url }];
  }

  /** By Git's own CGI program; see git-http-backend(1). */
  async #serveGit(
    request: IncomingMessage,
    response: ServerResponse,
    pathname: string,
    query: URLSearchParams,
  ) {
    const login = Buffer.from(`x-access-token:${GITHUB_TOKEN}`);
    if (request.headers.authorization !== `Basic ${login.toString('base64')}`) {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="git"' });
      response.end();
      return;
    }
    const backend = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env.PATH,
        GIT_PROJECT_ROOT: this.#dir,
        GIT_HTTP_EXPORT_ALL: '1',
        REMOTE_USER: 'portal',
        REQUEST_METHOD: request.method,
        PATH_INFO: pathname,
        QUERY_STRING: query.toString(),
        CONTENT_TYPE: request.headers['content-type'] ?? '',
      },
    });
    // Git may have ended before it was given a body that it does not read; what
    // came of it is in its output.
    backend.stdin.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') backend.stdout.destroy(error);
    });
    backend.stdin.end(await buffer(request));
    const output = await buffer(backend.stdout);
    const end = output.indexOf('\r\n\r\n');
    for (const line of output.subarray(0, end).toString().split('\r\n')) {
      const [name, value = ''] = line.split(': ');
      if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
      else response.setHeader(name, value);
    }
    response.end(output.subarray(end + 4));
  }
}
