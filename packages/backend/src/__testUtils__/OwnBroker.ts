import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { Kafka, logLevel, type Admin } from 'kafkajs';

const exec = promisify(execFile);
const ROOT = path.resolve(__dirname, '../../../..');
const ADMIN = { username: 'admin', password: 'admin-secret' };

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/**
 * A real broker of one test suite alone, which may therefore stop it. Its only
 * user is the administrator.
 */
export class OwnBroker {
  readonly #dir: string;
  readonly #properties?: string;
  #port = 0;

  /** @param properties - a file of settings that win over the demo's */
  constructor(dir: string, properties?: string) {
    this.#dir = path.join(dir, 'broker');
    this.#properties = properties;
  }

  get port(): number {
    return this.#port;
  }

  get credentials() {
    return ADMIN;
  }

  async start(): Promise<void> {
    this.#port ||= await freePort();
    await this.#run(
      ...['start', '--port', `${this.#port}`],
      ...(this.#properties ? ['--properties', this.#properties] : []),
    );
  }

  async stop(): Promise<void> {
    await this.#run('stop');
  }

  /** @param who - the administrator by default */
  kafka(who = ADMIN): Kafka {
    return new Kafka({
      clientId: 'spine',
      brokers: [`127.0.0.1:${this.#port}`],
      logLevel: logLevel.NOTHING,
      sasl: { mechanism: 'scram-sha-512', ...who },
    });
  }

  async admin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = this.kafka().admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }

  async createTopics(...topics: string[]): Promise<void> {
    await this.admin(admin =>
      admin.createTopics({
        topics: topics.map(topic => ({ topic, numPartitions: 1 })),
        waitForLeaders: true,
      }),
    );
  }

  async deleteTopics(...topics: string[]): Promise<void> {
    await this.admin(admin => admin.deleteTopics({ topics }));
  }

  async #run(...args: string[]): Promise<void> {
    await exec(
      process.execPath,
      [path.join(ROOT, 'scripts/broker.mjs'), ...args, '--dir', this.#dir],
      { cwd: ROOT },
    );
  }
}
