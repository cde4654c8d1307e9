import {
  RELATION_HAS_MEMBER,
  RELATION_PARENT_OF,
} from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogFacts } from '../access/CatalogFacts';
import type { OwnerStates } from './readPolicyFacts';

// Deeper trees of groups than this are a mistake, or a circle.
const MAX_DEPTH = 5;

const targets = (entity: Entity, type: string): string[] =>
  (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef);

/**
 * Whether each owner is in the catalog, and if it is a group, has members,
 * itself or through the groups below it.
 *
 * @throws whatever the catalog throws
 */
export async function readOwnerStates(
  catalog: Pick<CatalogFacts, 'entities'>,
  refs: string[],
): Promise<OwnerStates> {
  const states: OwnerStates = new Map();
  /** Groups that are looked at, each with the owner that it is below. */
  let below = refs.map(ref => ({ owner: ref, ref }));
  for (let depth = 0; depth < MAX_DEPTH && below.length > 0; depth += 1) {
    const found = await catalog.entities(below.map(({ ref }) => ref));
    const next: typeof below = [];
    for (const { owner, ref } of below) {
      if (states.get(owner) === 'present') continue;
      const entity = found.get(ref);
      if (!entity) {
        if (owner === ref) states.set(owner, 'missing');
        continue;
      }
      const isGroup = entity.kind.toLocaleLowerCase('en-US') === 'group';
      const hasMembers = targets(entity, RELATION_HAS_MEMBER).length > 0;
      states.set(owner, !isGroup || hasMembers ? 'present' : 'empty');
      if (isGroup && !hasMembers) {
        next.push(
          ...targets(entity, RELATION_PARENT_OF).map(child => ({
            owner,
            ref: child,
          })),
        );
      }
    }
    below = next;
  }
  return states;
}
