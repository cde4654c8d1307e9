import type { ProductVersion as ShownVersion } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { CatalogFacts } from '../access/CatalogFacts';
import type { Refusal } from '../access/refusal';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import type { PolicyService } from '../policies/PolicyService';
import {
  Transfers,
  type Acceptance,
  type TransferAttempt,
  type TransferSubject,
} from '../transfers/Transfers';
import { appendVersion } from './appendVersion';
import type { FactsOfPublication } from './FactsOfPublication';
import { policyRefusal } from './policyRefusal';
import { readCurrentVersion, type ProductVersion } from './productVersions';
import { toShownVersion } from './ProductVersionReader';
import { refuse } from './recordRefusal';

type Options = {
  db: Knex;
  facts: Pick<FactsOfPublication, 'declaredAt'>;
  catalog: Pick<CatalogFacts, 'entities'>;
  authorizer: Pick<Authorizer, 'speaksFor'>;
  policies: Pick<PolicyService, 'check'>;
  /** Brings the mesh in line, in the transaction given. */
  onChange: (tx: Knex, now: number) => Promise<void>;
  clock?: () => number;
};

/** A published product, which its owner offers. */
class OfferedProduct implements TransferSubject<ProductVersion, ShownVersion> {
  readonly kind = 'product';
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async read(ref: string, credentials: UserCredentials) {
    const { db, facts, authorizer } = this.#options;
    const [current, declaredAt, speaksFor] = await Promise.all([
      readCurrentVersion(db, ref),
      facts.declaredAt(ref),
      authorizer.speaksFor(credentials),
    ]);
    const offerers = current ? [current.ownerRef] : [];
    return {
      ...(current ? { current } : {}),
      facts: { ref, current, declaredAt, speaksFor, offerers },
    };
  }

  async versionNow(tx: Knex, ref: string) {
    return (await readCurrentVersion(tx, ref))?.version;
  }

  subjectOf({ ref, document }: ProductVersion) {
    const { title, name } = document.metadata;
    return { productRef: ref, details: { title: title ?? name } };
  }

  async accept(
    current: ProductVersion,
    { open, by, at, fact, close }: Acceptance,
    credentials: UserCredentials,
  ): Promise<ShownVersion> {
    const { db, policies, onChange } = this.#options;
    const document = {
      ...current.document,
      spec: { ...current.document.spec, owner: open.to },
    };
    const { results } = await policies.check(
      { entity: document },
      credentials,
      'published',
    );
    const blocked = policyRefusal(current.ref, results);
    if (blocked) {
      return this.refuse('accept', current.ref, blocked, {
        actor: by,
        now: at,
      });
    }
    const version: ProductVersion = {
      ...current,
      version: current.version + 1,
      document,
      ownerRef: open.to,
      changedBy: by,
      changedAt: at,
      reason: open.reason,
    };
    await appendVersion(
      db,
      version,
      { current, topics: [] },
      fact,
      async tx => {
        await close(tx);
        await onChange(tx, at);
      },
    );
    return toShownVersion(version, current);
  }

  toShown(current: ProductVersion): ShownVersion {
    return toShownVersion(current, undefined);
  }

  async refuse(
    attempt: TransferAttempt,
    productRef: string,
    refusal: Refusal,
    by: { actor: string; now: number },
  ): Promise<never> {
    return refuse(this.#options.db, { attempt, productRef }, refusal, by);
  }
}

/** Hands published products from one owner to another, who has to accept. */
export class ProductTransfers extends Transfers<ProductVersion, ShownVersion> {
  constructor(options: Options) {
    super({ ...options, subject: new OfferedProduct(options) });
  }
}
