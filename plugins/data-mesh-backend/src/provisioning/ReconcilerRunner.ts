import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { PassOutcome } from './Reconciler';

// While another replica is at it, ask again soon: it may have looked before
// what we were kicked for was written.
const BUSY_RETRY_MS = 250;
const MAX_BUSY_RETRIES = 40;
// A pass that changed something is followed by another one, which may find
// what came up meanwhile; one that cannot settle waits for its next turn.
const MAX_IN_A_ROW = 5;

/**
 * Runs passes of one cluster, never two at a time in this process: at its
 * interval, and at once when it is kicked.
 */
export class ReconcilerRunner {
  readonly #pass: () => Promise<PassOutcome>;
  readonly #logger: LoggerService;
  readonly #label: string;
  #running: Promise<void> | undefined;
  #again = false;

  constructor(options: {
    label: string;
    pass: () => Promise<PassOutcome>;
    logger: LoggerService;
  }) {
    this.#label = options.label;
    this.#pass = options.pass;
    this.#logger = options.logger;
  }

  /** Runs until there is nothing left to do now. */
  async run(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      await this.#running;
      return;
    }
    this.#running = this.#runAll().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  /** Runs soon; for whoever must not wait on Kafka. */
  kick(): void {
    // `run` reports its own failures.
    void this.run();
  }

  async #runAll(): Promise<void> {
    let busy = 0;
    for (let i = 0; i < MAX_IN_A_ROW; ) {
      this.#again = false;
      let outcome: PassOutcome;
      try {
        outcome = await this.#pass();
      } catch (error) {
        this.#logger.warn(
          `A pass over the access of cluster ${
            this.#label
          } was cut short, the next one goes on: ${toError(error).message}`,
        );
        return;
      }
      if (outcome === 'busy') {
        busy += 1;
        if (busy > MAX_BUSY_RETRIES) return;
        await new Promise(resolve => setTimeout(resolve, BUSY_RETRY_MS));
        continue;
      }
      i += 1;
      if (outcome !== 'unfinished' && !this.#again) return;
    }
  }
}
