import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { CatalogFacts } from '../access/CatalogFacts';
import { lockHead } from '../feed/meshRows';
import {
  appendHistory,
  SYSTEM_ACTOR,
  type HistoryFact,
} from '../history/appendHistory';
import type { MeshReader } from '../mesh/MeshReader';
import { endingOf, type Ending } from '../products/ending';
import { ownerRefOf } from '../products/MeshFacts';
import { dueNotice } from './dueNotice';
import {
  insertNotice,
  readNotices,
  readTold,
  readToldParts,
  takeNotices,
  type EndingPart,
} from './noticeRows';
import type { ProductReader, ProductReaders } from './ProductReaders';

type Part = EndingPart & { ending: Ending };

/**
 * Tells the owners of consumers that what they read ends: once when that is
 * known, and again as the day comes near, whether it was said in the portal or
 * in Git. Each is an entry of the history, and told from there.
 */
export class DeprecationClock {
  readonly #db: Knex;
  readonly #mesh: Pick<MeshReader, 'all'>;
  readonly #readers: Pick<ProductReaders, 'ofProduct'>;
  readonly #catalog: Pick<CatalogFacts, 'entities'>;
  readonly #logger: LoggerService;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    mesh: Pick<MeshReader, 'all'>;
    readers: Pick<ProductReaders, 'ofProduct'>;
    catalog: Pick<CatalogFacts, 'entities'>;
    logger: LoggerService;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#mesh = options.mesh;
    this.#readers = options.readers;
    this.#catalog = options.catalog;
    this.#logger = options.logger;
    this.#clock = options.clock ?? Date.now;
  }

  async tick(): Promise<void> {
    const products = await this.#mesh.all('product');
    for (const product of products) {
      const parts = partsOf(product);
      if (parts.length === 0) continue;
      try {
        await this.#tell(product, parts);
      } catch (error) {
        // Whoever reads one product is told, though another's cannot be.
        this.#logger.warn(
          `Those who read ${
            product.ref
          } could not be told that it ends, which is tried again: ${
            toError(error).message
          }`,
        );
      }
    }
    await this.#lift(new Map(products.map(product => [product.ref, product])));
  }

  async #tell(product: MeshProduct, parts: Part[]): Promise<void> {
    const { readers } = await this.#readers.ofProduct(product);
    const consumers = readers.filter(({ kind }) => kind !== 'group');
    for (const part of parts) {
      const told = consumers.filter(
        ({ ports }) => part.port === undefined || ports.includes(part.port),
      );
      if (told.length > 0) await this.#tellOf(product, part, told);
    }
  }

  async #tellOf(
    product: MeshProduct,
    part: Part,
    consumers: ProductReader[],
  ): Promise<void> {
    const now = this.#clock();
    const { sunset } = part.ending;
    await this.#db.transaction(async tx => {
      // Two replicas at the same instant tell it one after the other.
      await lockHead(tx);
      const before = await readNotices(tx, part, sunset);
      const facts: HistoryFact[] = [];
      for (const { key: consumerRef, ownerRef } of consumers) {
        const told = before.get(consumerRef) ?? new Map();
        const notice = dueNotice(sunset, told, now);
        if (!notice) continue;
        await insertNotice(tx, part, { consumerRef, notice, sunset, at: now });
        facts.push({
          actor: SYSTEM_ACTOR,
          action:
            notice === 'announced'
              ? 'deprecation.announced'
              : 'deprecation.reminded',
          productRef: product.ref,
          consumerRef,
          details: {
            ...detailsOf(product, part),
            notice,
            ...(ownerRef ? { consumerOwner: ownerRef } : {}),
          },
        });
      }
      await appendHistory(tx, facts, now);
    });
  }

  /** That it does not end after all is told those who were told that it does. */
  async #lift(products: Map<string, MeshProduct>): Promise<void> {
    for (const part of await readToldParts(this.#db)) {
      const product = products.get(part.productRef);
      // What is not there now may be back in a moment, ending as before.
      if (!product || isEnding(product, part)) continue;
      const now = this.#clock();
      // Before the lock is taken: nobody waits for the catalog.
      const owners = await this.#ownersOf(
        await readTold(this.#db, part),
        products,
      );
      await this.#db.transaction(async tx => {
        await lockHead(tx);
        const told = await takeNotices(tx, part);
        // Nobody stands behind it any more who could say that it goes on.
        if (product.origin === 'discovered') return;
        await appendHistory(
          tx,
          told.map(consumerRef => ({
            actor: SYSTEM_ACTOR,
            action: 'deprecation.lifted',
            productRef: product.ref,
            consumerRef,
            details: {
              title: product.title,
              ...(part.port ? { port: part.port } : {}),
              ...(owners.get(consumerRef)
                ? { consumerOwner: owners.get(consumerRef) }
                : {}),
            },
          })),
          now,
        );
      });
    }
  }

  async #ownersOf(
    refs: string[],
    products: Map<string, MeshProduct>,
  ): Promise<Map<string, string>> {
    const entities = await this.#catalog.entities(
      refs.filter(ref => !products.has(ref)),
    );
    return new Map(
      refs.flatMap(ref => {
        const entity = entities.get(ref);
        const owner =
          products.get(ref)?.ownerRef ?? (entity && ownerRefOf(entity));
        return owner ? [[ref, owner] as const] : [];
      }),
    );
  }
}

/** What of a product ends. */
function partsOf(product: MeshProduct): Part[] {
  const { ref: productRef, origin, ports } = product;
  const whole = endingOf(product);
  // Whom it concerns was told by whoever retired it in the portal.
  if (whole?.isRetired && origin === 'published') return [];
  return [
    ...(whole ? [{ productRef, ending: whole }] : []),
    ...ports.flatMap(port => {
      const ending = port.deprecation && endingOf(product, port);
      return ending ? [{ productRef, port: port.name, ending }] : [];
    }),
  ];
}

function isEnding(product: MeshProduct, { port: name }: EndingPart): boolean {
  if (name === undefined) return endingOf(product) !== undefined;
  const port = product.ports.find(each => each.name === name);
  // A port that is not there any more has come to its end.
  return !port || port.deprecation !== undefined;
}

function detailsOf({ title }: MeshProduct, { port, ending }: Part) {
  const { isRetired, sunset, message } = ending;
  const { product: replacedBy, port: replacedByPort } = ending;
  return {
    title,
    ...(port ? { port } : {}),
    ...(isRetired ? { retired: true } : {}),
    ...(sunset ? { sunset } : {}),
    ...(replacedBy ? { replacedBy } : {}),
    ...(replacedByPort ? { replacedByPort } : {}),
    ...(message ? { message } : {}),
  };
}
