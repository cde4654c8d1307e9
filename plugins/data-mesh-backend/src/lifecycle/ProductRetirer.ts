import type {
  MeshProduct,
  Publication,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import { appendVersion } from '../product-store/appendVersion';
import { refuseUnpublication } from '../product-store/decideUnpublication';
import { refusal } from '../product-store/decidePublication';
import type { FactsOfPublication } from '../product-store/FactsOfPublication';
import {
  readCurrentVersion,
  topicsOf,
  type ProductVersion,
} from '../product-store/productVersions';
import { refuse } from '../product-store/recordRefusal';
import { deprecationLines } from './deprecationLines';
import {
  blockingOf,
  ownersOf,
  readerNames,
  type ProductReaders,
} from './ProductReaders';

/** Ends published products: they take nobody any more, and stay to be found. */
export class ProductRetirer {
  readonly #db: Knex;
  readonly #config: Pick<DataMeshConfig, 'governance'>;
  readonly #facts: FactsOfPublication;
  readonly #authorizer: Pick<Authorizer, 'speaksFor'>;
  readonly #readers: ProductReaders;
  readonly #onChange: (tx: Knex, now: number) => Promise<void>;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    config: Pick<DataMeshConfig, 'governance'>;
    facts: FactsOfPublication;
    authorizer: Pick<Authorizer, 'speaksFor'>;
    readers: ProductReaders;
    onChange: (tx: Knex, now: number) => Promise<void>;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#config = options.config;
    this.#facts = options.facts;
    this.#authorizer = options.authorizer;
    this.#readers = options.readers;
    this.#onChange = options.onChange;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * Retires a product; its topics and their grants stay.
   *
   * @throws ConflictError that names who still reads it, unless a steward
   *   overrides that
   */
  async retire(
    ref: string,
    { reason, override = false }: { reason: string; override?: boolean },
    credentials: UserCredentials,
  ): Promise<Publication> {
    const actor = credentials.principal.userEntityRef;
    const speaksFor = await this.#authorizer.speaksFor(credentials);
    const current = await readCurrentVersion(this.#db, ref);
    const declaredAt = await this.#facts.declaredAt(ref);
    const found = await this.#readers.ofDocument(current?.document);
    const readers = blockingOf(found);
    const refused =
      (declaredAt === undefined
        ? undefined
        : refusal(
            'CONFLICT',
            `${ref} is declared at ${declaredAt}; merge this there:\n${deprecationLines(
              undefined,
              { lifecycle: 'retired' },
            )}`,
          )) ??
      refuseUnpublication({
        ref,
        current,
        speaksFor,
        stewards: await this.#facts.stewardsOf(topicsOf(current)),
        isGovernance: this.#config.governance.some(each => speaksFor.has(each)),
        consumers: readerNames(readers),
        unknown: found.unknown,
        override,
        what: 'retire',
      }) ??
      (current?.document.spec.lifecycle === 'retired'
        ? refusal('CONFLICT', `${ref} is retired already`)
        : undefined);
    if (refused || !current) {
      return refuse(
        this.#db,
        { attempt: 'retire', productRef: ref },
        refused ?? refusal('NOT_FOUND', `${ref} is not published`),
        { actor, now: this.#clock() },
      );
    }
    const { spec, metadata } = current.document;
    const version: ProductVersion = {
      ...current,
      version: current.version + 1,
      document: {
        ...current.document,
        spec: { ...spec, lifecycle: 'retired' },
      },
      changedBy: actor,
      changedAt: this.#clock(),
      reason: reason.trim(),
    };
    const product = await appendVersion(
      this.#db,
      version,
      { current, topics: [] },
      {
        actor,
        action: 'product.retired',
        productRef: ref,
        details: {
          title: metadata.title ?? metadata.name,
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
      this.#onChange,
    );
    return {
      product: product as MeshProduct,
      version: version.version,
      results: [],
    };
  }
}
