import type {
  DataProductEntityV1alpha1,
  Deprecation,
  MeshProduct,
  Publication,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { isDeepStrictEqual } from 'node:util';
import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import { fullRef } from '../access/FactsReader';
import { toHttpError, type Refusal } from '../access/refusal';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import { readObject } from '../feed/meshRows';
import type { HistoryAction } from '../history/actions';
import { appendVersion } from '../product-store/appendVersion';
import type { FactsOfPublication } from '../product-store/FactsOfPublication';
import {
  readCurrentVersion,
  readVersions,
  type ProductVersion,
} from '../product-store/productVersions';
import { readDescriptor } from '../product-store/readDescriptor';
import { refuse, type ProductAttempt } from '../product-store/recordRefusal';
import { endingOf } from '../products/ending';
import { toIso } from '../rows';
import { refuseDraft, refuseEnding, refuseTerms } from './decideDeprecation';
import {
  isInUse,
  withDeprecation,
  withoutDeprecation,
} from './deprecateDocument';
import { deprecationLines } from './deprecationLines';

/** How a product, or one port of it, is to end. */
export type DeprecationInput = {
  sunset: string;
  replacedBy?: string;
  message?: string;
  basedOn?: number;
  port?: string;
  reason?: string;
  run?: string;
};

function deprecationOf({
  port,
  sunset,
  ...input
}: Pick<
  DeprecationInput,
  'sunset' | 'replacedBy' | 'message' | 'port'
>): Deprecation & { sunset: string } {
  const replacedBy =
    input.replacedBy === undefined || port !== undefined
      ? input.replacedBy
      : fullRef(input.replacedBy, 'replacedBy', 'dataproduct');
  const message = input.message?.trim() || undefined;
  return {
    sunset,
    ...(replacedBy ? { replacedBy } : {}),
    ...(message ? { message } : {}),
  };
}

/**
 * Announces the end of published products, and takes that back. Policies do
 * not stop it: what ends need not be put right first.
 */
export class ProductDeprecator {
  readonly #db: Knex;
  readonly #facts: FactsOfPublication;
  readonly #authorizer: Pick<Authorizer, 'speaksFor'>;
  readonly #onChange: (tx: Knex, now: number) => Promise<void>;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    facts: FactsOfPublication;
    authorizer: Pick<Authorizer, 'speaksFor'>;
    onChange: (tx: Knex, now: number) => Promise<void>;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#facts = options.facts;
    this.#authorizer = options.authorizer;
    this.#onChange = options.onChange;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * Says that a product ends. To say what it says already changes nothing.
   *
   * @throws ConflictError with the lines to merge where it is declared
   */
  async deprecate(
    ref: string,
    input: DeprecationInput,
    credentials: UserCredentials,
  ): Promise<Publication> {
    const { port, sunset, reason, run } = input;
    const deprecation = deprecationOf(input);
    const { replacedBy, message } = deprecation;
    const { facts, current } = await this.#read(
      ref,
      input,
      deprecationLines(deprecation, { port, lifecycle: 'deprecated' }),
      credentials,
    );
    const wanted =
      current && withDeprecation(current.document, deprecation, port);
    const isThere =
      wanted !== undefined && isDeepStrictEqual(wanted, current?.document);
    const refused =
      // A step that is tried again is based on what was before it.
      refuseEnding(
        isThere ? { ...facts, basedOn: undefined } : facts,
        'deprecate',
      ) ?? (await this.#refuseTerms(ref, { sunset, replacedBy, port }));
    if (refused || !current || !wanted) {
      return this.#refuse('deprecate', ref, refused, credentials);
    }
    if (isThere) return this.#asItIs(ref, current);
    return this.#append(current, wanted, 'product.deprecated', credentials, {
      ...(port ? { port } : {}),
      sunset,
      ...(replacedBy
        ? { [port ? 'replacedByPort' : 'replacedBy']: replacedBy }
        : {}),
      ...(message ? { message } : {}),
      ...(run ? { run } : {}),
      reason,
    });
  }

  /**
   * What is to be merged where a product is declared, so that it ends. Nothing
   * is tried: whoever may change it there decides.
   */
  async draft(
    product: MeshProduct,
    input: Pick<DeprecationInput, 'sunset' | 'replacedBy' | 'message' | 'port'>,
  ): Promise<{ lines: string; originLocation?: string }> {
    const { ref, ports, originLocation } = product;
    const { port, sunset } = input;
    const deprecation = deprecationOf(input);
    const { replacedBy } = deprecation;
    const refused =
      refuseDraft(
        product,
        ports.map(({ name }) => name),
        { port, replacedBy },
      ) ?? (await this.#refuseTerms(ref, { sunset, replacedBy, port }));
    if (refused) throw toHttpError(refused);
    return {
      lines: deprecationLines(deprecation, { port, lifecycle: 'deprecated' }),
      ...(originLocation ? { originLocation } : {}),
    };
  }

  /** Takes back that a product ends, or that it is retired. */
  async reinstate(
    ref: string,
    input: { port?: string; basedOn?: number; reason?: string },
    credentials: UserCredentials,
  ): Promise<Publication> {
    const { port, reason } = input;
    const versions = await readVersions(this.#db, ref);
    const lifecycle =
      versions.map(({ document }) => document.spec.lifecycle).find(isInUse) ??
      'production';
    const { facts, current } = await this.#read(
      ref,
      input,
      deprecationLines(undefined, { port, lifecycle }),
      credentials,
    );
    const refused = refuseEnding(facts, 'reinstate');
    if (refused || !current) {
      return this.#refuse('reinstate', ref, refused, credentials);
    }
    const wanted = withoutDeprecation(current.document, lifecycle, port);
    if (isDeepStrictEqual(wanted, current.document)) {
      return this.#refuse(
        'reinstate',
        ref,
        {
          code: 'CONFLICT',
          message: `${
            port ? `Port ${port} of ` : ''
          }${ref} is not deprecated; reload the page to see how it stands now`,
        },
        credentials,
      );
    }
    return this.#append(current, wanted, 'product.reinstated', credentials, {
      ...(port ? { port } : {}),
      reason,
    });
  }

  async #read(
    ref: string,
    { port, basedOn }: { port?: string; basedOn?: number },
    lines: string,
    credentials: UserCredentials,
  ) {
    const [current, declaredAt, speaksFor] = await Promise.all([
      readCurrentVersion(this.#db, ref),
      this.#facts.declaredAt(ref),
      this.#authorizer.speaksFor(credentials),
    ]);
    const ports = (current?.document.spec.outputPorts ?? []).map(
      ({ name }) => name,
    );
    return {
      current,
      facts: {
        ref,
        current,
        declaredAt,
        lines,
        speaksFor,
        ports,
        port,
        basedOn,
      },
    };
  }

  async #refuseTerms(
    ref: string,
    terms: { sunset: string; replacedBy?: string; port?: string },
  ): Promise<Refusal | undefined> {
    const { replacedBy, port } = terms;
    const isProduct = replacedBy !== undefined && port === undefined;
    return refuseTerms(
      ref,
      terms,
      toIso(this.#clock()).slice(0, 10),
      isProduct && (await this.#goesOn(replacedBy)),
    );
  }

  /** Whether a product is there that does not end itself. */
  async #goesOn(ref: string): Promise<boolean> {
    const product = await readObject<MeshProduct>(this.#db, 'product', ref);
    return product !== undefined && endingOf(product) === undefined;
  }

  async #asItIs(ref: string, current: ProductVersion): Promise<Publication> {
    const product = await readObject<MeshProduct>(this.#db, 'product', ref);
    if (!product) throw new InputError(`${ref} is not in the mesh`);
    return { product, version: current.version, results: [] };
  }

  async #append(
    current: ProductVersion,
    wanted: DataProductEntityV1alpha1,
    action: HistoryAction,
    credentials: UserCredentials,
    { reason, ...said }: { reason?: string; [detail: string]: unknown },
  ): Promise<Publication> {
    const actor = credentials.principal.userEntityRef;
    const document = await readDescriptor({ ...wanted });
    const words = reason?.trim() || undefined;
    const { reason: _before, ...rest } = current;
    const version: ProductVersion = {
      ...rest,
      version: current.version + 1,
      document,
      changedBy: actor,
      changedAt: this.#clock(),
      ...(words ? { reason: words } : {}),
    };
    const product = await appendVersion(
      this.#db,
      version,
      { current, topics: [] },
      {
        actor,
        action,
        productRef: current.ref,
        details: {
          title: document.metadata.title ?? document.metadata.name,
          version: version.version,
          owner: current.ownerRef,
          ...said,
          ...(words ? { reason: words } : {}),
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

  async #refuse(
    attempt: ProductAttempt,
    ref: string,
    refused: Refusal | undefined,
    credentials: UserCredentials,
  ): Promise<never> {
    return refuse(
      this.#db,
      { attempt, productRef: ref },
      refused ?? { code: 'NOT_FOUND', message: `${ref} is not published` },
      { actor: credentials.principal.userEntityRef, now: this.#clock() },
    );
  }
}
