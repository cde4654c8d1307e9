import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';

const run = promisify(execFile);
const open = promisify<Buffer, object, ZipFile>(fromBuffer as never);

// Whatever a machine sets so that packages are found stays as it is.
const OF_THE_TESTS =
  /^(npm_(package|lifecycle|config_user_agent|execpath|node_execpath|command)|NODE_(OPTIONS|ENV)$|JEST_|INIT_CWD|BERRY_)/;

/** Writes the files of an archive to a folder. */
export async function unzip(content: Buffer, folder: string): Promise<void> {
  const zip = await open(content, { lazyEntries: true });
  const read = promisify(zip.openReadStream.bind(zip)) as (
    entry: Entry,
  ) => Promise<NodeJS.ReadableStream>;
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      const file = path.join(folder, entry.fileName);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      read(entry)
        .then(stream =>
          stream
            .pipe(fs.createWriteStream(file))
            .on('error', reject)
            .on('finish', () => zip.readEntry()),
        )
        .catch(reject);
    });
    zip.on('end', () => resolve());
    zip.on('error', reject);
    zip.readEntry();
  });
}

/** The environment of a repository's commands: the machine's, without what tests have set. */
export function repositoryEnv(): Record<string, string> {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => !OF_THE_TESTS.test(entry[0]),
    ),
  );
  // A Node that was downloaded brings authorities of its own; packages come from
  // where this machine trusts.
  return { ...inherited, NODE_OPTIONS: '--use-system-ca' };
}

/** Runs a command in a repository; what it printed is in what it throws. */
export async function inRepository(
  folder: string,
  [command, ...args]: string[],
  env: Record<string, string> = {},
): Promise<string> {
  try {
    const { stdout } = await run(command, args, {
      cwd: folder,
      env: { ...repositoryEnv(), ...env } as unknown as NodeJS.ProcessEnv,
      timeout: 180_000,
    });
    return stdout;
  } catch (error) {
    const { stdout, stderr, message } = error as Record<string, string>;
    throw new Error(`${message}\n${stdout}\n${stderr}`);
  }
}
