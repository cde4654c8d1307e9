import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { JsonObject } from '@backstage/types';
import { PortalClient } from './PortalClient';

const ROOT = path.resolve(__dirname, '../../../..');
const CHILD = path.join(__dirname, 'killedPortal.main.ts');

/** A portal in a process of its own, which can be killed like one. */
export class KilledPortal extends PortalClient {
  readonly #settings: { dir: string; dataMesh: JsonObject; config: JsonObject };
  #child: ChildProcess | undefined;
  #url = '';

  constructor(settings: {
    dir: string;
    dataMesh: JsonObject;
    config: JsonObject;
  }) {
    super(settings.dir);
    this.#settings = settings;
  }

  get url(): string {
    return this.#url;
  }

  /** @throws Error with what it printed, if it ends before it answers */
  async start(): Promise<void> {
    const child = spawn(
      process.execPath,
      [
        '--require',
        path.join(ROOT, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
        CHILD,
      ],
      {
        cwd: ROOT,
        env: {
          ...process.env,
          KILLED_PORTAL: JSON.stringify(this.#settings),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    this.#child = child;
    let printed = '';
    this.#url = await new Promise<string>((resolve, reject) => {
      const hear = (chunk: unknown) => {
        printed += chunk;
        const found = /^ready (\S+)$/m.exec(printed);
        if (found) resolve(found[1]);
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.once('error', reject);
      child.once('close', () => reject(new Error(printed.slice(-4_000))));
    });
  }

  /** As if the machine had lost its power: nothing is finished. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode) return;
    await new Promise(resolve => {
      child.once('close', resolve);
      child.kill('SIGKILL');
    });
  }
}
