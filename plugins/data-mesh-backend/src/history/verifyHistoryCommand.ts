/**
 * The command `data-mesh-verify-history`, for operators.
 *
 * @packageDocumentation
 */
import { parseArgs } from 'node:util';
import { toError } from '@backstage/errors';
import createKnex, { type Knex } from 'knex';
import {
  verifyHistory,
  type HistoryVerification,
  type NotedHead,
} from './verifyHistory';

export {
  verifyHistory,
  type HistoryProblem,
  type HistoryVerification,
  type NotedHead,
} from './verifyHistory';

const HELP = `Verifies the history of the data mesh: whether an entry was changed, removed,
moved, added or cut off by hand in the database.

Usage: data-mesh-verify-history --sqlite <file> [--head <seq>:<hash>]...
       data-mesh-verify-history --postgres <connection string> [--schema <name>] [--head <seq>:<hash>]...

Options:
  --sqlite    the plugin's file; in Backstage, data-mesh.sqlite in the folder
              that backend.database.connection.directory names
  --postgres  the plugin's database; in Backstage, backstage_plugin_data-mesh.
              Best without a password, which PGPASSWORD can hold
  --schema    where backend.database.pluginDivisionMode is schema: data-mesh
  --head      seq and hash of a history-head event in the log of Backstage's
              auditor. Without one, a history that was rewritten or cut off
              together with its head passes for whole. Give several, and the
              place is known more closely

Only reads. Exit code 0: the history is whole; 1: it is not; 2: it could not be
verified.
`;

/**
 * Where output goes; tests listen.
 *
 * @public
 */
export type Output = {
  out: (text: string) => void;
  err: (text: string) => void;
};

function readHead(text: string): NotedHead {
  const match = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim());
  if (!match) {
    throw new Error(
      `--head ${text}: not <seq>:<hash> as a history-head event of the auditor has them`,
    );
  }
  return { seq: Number(match[1]), hash: match[2] };
}

// What goes wrong is told once, by the command itself.
const SILENT = { warn() {}, error() {}, deprecate() {}, debug() {} };

function connect(values: {
  sqlite?: string;
  postgres?: string;
  schema?: string;
}): Knex {
  const { sqlite, postgres, schema } = values;
  if ((sqlite === undefined) === (postgres === undefined)) {
    throw new Error('give either --sqlite or --postgres; --help says more');
  }
  if (sqlite !== undefined) {
    if (schema) throw new Error('--schema goes with --postgres only');
    return createKnex({
      client: 'better-sqlite3',
      // Read-only, it also fails where the file is not there.
      connection: { filename: sqlite, options: { readonly: true } },
      useNullAsDefault: true,
      log: SILENT,
      pool: { min: 1, max: 1 },
    });
  }
  return createKnex({
    client: 'pg',
    connection: postgres,
    log: SILENT,
    ...(schema ? { searchPath: [schema] } : {}),
    acquireConnectionTimeout: 15_000,
    pool: {
      min: 0,
      max: 1,
      afterCreate(
        connection: { query(sql: string, done: () => void): void },
        done: (error: unknown, connection: unknown) => void,
      ) {
        connection.query(
          'SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY',
          () => done(undefined, connection),
        );
      },
    },
  });
}

function summary(
  { entries, last, problems, unlisted }: HistoryVerification,
  heads: NotedHead[],
): string[] {
  const found = problems.length + unlisted;
  const lines = problems.map(({ message }) => message);
  if (unlisted > 0) lines.push(`... and ${unlisted} more`);
  if (found > 0) {
    lines.push(
      `The history is NOT whole: ${found} ${
        found === 1 ? 'problem' : 'problems'
      } among ${entries} entries.`,
    );
    return lines;
  }
  lines.push(
    last
      ? `The history is whole: ${entries} entries, the last is ${last.seq}:${last.hash}`
      : 'The history is empty.',
  );
  if (heads.length === 0) {
    lines.push(
      'Not compared with a head from the log of the auditor (--head): whether it was rewritten or cut off together with its head is not known.',
    );
  }
  return lines;
}

/**
 * The command `data-mesh-verify-history`.
 *
 * @returns its exit code
 *
 * @public
 */
export async function runVerifyHistory(
  argv: string[],
  output: Output = {
    out: text => process.stdout.write(text),
    err: text => process.stderr.write(text),
  },
): Promise<number> {
  let db: Knex | undefined;
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        sqlite: { type: 'string' },
        postgres: { type: 'string' },
        schema: { type: 'string' },
        head: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      output.out(HELP);
      return 0;
    }
    const heads = values.head.map(readHead);
    db = connect(values);
    if (!(await db.schema.hasTable('history'))) {
      throw new Error(
        'this database has no table history; --help says where the plugin keeps it',
      );
    }
    const result = await verifyHistory(db, { heads });
    output.out(`${summary(result, heads).join('\n')}\n`);
    return result.problems.length > 0 ? 1 : 0;
  } catch (error) {
    output.err(
      `The history could not be verified: ${toError(error).message}\n`,
    );
    return 2;
  } finally {
    await db?.destroy();
  }
}
