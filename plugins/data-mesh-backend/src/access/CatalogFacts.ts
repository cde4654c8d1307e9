import type { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

// A request with thousands of refs is larger than the catalog takes.
const REFS_AT_ONCE = 500;

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
    const found = new Map<string, Entity>();
    for (let i = 0; i < wanted.length; i += REFS_AT_ONCE) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs: wanted.slice(i, i + REFS_AT_ONCE) },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      for (const entity of items) {
        if (entity) found.set(stringifyEntityRef(entity), entity);
      }
    }
    return found;
  }

  /**
   * Whether two User entities are one person: the same entity, or the same
   * e-mail address.
   */
  async isSamePerson(a: string, b: string): Promise<boolean> {
    return (await this.samePersonAs(a, [b])).has(b);
  }

  /** Which of several User entities are one person with a given one. */
  async samePersonAs(user: string, others: string[]): Promise<Set<string>> {
    const strangers = others.filter(ref => ref !== user);
    const found =
      strangers.length > 0
        ? await this.entities([user, ...strangers])
        : new Map<string, Entity>();
    const email = emailOf(found.get(user));
    return new Set(
      others.filter(
        ref =>
          ref === user ||
          (email !== undefined && emailOf(found.get(ref)) === email),
      ),
    );
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
