import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const ROOT = path.resolve(__dirname, '../../../..');

/** Runs what a page of the documentation tells its reader to run, as it stands there. */
export class DocCommands {
  readonly #page: string;
  readonly #dir: string;
  readonly #env: NodeJS.ProcessEnv;

  /**
   * @param options - page: from the root; dir: where the reader is, made anew;
   *   kafkaPort: of a broker on this machine
   */
  constructor(options: { page: string; dir: string; kafkaPort: number }) {
    const { page, dir, kafkaPort } = options;
    this.#page = fs.readFileSync(path.join(ROOT, page), 'utf8');
    this.#dir = dir;
    const bin = path.join(dir, 'bin');
    fs.mkdirSync(bin, { recursive: true });
    const kafka = path.join(ROOT, 'scripts/kafka.mjs');
    for (const tool of ['acls', 'configs']) {
      fs.writeFileSync(
        path.join(bin, `kafka-${tool}.sh`),
        `#!/bin/sh\nexec '${process.execPath}' '${kafka}' ${tool} "$@"\n`,
        { mode: 0o755 },
      );
    }
    fs.copyFileSync(
      path.join(ROOT, 'examples/kafka/clients/admin.properties'),
      path.join(dir, 'admin.properties'),
    );
    this.#env = {
      ...process.env,
      PATH: `${bin}${path.delimiter}${process.env.PATH}`,
      KAFKA_PORT: `${kafkaPort}`,
      KAFKA_BROKERS: `127.0.0.1:${kafkaPort}`,
    };
  }

  /** The fenced blocks of a language under a heading. */
  blocks(heading: string, language = 'sh'): string[] {
    const [, section] = this.#page.split(
      new RegExp(`^#+ ${heading.replace(/[.]/g, '\\.')}$`, 'm'),
    );
    if (section === undefined) throw new Error(`There is no "${heading}"`);
    const [text] = section.split(/^#+ /m);
    return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
      .filter(([, found]) => found === language)
      .map(([, , body]) => body);
  }

  /**
   * Runs all commands of some blocks.
   *
   * @param replace - what stands for something else here
   * @throws if one fails
   * @returns what they print
   */
  async run(
    blocks: string[],
    options: { env?: NodeJS.ProcessEnv; replace?: [string, string] } = {},
  ): Promise<string> {
    const [from, to] = options.replace ?? ['', ''];
    const commands = blocks.join('');
    const { stdout } = await exec(
      'sh',
      ['-ec', from ? commands.replaceAll(from, to) : commands],
      { cwd: this.#dir, env: { ...this.#env, ...options.env } },
    );
    return stdout;
  }
}
