import type { RunUndo } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { toHttpError } from '../access/refusal';
import type { UserCredentials } from '../authorization/Authorizer';
import { appendHistory } from '../history/appendHistory';
import { toShownCreation, toUndo, type Creation } from './creation';
import { findCreation } from './creationRows';
import type { DomainUndoer } from './DomainUndoer';
import type { ProductUndoer } from './ProductUndoer';
import { refuseUndo, type RunReader } from './RunReader';
import type { SchemaUndoer } from './SchemaUndoer';
import type { TopicUndoer, Undoing } from './TopicUndoer';

export type RunUndoerOptions = {
  db: Knex;
  runs: Pick<RunReader, 'whole'>;
  topics: Pick<TopicUndoer, 'undo'>;
  schemas: Pick<SchemaUndoer, 'undo'>;
  domains: Pick<DomainUndoer, 'undo'>;
  products: Pick<ProductUndoer, 'undo'>;
  clock?: () => number;
};

/**
 * Takes back what was made in a run, the last first. What is about to be taken
 * back is written down before: the same call again finishes what died.
 */
export class RunUndoer {
  readonly #options: RunUndoerOptions;
  readonly #clock: () => number;

  constructor(options: RunUndoerOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * @throws NotFoundError where it is somebody else's; ConflictError where
   *   nothing is left of it
   */
  async undo(
    run: string,
    { reason }: { reason?: string },
    credentials: UserCredentials,
  ): Promise<RunUndo> {
    const { db, runs } = this.#options;
    const whole = await runs.whole(run, credentials);
    const refusal = refuseUndo(whole);
    if (refusal) throw toHttpError(refusal);
    const words = reason?.trim() || undefined;
    const actor = credentials.principal.userEntityRef;
    const answer: RunUndo = { undone: [], left: [] };
    for (const creation of toUndo(whole.creations)) {
      const now = this.#clock();
      const left = await this.#undo(
        creation,
        { actor, now, ...(words ? { reason: words } : {}) },
        credentials,
      );
      const found = await findCreation(db, creation);
      const after = (found as Creation | undefined) ?? {
        ...creation,
        state: 'undone' as const,
        undoneAt: now,
      };
      const shown = toShownCreation(after);
      if (left === undefined) answer.undone.push(shown);
      else answer.left.push({ creation: shown, reason: left });
    }
    await db.transaction(tx =>
      appendHistory(
        tx,
        [
          {
            actor,
            action: 'run.undone',
            details: {
              run,
              undone: answer.undone.length,
              left: answer.left.length,
              ...(words ? { reason: words } : {}),
            },
          },
        ],
        this.#clock(),
      ),
    );
    return answer;
  }

  #undo(
    creation: Creation,
    by: Undoing,
    credentials: UserCredentials,
  ): Promise<string | undefined> {
    const { domains, topics, schemas, products } = this.#options;
    switch (creation.kind) {
      case 'domain':
        return domains.undo(creation, by, credentials);
      case 'topic':
        return topics.undo(creation, by);
      case 'schema':
        return schemas.undo(creation, by);
      default:
        return products.undo(creation, by, credentials);
    }
  }
}
