import type { ProductVersion as ShownVersion } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import {
  blockingOf,
  ownersOf,
  readerNames,
  type ProductReaders,
} from '../lifecycle/ProductReaders';
import { endTransfers } from '../transfers/transferRows';
import { appendVersion } from './appendVersion';
import { refuseUnpublication } from './decideUnpublication';
import type { FactsOfPublication } from './FactsOfPublication';
import {
  readCurrentVersion,
  topicsOf,
  type ProductVersion,
} from './productVersions';
import { toShownVersion } from './ProductVersionReader';
import { refuse } from './recordRefusal';

/** Takes published products out of the mesh. */
export class ProductUnpublisher {
  readonly #db: Knex;
  readonly #config: Pick<DataMeshConfig, 'governance'>;
  readonly #facts: FactsOfPublication;
  readonly #authorizer: Pick<Authorizer, 'speaksFor'>;
  readonly #onChange: (tx: Knex, now: number) => Promise<void>;
  readonly #readers: ProductReaders;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    config: Pick<DataMeshConfig, 'governance'>;
    facts: FactsOfPublication;
    authorizer: Pick<Authorizer, 'speaksFor'>;
    onChange: (tx: Knex, now: number) => Promise<void>;
    readers: ProductReaders;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#config = options.config;
    this.#facts = options.facts;
    this.#authorizer = options.authorizer;
    this.#onChange = options.onChange;
    this.#readers = options.readers;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * Takes a product out of the mesh; its topics and their grants stay.
   *
   * @throws ConflictError that names who still reads it, unless a steward
   *   overrides that
   */
  async unpublish(
    ref: string,
    { reason, override = false }: { reason: string; override?: boolean },
    credentials: UserCredentials,
  ): Promise<ShownVersion> {
    const actor = credentials.principal.userEntityRef;
    const speaksFor = await this.#authorizer.speaksFor(credentials);
    const current = await readCurrentVersion(this.#db, ref);
    const topics = topicsOf(current);
    const found = await this.#readers.ofDocument(current?.document);
    const readers = blockingOf(found);
    const refusal = refuseUnpublication({
      ref,
      current,
      declaredAt: await this.#facts.declaredAt(ref),
      speaksFor,
      stewards: await this.#facts.stewardsOf(topics),
      isGovernance: this.#config.governance.some(group => speaksFor.has(group)),
      consumers: readerNames(readers),
      unknown: found.unknown,
      override,
    });
    if (refusal || !current) {
      return refuse(
        this.#db,
        { attempt: 'unpublish', productRef: ref },
        refusal ?? { code: 'NOT_FOUND', message: `${ref} is not published` },
        { actor, now: this.#clock() },
      );
    }
    const { title, name } = current.document.metadata;
    const version: ProductVersion = {
      ...current,
      version: current.version + 1,
      state: 'unpublished',
      changedBy: actor,
      changedAt: this.#clock(),
      reason: reason.trim(),
    };
    await appendVersion(
      this.#db,
      version,
      { current, topics: [] },
      {
        actor,
        action: 'product.unpublished',
        productRef: ref,
        details: {
          title: title ?? name,
          version: version.version,
          owner: current.ownerRef,
          reason: version.reason,
          ...(readers.length > 0
            ? {
                override: true,
                consumers: readers.map(({ key }) => key),
                consumerOwners: ownersOf(readers),
              }
            : {}),
        },
      },
      async tx => {
        await endTransfers(tx, 'product', ref, {
          by: actor,
          at: version.changedAt,
        });
        await this.#onChange(tx, version.changedAt);
      },
    );
    return toShownVersion(version, current);
  }
}
