import type {
  AclBinding,
  AclOperation,
  ResourceType,
} from '../kafka/KafkaPort';
import {
  bindingsOn,
  EVERYONE,
  judge,
  type AccessAnswer,
  type AccessWorld,
} from './evaluateAccess';

export type PrincipalAccess = { principal: string; answer: AccessAnswer };

/** Who may do something with a resource. */
export type ResourceAccess = {
  /** For anyone who is not among the {@link ResourceAccess.principals}. */
  everyoneElse: AccessAnswer;
  /**
   * Whoever is named by a binding on the resource, also where it denies or is
   * for another operation, and the super-users; by name.
   */
  principals: PrincipalAccess[];
};

/**
 * Would Kafka allow whom to do something with a resource, and why?
 *
 * @param host - where from, see {@link evaluateAccess}; left out: from anywhere
 */
export function principalsWithAccess(
  world: AccessWorld,
  resource: { resourceType: ResourceType; resourceName: string },
  operation: AclOperation,
  host?: string,
): ResourceAccess {
  const bound = bindingsOn(world, resource.resourceType, resource.resourceName);
  const byPrincipal = new Map<string, AclBinding[]>(
    world.superUsers.map(principal => [principal, []]),
  );
  for (const binding of bound) {
    const own = byPrincipal.get(binding.principal);
    if (own) own.push(binding);
    else byPrincipal.set(binding.principal, [binding]);
  }
  const everyones = byPrincipal.get(EVERYONE) ?? [];
  byPrincipal.delete(EVERYONE);

  const answer = (principal: string, own: AclBinding[]) =>
    judge(
      world,
      { principal, host, operation },
      [...own, ...everyones],
      bound.length > 0,
    );
  return {
    everyoneElse: answer(EVERYONE, []),
    principals: [...byPrincipal]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([principal, own]) => ({
        principal,
        answer: answer(principal, own),
      })),
  };
}
