import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SchemaRegistrySettings } from '../config/DataMeshConfig';
import { KafkaError } from '../kafka/errors';
import { ConfluentSchemaRegistry } from './ConfluentSchemaRegistry';
import { RegistryHttp } from './http';

jest.setTimeout(60_000);

type Answer = {
  status?: number;
  body?: unknown;
  /** Instead of a body of JSON. */
  text?: string;
  headers?: Record<string, string>;
  /** Sends this much, and never ends. */
  hang?: 'before' | 'within';
};
type Asked = {
  method: string;
  url: URL;
  authorization?: string;
  body?: unknown;
};

const SECRET = 'very-secret-9f2c';

/** A subject version as Confluent's server answers it (7.6, recorded). */
const ORDERS = {
  subject: 'sales.orders.v1-value',
  version: 3,
  id: 100004,
  guid: '2f7fbb1c-9a77-6e2c-f8b0-7c7ad1f2a2f5',
  schemaType: 'AVRO',
  references: [{ name: 'Address', subject: 'address', version: 1 }],
  metadata: {
    tags: { 'Order.email': ['PII'] },
    properties: { owner: 'order-team', email: 'orders@acme.example' },
    sensitive: null,
  },
  ruleSet: null,
  schema: '{"type":"record","name":"Order","fields":[]}',
};
const PLAIN = {
  subject: 'plain-value',
  version: 1,
  id: 7,
  // Left out for Avro by all versions.
  schema: '"string"',
};

describe('ConfluentSchemaRegistry', () => {
  let server: Server;
  let url: string;
  let asked: Asked[];
  let answer: (request: Asked) => Answer;
  let open: RegistryHttp[];

  async function body(request: IncomingMessage): Promise<unknown> {
    let text = '';
    for await (const part of request) text += part;
    return text ? JSON.parse(text) : undefined;
  }

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const one: Asked = {
        method: request.method ?? '',
        url: new URL(request.url ?? '', 'http://registry'),
        authorization: request.headers.authorization,
        body: await body(request),
      };
      asked.push(one);
      const { status = 200, headers, ...rest } = answer(one);
      if (rest.hang === 'before') return;
      response.writeHead(status, {
        'Content-Type': 'application/vnd.schemaregistry.v1+json',
        ...headers,
      });
      if (rest.hang === 'within') response.write('[');
      else response.end(rest.text ?? JSON.stringify(rest.body));
    });
    await new Promise<void>(done => {
      server.listen(0, '127.0.0.1', done);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  beforeEach(() => {
    asked = [];
    open = [];
    answer = () => ({ status: 500, body: {} });
  });

  afterEach(async () => {
    server.closeAllConnections();
    await Promise.all(open.map(http => http.close()));
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(done => {
      server.close(done);
    });
  });

  function registry(over: Partial<SchemaRegistrySettings> = {}) {
    const http = new RegistryHttp('schema registry of cluster main', {
      url,
      auth: { type: 'none' },
      ...over,
    });
    open.push(http);
    return new ConfluentSchemaRegistry(http);
  }

  async function failure(promise: Promise<unknown>): Promise<KafkaError> {
    const error = await promise.then(
      () => undefined,
      e => e,
    );
    expect(error).toBeInstanceOf(KafkaError);
    return error;
  }

  const path = (request: Asked) => request.url.pathname;

  describe('the latest version of all subjects', () => {
    const levels: Record<string, Answer> = {
      '/config/sales.orders.v1-value': { body: { compatibilityLevel: 'FULL' } },
      '/config/plain-value': { body: { compatibilityLevel: 'BACKWARD' } },
    };

    it('is read by one call where the server has it', async () => {
      answer = request =>
        path(request) === '/schemas'
          ? { body: [ORDERS, PLAIN] }
          : levels[path(request)];
      const latest = await registry().listLatest();
      expect([...latest.values()]).toEqual([
        {
          ok: true,
          value: {
            subject: 'sales.orders.v1-value',
            version: 3,
            id: 100004,
            format: 'AVRO',
            schema: ORDERS.schema,
            references: ORDERS.references,
            compatibility: 'FULL',
            metadata: ORDERS.metadata.properties,
          },
        },
        {
          ok: true,
          value: {
            subject: 'plain-value',
            version: 1,
            id: 7,
            format: 'AVRO',
            schema: '"string"',
            references: [],
            compatibility: 'BACKWARD',
          },
        },
      ]);
      expect(asked[0].url.searchParams.get('latestOnly')).toBe('true');
      expect(asked.map(path)).not.toContain('/subjects');
    });

    it('is complete, though the server gives no more than a thousand at once', async () => {
      const all = Array.from({ length: 2_300 }, (_, i) => ({
        ...PLAIN,
        subject: `s${i}`,
      }));
      answer = request => {
        const { searchParams } = request.url;
        if (path(request) === '/subjects') {
          return { body: all.map(s => s.subject) };
        }
        if (path(request) === '/schemas') {
          const offset = Number(searchParams.get('offset') ?? 0);
          const limit = Math.min(
            1_000,
            Number(searchParams.get('limit') ?? 1_000),
          );
          return { body: all.slice(offset, offset + limit) };
        }
        const one = /^\/subjects\/([^/]+)\/versions\/latest$/.exec(
          path(request),
        );
        return {
          body: one
            ? all.find(s => s.subject === one[1])
            : { compatibilityLevel: 'BACKWARD' },
        };
      };
      const latest = await registry().listLatest();
      expect(latest.size).toBe(2_300);
    });

    it('is read one by one where the server has no such call, and then does not ask for it again', async () => {
      answer = request => {
        switch (path(request)) {
          case '/schemas':
            return {
              status: 404,
              body: { error_code: 404, message: 'HTTP 404' },
            };
          case '/subjects':
            return { body: ['sales.orders.v1-value', 'broken-value'] };
          case '/subjects/sales.orders.v1-value/versions/latest':
            return { body: ORDERS };
          case '/subjects/broken-value/versions/latest':
            return {
              status: 500,
              body: { error_code: 50001, message: 'Error in the backend' },
            };
          default:
            return levels[path(request)];
        }
      };
      const port = registry();
      const latest = await port.listLatest();
      expect(latest.get('sales.orders.v1-value')?.ok).toBe(true);
      // One that fails is told, and takes no other with it.
      expect(latest.get('broken-value')).toMatchObject({
        ok: false,
        error: { code: 'UNKNOWN', retryable: true, item: 'broken-value' },
      });
      await port.listLatest();
      expect(asked.filter(a => path(a) === '/schemas')).toHaveLength(1);
    });

    it('is read by one call again after that has failed once', async () => {
      let failing = true;
      answer = request => {
        if (path(request) === '/schemas') {
          return failing
            ? { status: 503, body: { error_code: 503, message: 'starting' } }
            : { body: [PLAIN] };
        }
        if (path(request) === '/subjects') return { body: [] };
        return { body: { compatibilityLevel: 'NONE' } };
      };
      const port = registry();
      await port.listLatest().catch(() => {});
      failing = false;
      expect((await port.listLatest()).size).toBe(1);
    });

    it('is not taken for empty while the server fails', async () => {
      answer = () => ({
        status: 503,
        body: { error_code: 503, message: 'starting' },
      });
      const error = await failure(registry().listLatest());
      expect(error.retryable).toBe(true);
    });
  });

  describe('compatibility', () => {
    it('is that of all where a subject has none of its own', async () => {
      answer = request =>
        path(request) === '/config'
          ? { body: { compatibilityLevel: 'BACKWARD_TRANSITIVE' } }
          : {
              status: 404,
              body: {
                error_code: 40408,
                message:
                  "Subject 'a' does not have subject-level compatibility configured",
              },
            };
      expect(await registry().getCompatibility('a')).toBe(
        'BACKWARD_TRANSITIVE',
      );
    });

    it("is a subject's own only where it is, and nothing can be cleared twice", async () => {
      answer = ({ method }) => ({
        status: 404,
        body: { error_code: 40408, message: `none to ${method}` },
      });
      expect(await registry().getOwnCompatibility('a')).toBeUndefined();
      expect(asked[0].url.searchParams.get('defaultToGlobal')).toBe('false');
      await registry().clearCompatibility('a');
      expect(asked[1]).toMatchObject({ method: 'DELETE' });
      answer = () => ({ body: { compatibilityLevel: 'FORWARD' } });
      expect(await registry().getOwnCompatibility('a')).toBe('FORWARD');
    });

    it('is set by its name', async () => {
      answer = () => ({ body: { compatibility: 'FULL' } });
      await registry().setCompatibility('a', 'FULL');
      expect(asked[0]).toMatchObject({
        method: 'PUT',
        body: { compatibility: 'FULL' },
      });
    });

    it('tells what does not fit in the words of the server', async () => {
      const messages = [
        "{errorType:'READER_FIELD_MISSING_DEFAULT_VALUE', description:'The field 'b' has no default'}",
        '{oldSchemaVersion: 3}',
      ];
      answer = () => ({ body: { is_compatible: false, messages } });
      expect(
        await registry().checkCompatibility('a', {
          format: 'AVRO',
          schema: '"string"',
        }),
      ).toEqual({ compatible: false, messages });
      expect(asked[0].url.searchParams.get('verbose')).toBe('true');
      expect(asked[0].body).toEqual({ schema: '"string"', schemaType: 'AVRO' });
    });

    it('is given where the subject is not known yet', async () => {
      answer = () => ({
        status: 404,
        body: { error_code: 40401, message: "Subject 'a' not found." },
      });
      expect(
        await registry().checkCompatibility('a', {
          format: 'AVRO',
          schema: '1',
        }),
      ).toEqual({ compatible: true, messages: [] });
    });

    it('is not taken to be given because something else was not found', async () => {
      answer = () => ({ status: 404, body: { detail: 'Not Found' } });
      const error = await failure(
        registry().checkCompatibility('a', { format: 'AVRO', schema: '1' }),
      );
      expect(error.code).toBe('NOT_FOUND');
    });
  });

  describe('errors', () => {
    it.each([
      [404, 40401, "Subject 'a' not found.", 'NOT_FOUND', false],
      [404, 40402, 'Version 9 not found.', 'NOT_FOUND', false],
      [422, 42201, 'Invalid schema', 'INVALID', false],
      [
        409,
        409,
        'Schema being registered is incompatible with an earlier schema',
        'INVALID',
        false,
      ],
      [500, 50001, 'Error in the backend data store', 'UNKNOWN', true],
    ] as const)(
      'of status %d and code %d are told by name, reason and code',
      async (status, code, message, expected, retryable) => {
        answer = () => ({ status, body: { error_code: code, message } });
        const error = await failure(registry().getVersion('a'));
        expect(error).toMatchObject({ code: expected, retryable, item: 'a' });
        expect(error.message).toBe(
          `schema registry of cluster main, a: ${message} (${code})`,
        );
      },
    );

    it('say that it may be the wrong URL where a page answers', async () => {
      for (const status of [200, 404]) {
        answer = () => ({
          status,
          text: '<!doctype html><title>Welcome</title>',
          headers: { 'Content-Type': 'text/html' },
        });
        const error = await failure(registry().listSubjects());
        expect(error).toMatchObject({ code: 'INVALID', retryable: false });
        expect(error.message).toBe(
          `schema registry of cluster main: the answer (HTTP ${status}) is not of a schema registry with Confluent's API; check schemaRegistry.url`,
        );
      }
    });

    it('say what is not as it should be in an answer', async () => {
      answer = () => ({ body: { subject: 'a', version: 'one' } });
      const error = await failure(registry().getVersion('a'));
      expect(error.code).toBe('INVALID');
      expect(error.message).toContain('version');
    });

    it('say that nobody is there, and where', async () => {
      const closed = createServer();
      await new Promise<void>(done => {
        closed.listen(0, '127.0.0.1', done);
      });
      const { port } = closed.address() as AddressInfo;
      await new Promise(done => {
        closed.close(done);
      });
      const error = await failure(
        registry({ url: `http://127.0.0.1:${port}` }).listSubjects(),
      );
      expect(error).toMatchObject({ code: 'UNREACHABLE', retryable: true });
      expect(error.message).toContain(`http://127.0.0.1:${port}`);
    });

    it('say that the answer was a redirect, which is not followed', async () => {
      answer = () => ({ status: 302, text: '', headers: { Location: '/x' } });
      const error = await failure(registry().listSubjects());
      expect(error.retryable).toBe(false);
      expect(error.message).toMatch(/redirect/);
    });
  });

  describe('what is sent', () => {
    it.each<[string, SchemaRegistrySettings['auth'], string | undefined]>([
      ['nothing', { type: 'none' }, undefined],
      [
        'name and password',
        { type: 'basic', username: 'u', password: `${SECRET}:ü` },
        `Basic ${Buffer.from(`u:${SECRET}:ü`).toString('base64')}`,
      ],
      ['a token', { type: 'bearer', token: SECRET }, `Bearer ${SECRET}`],
    ])('is %s', async (_, auth, expected) => {
      answer = () => ({ body: [] });
      await registry({ auth }).listSubjects();
      expect(asked[0].authorization).toBe(expected);
    });

    it('goes below the path that is configured', async () => {
      answer = () => ({ body: [1] });
      await registry({ url: `${url}/apis/ccompat/v7` }).listVersions('a/b ?#');
      expect(path(asked[0])).toBe(
        '/apis/ccompat/v7/subjects/a%2Fb%20%3F%23/versions',
      );
    });
  });

  describe('an answer that is no answer', () => {
    it('is not followed to elsewhere, and neither are our credentials', async () => {
      answer = request =>
        path(request) === '/elsewhere'
          ? { body: [] }
          : {
              status: 302,
              text: '',
              headers: { Location: `${url}/elsewhere` },
            };
      await failure(
        registry({ auth: { type: 'bearer', token: SECRET } }).listSubjects(),
      );
      expect(asked.map(path)).toEqual(['/subjects']);
    });

    it('is cut off where it is too large', async () => {
      answer = () => ({ text: `["${'x'.repeat(17 * 1024 * 1024)}"]` });
      const error = await failure(registry().listSubjects());
      expect(error.code).toBe('INVALID');
      expect(error.message).toContain('larger than 16777216 bytes');
    });

    it.each(['before', 'within'] as const)(
      'is given up where it does not come, %s its body',
      async hang => {
        answer = () => ({ hang });
        const begun = Date.now();
        const error = await failure(registry().listSubjects());
        expect(Date.now() - begun).toBeLessThan(15_000);
        expect(error).toMatchObject({ code: 'TIMEOUT', retryable: true });
      },
    );
  });

  describe('secrets', () => {
    const auths: SchemaRegistrySettings['auth'][] = [
      { type: 'basic', username: 'u', password: SECRET },
      { type: 'bearer', token: SECRET },
    ];

    it.each<[string, Answer]>([
      ['401', { status: 401, body: { error_code: 401, message: SECRET } }],
      ['403', { status: 403, body: {} }],
      ['500', { status: 500, body: { message: 'x' } }],
      ['a page', { text: '<html>' }],
      ['a redirect', { status: 301, text: '', headers: { Location: '/x' } }],
      ['an answer of the wrong shape', { body: { a: 1 } }],
    ])('are in no error: %s', async (_, given) => {
      answer = () => given;
      for (const auth of auths) {
        const error = await failure(registry({ auth }).listSubjects());
        expect(JSON.stringify(error.info())).not.toContain(SECRET);
        expect(JSON.stringify(error.info())).not.toContain(
          Buffer.from(`u:${SECRET}`).toString('base64'),
        );
      }
    });

    it.each([
      [401, 'AUTHENTICATION_FAILED'],
      [403, 'NOT_AUTHORIZED'],
    ])('that are refused with %d are told as that', async (status, code) => {
      answer = () => ({ status, text: 'go away' });
      const error = await failure(registry({ auth: auths[0] }).listSubjects());
      expect(error).toMatchObject({ code, retryable: false });
      expect(error.message).toContain('check schemaRegistry.auth');
    });
  });
});
