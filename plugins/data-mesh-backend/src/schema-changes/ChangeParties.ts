import type { CatalogFacts } from '../access/CatalogFacts';
import type { FactsReader } from '../access/FactsReader';
import type { Refusal } from '../access/refusal';
import type { Relationships } from '../access/Relationships';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import type { CatalogVisibility } from '../authorization/CatalogVisibility';
import type { MeshReader } from '../mesh/MeshReader';
import type { StoredChange } from './changeRows';
import { overridersOf } from './people';
import { visibleProduct } from './planChange';

export type ChangePartiesOptions = {
  mesh: MeshReader;
  visibility: CatalogVisibility;
  authorizer: Authorizer;
  catalog: CatalogFacts;
  facts: FactsReader;
  relationships: Relationships;
  /** Refs of groups. */
  governance: string[];
};

/** Who a caller is to a change. */
export type ChangeParty = {
  /** Speaks for the product's owner. */
  owner: boolean;
  /** Is who proposed it, also as another User. */
  proposer: boolean;
  overrider: boolean;
};

/** Says who may do what to changes of schemas, by the catalog as it is now. */
export class ChangeParties {
  readonly #options: ChangePartiesOptions;

  constructor(options: ChangePartiesOptions) {
    this.#options = options;
  }

  /** Who a caller is to a change, by the catalog as it is now. */
  async partyOf(
    change: StoredChange,
    credentials: UserCredentials,
  ): Promise<ChangeParty> {
    const { authorizer, catalog, facts, relationships } = this.#options;
    const speaksFor = await authorizer.speaksFor(credentials);
    const { byRef } = await relationships.products();
    const product = byRef.get(change.productRef);
    const owner =
      product &&
      (await facts.responsible([product])).get(product.ref)?.productOwner;
    const overriders = await this.overridersOf(change.productRef);
    return {
      owner: owner !== undefined && speaksFor.has(owner),
      proposer: await catalog.isSamePerson(
        credentials.principal.userEntityRef,
        change.proposedBy,
      ),
      overrider: overriders.some(ref => speaksFor.has(ref)),
    };
  }

  /** Refs of who could override the readers of changes of a product. */
  async overridersOf(productRef: string): Promise<string[]> {
    const { mesh, governance, relationships } = this.#options;
    const { byRef } = await relationships.products();
    return overridersOf(
      byRef.get(productRef)?.domainRef,
      await mesh.all('domain'),
      governance,
    );
  }

  /** Whether a caller could propose changes of a product. */
  async mayPropose(
    productRef: string,
    credentials: UserCredentials,
  ): Promise<boolean> {
    const visible = await this.#options.visibility.visible(
      'DataProduct',
      credentials,
    );
    const { byRef } = await this.#options.relationships.products();
    if (!byRef.has(productRef) || (visible && !visible.has(productRef))) {
      return false;
    }
    return !(await this.refuseOwner(productRef, 'propose', credentials));
  }

  /** Why somebody cannot do what is the product owner's to do. */
  async refuseOwner(
    productRef: string,
    attempt: string,
    credentials: UserCredentials,
  ): Promise<Refusal | undefined> {
    const { authorizer, facts } = this.#options;
    const { product } = await visibleProduct(
      this.#options,
      productRef,
      credentials,
    );
    const { productOwner } =
      (await facts.responsible([product])).get(product.ref) ?? {};
    if (!productOwner) {
      return {
        code: 'CONFLICT',
        message: `${product.title} has no owner who could change its schemas; claim it first`,
      };
    }
    const speaksFor = await authorizer.speaksFor(credentials);
    if (speaksFor.has(productOwner)) return undefined;
    return {
      code: 'NOT_ALLOWED',
      message: `Only ${productOwner}, who owns ${product.title}, can ${attempt} changes of its schemas`,
    };
  }

  /** Why somebody cannot answer for a consumer. */
  async refuseAnswer(
    change: StoredChange,
    consumer: string,
    credentials: UserCredentials,
  ): Promise<Refusal | undefined> {
    const { authorizer, catalog, facts, relationships } = this.#options;
    const owner = (await relationships.consumerOwners([consumer])).get(
      consumer,
    );
    const speaksFor = await authorizer.speaksFor(credentials);
    if (!owner || !speaksFor.has(owner)) {
      return {
        code: 'NOT_ALLOWED',
        message: `Only ${
          owner ?? 'an owner, whom the catalog does not name,'
        } can answer for ${consumer}`,
      };
    }
    const { byRef } = await relationships.products();
    const product = byRef.get(change.productRef);
    const productOwner =
      product &&
      (await facts.responsible([product])).get(product.ref)?.productOwner;
    // Within a team there is nobody else to ask.
    if (owner === productOwner) return undefined;
    const own = await catalog.isSamePerson(
      credentials.principal.userEntityRef,
      change.proposedBy,
    );
    return own
      ? {
          code: 'NOT_ALLOWED',
          message: `Whoever proposed a schema change does not answer for its readers; somebody else of ${owner} can`,
        }
      : undefined;
  }
}
