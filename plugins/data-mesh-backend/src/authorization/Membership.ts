import type { AuthService } from '@backstage/backend-plugin-api';
import {
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

// Deeper organisations than this are taken to be a mistake, or a cycle.
const MAX_DEPTH = 20;

function targets(entity: Entity, type: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef);
}

/**
 * Whom a user speaks for: the user itself, its groups, and the groups above
 * those. Read from the catalog afresh each time, since claims in a token hold
 * direct groups only and may be an hour old.
 */
export class Membership {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;

  constructor(options: { auth: AuthService; catalog: CatalogService }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
  }

  /**
   * @throws whatever the catalog throws: who cannot be asked about is not a
   *   member of anything
   */
  async of(userRef: string): Promise<Set<string>> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const found = new Set([userRef]);
    let next = [userRef];
    for (let depth = 0; next.length > 0 && depth < MAX_DEPTH; depth += 1) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs: next, fields: ['kind', 'relations'] },
        { credentials },
      );
      const above = items.flatMap(entity =>
        entity
          ? [
              ...targets(entity, RELATION_MEMBER_OF),
              ...targets(entity, RELATION_CHILD_OF),
            ]
          : [],
      );
      next = [...new Set(above)].filter(ref => !found.has(ref));
      for (const ref of next) found.add(ref);
    }
    return found;
  }
}
