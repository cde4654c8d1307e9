import { setImmediate as nextTurn } from 'node:timers/promises';

// Some milliseconds, mostly; expressions of one's own can make one take long.
const MOST_AT_ONCE = 50;
const MS_AT_ONCE = 20;

/** Gives the event loop back every few products, so that nobody is held up. */
export class Turns {
  #left = 0;
  #endsAt = 0;

  /** Call it before each product. */
  async take(): Promise<void> {
    if (this.#left === 0 || Date.now() > this.#endsAt) {
      await nextTurn();
      this.#left = MOST_AT_ONCE;
      this.#endsAt = Date.now() + MS_AT_ONCE;
    }
    this.#left -= 1;
  }
}
