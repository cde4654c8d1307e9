import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { parseEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  MeshDomain,
  MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { CatalogVisibility } from '../authorization/CatalogVisibility';
import type { MeshReader } from '../mesh/MeshReader';
import { ownerRefOf } from '../products/MeshFacts';
import type { CatalogFacts } from './CatalogFacts';
import type { Responsible } from './deciders';

const CONSUMER_KINDS = ['Component', 'System', 'Resource'];

/**
 * Who stands behind products and consumers, for lists: some seconds old for
 * products, which is good enough to show buttons by. Decisions read afresh.
 */
export class Relationships {
  readonly #mesh: MeshReader;
  readonly #catalog: CatalogFacts;
  readonly #visibility: CatalogVisibility;

  constructor(options: {
    mesh: MeshReader;
    catalog: CatalogFacts;
    visibility: CatalogVisibility;
  }) {
    this.#mesh = options.mesh;
    this.#catalog = options.catalog;
    this.#visibility = options.visibility;
  }

  /** Products by ref, and by (cluster, topic). */
  async products(): Promise<{
    byRef: Map<string, MeshProduct>;
    responsible: (ref: string | undefined) => Responsible;
  }> {
    const byRef = new Map(
      (await this.#mesh.all('product')).map(p => [p.ref, p]),
    );
    const domains = new Map<string, MeshDomain>(
      (await this.#mesh.all('domain')).map(d => [d.ref, d]),
    );
    return {
      byRef,
      responsible: ref => {
        const product = ref === undefined ? undefined : byRef.get(ref);
        const domain = product?.domainRef && domains.get(product.domainRef);
        return {
          productOwner: product?.ownerRef,
          ...(domain
            ? { domainOwner: domain.ownerRef, steward: domain.stewardRef }
            : {}),
        };
      },
    };
  }

  /** Owner of each consumer that the catalog has. */
  async consumerOwners(refs: string[]): Promise<Map<string, string>> {
    const found = await this.#catalog.entities(refs);
    return new Map(
      [...found].flatMap(([ref, entity]: [string, Entity]) => {
        const owner = ownerRefOf(entity);
        return owner ? [[ref, owner] as const] : [];
      }),
    );
  }

  /**
   * Tells whether a caller may see what is between a product and a consumer:
   * both must be readable to them in the catalog, unless it is their own doing.
   */
  async visibleTo(
    credentials: BackstageCredentials,
  ): Promise<
    (productRef: string | undefined, consumerRef: string | undefined) => boolean
  > {
    const products = await this.#visibility.visible('DataProduct', credentials);
    const kinds = new Map(
      await Promise.all(
        CONSUMER_KINDS.map(
          async kind =>
            [
              kind.toLocaleLowerCase('en-US'),
              await this.#visibility.visible(kind, credentials),
            ] as const,
        ),
      ),
    );
    return (productRef, consumerRef) => {
      if (products && productRef && !products.has(productRef)) return false;
      if (!consumerRef) return true;
      const kind = parseEntityRef(consumerRef).kind.toLocaleLowerCase('en-US');
      const consumers = kinds.get(kind);
      return !consumers || consumers.has(consumerRef);
    };
  }
}
