import type {
  MeshDomain,
  MeshProduct,
  Offer,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { readObject } from '../feed/meshRows';
import { nameOf } from '../history/wording';
import { page } from '../mesh/paging';
import { toShownTransfer } from './Transfers';
import { readOffersTo, type Transferable } from './transferRows';

const KINDS: Transferable[] = ['product', 'domain'];

/** What is offered to somebody, and waits for their answer. */
export class OfferReader {
  readonly #db: Knex;

  constructor(options: { db: Knex }) {
    this.#db = options.db;
  }

  /**
   * Offers, the oldest first.
   *
   * @param speaksFor - all whom the caller speaks for
   * @param isVisible - whether the caller may see a product or domain
   */
  async to(
    speaksFor: ReadonlySet<string>,
    isVisible: (kind: Transferable, ref: string) => boolean,
    query: { limit: number; cursor?: string },
  ) {
    const found = await Promise.all(
      KINDS.map(async kind =>
        (
          await readOffersTo(this.#db, kind, speaksFor)
        ).flatMap(open =>
          isVisible(kind, open.ref) ? [{ ...open, kind }] : [],
        ),
      ),
    );
    const cut = page(
      found.flat().sort((a, b) => a.proposedAt - b.proposedAt),
      query.limit,
      query.cursor,
    );
    return {
      ...cut,
      items: await Promise.all(
        cut.items.map(
          async ({ kind, ref, ...open }): Promise<Offer> => ({
            kind,
            ref,
            title: await this.#titleOf(kind, ref),
            transfer: toShownTransfer({ ref, ...open }),
          }),
        ),
      ),
    };
  }

  async #titleOf(kind: Transferable, ref: string): Promise<string> {
    const object = await readObject<MeshProduct | MeshDomain>(
      this.#db,
      kind,
      ref,
    );
    return object?.title ?? nameOf(ref);
  }
}
