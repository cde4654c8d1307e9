import { spawn } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';

const PACKAGE = path.resolve(__dirname, '../..');
const ROOT = path.resolve(PACKAGE, '../..');

/**
 * A script that kills itself at a given step, as a process of its own. It is
 * bundled once: it starts a hundred times, and reading our sources each time
 * would take longer than everything else.
 */
export class KilledChild {
  readonly #script: string;
  readonly #bundle: string;

  /**
   * @param script - in TypeScript
   * @param dir - for the bundle
   */
  constructor(script: string, dir: string) {
    this.#script = script;
    this.#bundle = path.join(dir, `${path.basename(script, '.ts')}.cjs`);
  }

  async prepare(): Promise<void> {
    await build({
      entryPoints: [this.#script],
      outfile: this.#bundle,
      bundle: true,
      platform: 'node',
      target: 'node22',
      logLevel: 'error',
      plugins: [
        {
          name: 'what is not ours is loaded as it is',
          setup: ({ onResolve }) =>
            onResolve({ filter: /^[^./]/ }, ({ path: name }) =>
              name.startsWith('@data-mesh/')
                ? undefined
                : { path: name, external: true },
            ),
        },
      ],
    });
  }

  /**
   * @param variable - of the environment, by which the script is told
   * @returns what it printed, or the signal that ended it
   */
  async run(variable: string, told: object): Promise<string> {
    const child = spawn(process.execPath, [this.#bundle], {
      cwd: ROOT,
      env: {
        ...process.env,
        // The bundle lies elsewhere than what it loads.
        NODE_PATH: [PACKAGE, ROOT]
          .map(each => path.join(each, 'node_modules'))
          .join(path.delimiter),
        [variable]: JSON.stringify(told),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    const hear = (chunk: unknown) => {
      printed += chunk;
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const signal = await new Promise<string | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (_code, ended) => resolve(ended));
    });
    return signal ?? printed.trim();
  }
}
