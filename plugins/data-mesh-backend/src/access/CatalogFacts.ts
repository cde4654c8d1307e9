import type { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/**
 * Entities as the catalog has them at this moment. Whatever decides on access
 * reads owners here, not from our index, which is some seconds old.
 */
export class CatalogFacts {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;

  constructor(options: { auth: AuthService; catalog: CatalogService }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
  }

  /**
   * @throws whatever the catalog throws: what could not be asked must not look
   *   like an entity that is not there
   */
  async entities(refs: string[]): Promise<Map<string, Entity>> {
    const wanted = [...new Set(refs)];
    if (wanted.length === 0) return new Map();
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs: wanted },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    return new Map(
      items.flatMap(entity =>
        entity ? [[stringifyEntityRef(entity), entity] as const] : [],
      ),
    );
  }

  /**
   * Whether two User entities are one person: the same entity, or the same
   * e-mail address.
   */
  async isSamePerson(a: string, b: string): Promise<boolean> {
    if (a === b) return true;
    const found = await this.entities([a, b]);
    const [x, y] = [a, b].map(ref => emailOf(found.get(ref)));
    return x !== undefined && x === y;
  }
}

function emailOf(entity: Entity | undefined): string | undefined {
  const profile = entity?.spec?.profile;
  if (typeof profile !== 'object' || profile === null) return undefined;
  const email = Reflect.get(profile, 'email');
  return typeof email === 'string' && email.trim()
    ? email.trim().normalize('NFKC').toLocaleLowerCase('en-US')
    : undefined;
}
