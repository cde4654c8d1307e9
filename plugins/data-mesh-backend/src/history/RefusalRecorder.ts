import { NotAllowedError, toError } from '@backstage/errors';
import type { Request } from 'express';
import type { Knex } from 'knex';
import type { Authorizer } from '../authorization/Authorizer';
import { appendHistory, type HistoryFact } from './appendHistory';

/**
 * Puts into the history who tried what the permissions do not let them, or
 * what no plugin may do.
 */
export class RefusalRecorder {
  readonly #db: Knex;
  readonly #authorizer: Authorizer;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    authorizer: Authorizer;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#authorizer = options.authorizer;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * Runs a check; that it refused is recorded before it is passed on.
   *
   * @param fact - what was tried
   */
  async record<T>(
    req: Request,
    fact: Omit<HistoryFact, 'actor'>,
    check: () => Promise<T>,
  ): Promise<T> {
    try {
      return await check();
    } catch (error) {
      if (toError(error).name !== NotAllowedError.name) throw error;
      const actor = await this.#authorizer.nameOf(req);
      const now = this.#clock();
      await this.#db.transaction(tx =>
        appendHistory(
          tx,
          [
            {
              ...fact,
              actor,
              details: {
                ...fact.details,
                code: 'NOT_ALLOWED',
                message: toError(error).message,
              },
            },
          ],
          now,
        ),
      );
      throw error;
    }
  }
}
