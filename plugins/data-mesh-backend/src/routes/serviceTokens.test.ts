import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import createKnex, { type Knex } from 'knex';
import {
  fillAsFirst,
  FIRST,
  startFirstPortal,
} from '../__testUtils__/firstPortal';
import { openApiDocument } from '../schema/openapi.generated';

jest.setTimeout(60_000);

type Schema = {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  format?: string;
  pattern?: string;
  minimum?: number;
  minLength?: number;
  minItems?: number;
  minProperties?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
};
type Parameter = {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
};
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Operation = {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
};

function resolve<T extends { $ref?: string }>(node: T): T {
  if (!node.$ref) return node;
  return node.$ref
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (at, key) => Reflect.get(at as object, key),
      openApiDocument,
    ) as T;
}

/** The least value that a schema takes. */
function least(given: Schema): unknown {
  const schema = resolve(given);
  if (schema.enum) return schema.enum[0];
  switch (schema.type) {
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () =>
        least(schema.items!),
      );
    case 'object': {
      const all = Object.keys(schema.properties ?? {});
      const names = schema.required ?? all.slice(0, schema.minProperties ?? 0);
      return Object.fromEntries(
        names.map(name => [name, least(schema.properties?.[name] ?? {})]),
      );
    }
    case 'integer':
    case 'number':
      return schema.minimum ?? 0;
    case 'boolean':
      return false;
    default:
      if (schema.format === 'date-time') return '2026-11-27T00:00:00.000Z';
      if (schema.pattern?.includes('\\d{4}-')) return '2026-11-27';
      if (schema.pattern?.includes('zip')) return 'a.zip';
      return 'a'.repeat(Math.max(1, schema.minLength ?? 1));
  }
}

const OPERATIONS = Object.entries(openApiDocument.paths).flatMap(
  ([template, operations]) =>
    Object.entries(operations as Record<string, Operation>).map(
      ([method, operation]) => ({
        method: method as Method,
        template,
        id: operation.operationId,
        operation,
      }),
    ),
);
const WRITING = OPERATIONS.filter(({ method }) => method !== 'get');
const READING = OPERATIONS.filter(({ method }) => method === 'get');

/** Names of operations that docs/security.md says in a row about services. */
function named(row: RegExp): string[] {
  const page = fs.readFileSync(
    path.resolve(__dirname, '../../../../docs/security.md'),
    'utf8',
  );
  const line = page.split('\n').find(text => row.test(text));
  if (!line) throw new Error(`docs/security.md has no row ${row}`);
  const [, , what] = line.split('|');
  return [...what.matchAll(/`(\w+)`/g)].map(([, name]) => name).sort();
}

const OPEN = named(/^\| can +\| call what does not read alone/);
const FOR_USERS = named(/^\| cannot +\| read what is about a person/);

/** What a request of an operation is that its document takes. */
function requestOf({ template, operation }: (typeof OPERATIONS)[number]) {
  const parameters = (operation.parameters ?? []).map(resolve);
  const valueOf = (name: string) => {
    const { schema } = parameters.find(found => found.name === name)!;
    return encodeURIComponent(`${least(schema)}`);
  };
  const query = parameters
    .filter(found => found.in === 'query' && found.required)
    .map(({ name }) => `${name}=${valueOf(name)}`);
  const [type, content] = Object.entries(
    operation.requestBody?.content ?? {},
  )[0] ?? [undefined, undefined];
  return {
    url: `${template.replace(/\{(\w+)\}/g, (_, name) =>
      valueOf(name),
    )}?${query.join('&')}`,
    type,
    body:
      type === 'application/zip'
        ? 'PK'
        : content && (least(content.schema) as object),
  };
}

describe('a service token', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'service-tokens-'));
  const service = mockCredentials.service.token();
  let db: Knex;
  let portal: Awaited<ReturnType<typeof startFirstPortal>>;

  /** How many rows each table has, but for the history of refusals. */
  async function rows(): Promise<Record<string, number>> {
    const tables = await db('sqlite_master')
      .where({ type: 'table' })
      .whereNotIn('name', ['history', 'history_head'])
      .andWhere('name', 'not like', 'sqlite_%')
      .select('name');
    const found: Record<string, number> = {};
    for (const { name } of tables) {
      const [{ n }] = await db(name).count({ n: '*' });
      found[name] = Number(n);
    }
    return found;
  }

  beforeAll(async () => {
    db = createKnex({
      client: 'better-sqlite3',
      connection: { filename: path.join(dir, 'data-mesh.sqlite') },
      useNullAsDefault: true,
    });
    await fillAsFirst(db);
    portal = await startFirstPortal(db);
  });

  afterAll(async () => {
    await portal.stop();
    await db.destroy();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  const refused = expect.objectContaining({ status: 403 });

  it.each(WRITING.filter(({ id }) => !OPEN.includes(id)))(
    'is refused by $id ($method $template)',
    async one => {
      const { url, type, body } = requestOf(one);
      const before = await rows();
      expect(
        await portal.ask(one.method, url, { token: service, type, body }),
      ).toEqual(refused);
      expect(await rows()).toEqual(before);
    },
  );

  it.each(WRITING.filter(({ id }) => OPEN.includes(id)))(
    'is let through by $id ($method $template), which keeps nothing of it',
    async one => {
      const { url, type, body } = requestOf(one);
      const before = await rows();
      expect(
        await portal.ask(one.method, url, { token: service, type, body }),
      ).not.toEqual(refused);
      expect(await rows()).toEqual(before);
    },
  );

  it.each(READING)('reads by $id, or not, as the page says', async one => {
    const { url } = requestOf(one);
    const answer = await portal.ask(one.method, url, { token: service });
    expect(answer.status === 403).toBe(FOR_USERS.includes(one.id));
  });

  it.each(OPERATIONS)(
    'is needed, or one of a user, for $id ($method $template)',
    async one => {
      const { url, type, body } = requestOf(one);
      const token = mockCredentials.none.header().replace('Bearer ', '');
      const answer = await portal.ask(one.method, url, { token, type, body });
      expect(answer.status).toBe(401);
    },
  );

  it('reads products, topics, requests, grants and the history', async () => {
    const { id: grant } = FIRST.grants[0];
    const read = async (url: string) =>
      (await portal.ask('get', url, { token: service })).body;
    expect(await read('/products')).toMatchObject({ totalItems: 4 });
    expect(
      await read('/clusters/main/topics/firstmesh.orders.v1'),
    ).toMatchObject({ schemas: [{ version: 1 }] });
    expect(await read('/access-requests')).toMatchObject({ totalItems: 5 });
    expect(await read('/grants')).toMatchObject({ totalItems: 4 });
    expect(await read(`/grants/${grant}`)).toMatchObject({ id: grant });
    const history = await read('/history?limit=100');
    expect(history.totalItems).toBeGreaterThanOrEqual(FIRST.history.length);
  });

  it('is not what the operations that the page names are called otherwise', () => {
    const ids = OPERATIONS.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([...OPEN, ...FOR_USERS]));
  });
});
