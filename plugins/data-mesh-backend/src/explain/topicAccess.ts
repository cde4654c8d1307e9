import type { AclBinding } from '../kafka/KafkaPort';
import { BindingIndex } from './BindingIndex';
import {
  coversHost,
  coversOperation,
  coversPrincipal,
  evaluateAccess,
  isSuperUser,
  type AccessAnswer,
  type AccessWorld,
} from './evaluateAccess';
import { ANY_HOST } from './hosts';

/**
 * With which consumer groups a principal may read.
 *
 * - `all`: it is a super-user
 * - `unbound`: with all that nothing is bound to (the cluster is open), and
 *   those that are listed
 * - `listed`: with those that {@link GroupAccess.allowedBy} name, whole or by
 *   prefix, unless `deniedBy` takes them away again
 * - `none`, and `unknown` where only the cluster's authorizer knows
 */
export type GroupScope = 'all' | 'unbound' | 'listed' | 'none' | 'unknown';

export type GroupAccess = {
  scope: GroupScope;
  allowedBy: AclBinding[];
  deniedBy: AclBinding[];
};

/** What reading and writing one topic takes. */
export type TopicAccess = {
  read: AccessAnswer;
  /** A consumer reads in a group, unless it assigns partitions by itself. */
  readGroups: GroupAccess;
  write: AccessAnswer;
};

/** Who asks; without a host, from anywhere. */
export type Client = { principal: string; host?: string };

/**
 * The consumer groups that a client may read in. Those whose names begin with
 * `*` are left aside, see {@link matchesAnyName}.
 */
export function groupAccess(
  world: AccessWorld,
  { principal, host }: Client,
): GroupAccess {
  const nothing = { allowedBy: [], deniedBy: [] };
  if (world.authorizer === 'external') return { scope: 'unknown', ...nothing };
  if (isSuperUser(world, principal)) return { scope: 'all', ...nothing };

  const onGroups =
    world.bindings instanceof BindingIndex
      ? world.bindings.ofType('GROUP')
      : world.bindings.filter(b => b.resourceType === 'GROUP');
  const found = onGroups.filter(
    b =>
      coversPrincipal(b, principal) &&
      coversOperation(b, 'READ') &&
      coversHost(b, host),
  );
  const allowedBy = found.filter(b => b.permission === 'ALLOW');
  const deniedBy = found.filter(b => b.permission === 'DENY');
  const denies = deniedBy.some(
    b => isAnyName(b) && (host !== undefined || b.host === ANY_HOST),
  );
  let scope: GroupScope = 'listed';
  if (world.authorizer === 'open' && !onGroups.some(isAnyName)) {
    scope = 'unbound';
  } else if (denies || allowedBy.length === 0) {
    scope = 'none';
  }
  return { scope, allowedBy, deniedBy };
}

function isAnyName(binding: AclBinding): boolean {
  return binding.patternType === 'LITERAL' && binding.resourceName === '*';
}

/** What a client may do with one topic, and why. */
export function topicAccess(
  world: AccessWorld,
  client: Client,
  topic: string,
): TopicAccess {
  const resource = { resourceType: 'TOPIC', resourceName: topic } as const;
  const may = (operation: 'READ' | 'WRITE') =>
    evaluateAccess(world, { ...client, ...resource, operation });
  return {
    read: may('READ'),
    readGroups: groupAccess(world, client),
    write: may('WRITE'),
  };
}
