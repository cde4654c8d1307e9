import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import createKnex, { type Knex } from 'knex';
import { Databases, MIGRATIONS } from '../__testUtils__/databases';
import { append, storyOf } from './__testUtils__/facts';

jest.setTimeout(120_000);

const COMMAND = resolve(__dirname, '../../bin/data-mesh-verify-history');

function run(
  args: string[],
): Promise<{ code: number; out: string; err: string }> {
  return new Promise(done => {
    execFile(process.execPath, [COMMAND, ...args], (error, out, err) => {
      done({ code: Number(error?.code ?? 0), out, err });
    });
  });
}

async function headOf(db: Knex): Promise<string> {
  const { seq, hash } = await db('history_head').first();
  return `${seq}:${hash}`;
}

const NOT_COMPARED =
  'Not compared with a head from the log of the auditor (--head): whether it was rewritten or cut off together with its head is not known.\n';

/** Runs the command on a history that is more and more tampered with. */
async function walkThrough(db: Knex, where: string[]) {
  await db.migrate.latest({ directory: MIGRATIONS });
  const empty = await run(where);
  await append(db, [...storyOf(1), ...storyOf(2)]);
  const head = await headOf(db);
  const whole = await run(where);
  const compared = await run([...where, '--head', head]);

  await db('history').where({ seq: 8 }).delete();
  const { hash } = await db('history').where({ seq: 7 }).first();
  await db('history_head').update({ seq: 7, hash });
  const cutOff = await run([...where, '--head', head]);

  await db('history').where({ seq: 3 }).update({ actor: 'user:default/eve' });
  return { head, empty, whole, compared, cutOff, changed: await run(where) };
}

function expectedOf(head: string) {
  const whole = `The history is whole: 8 entries, the last is ${head}\n`;
  const not = 'The history is NOT whole: 1 problem among 7 entries.\n';
  return {
    head,
    empty: { code: 0, out: `The history is empty.\n${NOT_COMPARED}`, err: '' },
    whole: { code: 0, out: `${whole}${NOT_COMPARED}`, err: '' },
    compared: { code: 0, out: whole, err: '' },
    cutOff: {
      code: 1,
      out: `Entry 8 is missing at the end: the head that was noted knows of entry 8\n${not}`,
      err: '',
    },
    changed: {
      code: 1,
      out: `Entry 3 was changed: its columns do not fit its hash\n${not}`,
      err: '',
    },
  };
}

describe('data-mesh-verify-history', () => {
  const databases = new Databases();
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verify-history-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('verifies the file of a portal on SQLite', async () => {
    const filename = join(folder, 'data-mesh.sqlite');
    const db = createKnex({
      client: 'better-sqlite3',
      connection: { filename },
      useNullAsDefault: true,
    });
    try {
      const results = await walkThrough(db, ['--sqlite', filename]);
      expect(results).toEqual(expectedOf(results.head));
    } finally {
      await db.destroy();
    }
  });

  it('verifies the database of a portal on PostgreSQL, or its schema', async () => {
    const db = await databases.empty('POSTGRES_18');
    const { connection } = db.client.config;
    const url = new URL(
      process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING ?? '',
    );
    url.pathname = connection.database;
    const results = await walkThrough(db, ['--postgres', url.href]);
    expect(results).toEqual(expectedOf(results.head));

    await db.schema.createSchema('data-mesh');
    const inSchema = createKnex({
      ...db.client.config,
      searchPath: ['data-mesh'],
    });
    try {
      const where = ['--postgres', url.href, '--schema', 'data-mesh'];
      const there = await walkThrough(inSchema, where);
      expect(there).toEqual(expectedOf(there.head));
    } finally {
      await inSchema.destroy();
    }
  });

  it('says what it needs, and creates nothing', async () => {
    const file = join(folder, 'nothing.sqlite');
    const other = join(folder, 'other.sqlite');
    const db = createKnex({
      client: 'better-sqlite3',
      connection: { filename: other },
      useNullAsDefault: true,
    });
    await db.schema.createTable('something', table => table.integer('id'));
    await db.destroy();
    for (const [args, message] of [
      [[], /either --sqlite or --postgres/],
      [['--sqlite', 'a', '--postgres', 'b'], /either --sqlite or --postgres/],
      [['--sqlite', file], /unable to open database file/],
      [['--sqlite', other], /no table history/],
      [['--sqlite', other, '--head', '5'], /--head 5: not <seq>:<hash>/],
      [['--colour'], /--colour/],
      [['--postgres', 'postgresql://me:secret@127.0.0.1:1/x'], /ECONNREFUSED/],
    ] as Array<[string[], RegExp]>) {
      const { code, out, err } = await run(args);
      expect([args, code, out]).toEqual([args, 2, '']);
      expect(err).toMatch(/^The history could not be verified: /);
      expect(err).toMatch(message);
      expect(err).not.toContain('secret');
    }
    await expect(stat(file)).rejects.toThrow('ENOENT');
    expect(await run(['--help'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('--postgres <connection string>'),
    });
  });
});
