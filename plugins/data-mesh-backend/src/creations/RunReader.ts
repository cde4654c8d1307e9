import { NotFoundError } from '@backstage/errors';
import type {
  Run as ShownRun,
  RunPage,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { Refusal } from '../access/refusal';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import { page } from '../mesh/paging';
import { toIso } from '../rows';
import { toShownCreation, toUndo, type Creation } from './creation';
import { readCreations, readRun, readRuns, type Run } from './creationRows';

/** A run with what was made in it. */
export type WholeRun = { run: Run; creations: Creation[] };

/** Why there is nothing to undo for somebody who may, if so. Pure. */
export function refuseUndo({ run, creations }: WholeRun): Refusal | undefined {
  return toUndo(creations).length > 0
    ? undefined
    : {
        code: 'CONFLICT',
        message: `Run ${run.run} is undone already; there is nothing left of it`,
      };
}

function toShownRun(whole: WholeRun): ShownRun {
  const { run, creations } = whole;
  const refusal = refuseUndo(whole);
  return {
    run: run.run,
    createdBy: run.createdBy,
    begunAt: toIso(run.begunAt),
    creations: creations.map(toShownCreation),
    mayUndo: !refusal,
    ...(refusal ? { refusal } : {}),
  };
}

/** Shows runs to whoever has begun them, and to operators. */
export class RunReader {
  readonly #db: Knex;
  readonly #authorizer: Pick<Authorizer, 'isOperator'>;

  constructor(options: {
    db: Knex;
    authorizer: Pick<Authorizer, 'isOperator'>;
  }) {
    this.#db = options.db;
    this.#authorizer = options.authorizer;
  }

  /** @throws NotFoundError also where it is somebody else's */
  async whole(run: string, credentials: UserCredentials): Promise<WholeRun> {
    const found = await readRun(this.#db, run);
    const isOwn = found?.createdBy === credentials.principal.userEntityRef;
    if (
      !found ||
      !(isOwn || (await this.#authorizer.isOperator(credentials)))
    ) {
      throw new NotFoundError(`There is no run ${run} of yours`);
    }
    return { run: found, creations: await readCreations(this.#db, [run]) };
  }

  /** @throws as {@link RunReader.whole} */
  async get(run: string, credentials: UserCredentials): Promise<ShownRun> {
    return toShownRun(await this.whole(run, credentials));
  }

  async list(
    { limit, cursor }: { limit: number; cursor?: string },
    credentials: UserCredentials,
  ): Promise<RunPage> {
    const all = await this.#authorizer.isOperator(credentials);
    const runs = await readRuns(
      this.#db,
      all ? undefined : credentials.principal.userEntityRef,
    );
    const cut = page(runs, limit, cursor);
    const creations = await readCreations(
      this.#db,
      cut.items.map(({ run }) => run),
    );
    return {
      ...cut,
      items: cut.items.map(run =>
        toShownRun({
          run,
          creations: creations.filter(each => each.run === run.run),
        }),
      ),
    };
  }
}
