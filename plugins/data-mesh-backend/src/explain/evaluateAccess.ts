import type { ClusterSettings } from '../config/DataMeshConfig';
import type {
  AclBinding,
  AclOperation,
  ResourceType,
} from '../kafka/KafkaPort';
import { BindingIndex } from './BindingIndex';
import { ANY_HOST, canMatchHost } from './hosts';
import { matchesResource } from './matchesResource';

/** The principal of a binding that is for everyone, whatever their type. */
export const EVERYONE = 'User:*';

/** What decides on one cluster. */
export type AccessWorld = {
  /** All of the cluster's bindings; a list that was cut short misleads. */
  bindings: readonly AclBinding[] | BindingIndex;
  /** `super.users` as configured, `User:admin`: none of them is a pattern. */
  superUsers: readonly string[];
  authorizer: ClusterSettings['authorizer'];
};

/** May this principal do that? */
export type AccessQuestion = {
  /** `User:*` asks about anyone whom no binding names. */
  principal: string;
  /** Where from, as Java writes the address; left out: from anywhere. */
  host?: string;
  operation: AclOperation;
  resourceType: ResourceType;
  resourceName: string;
};

/** `depends`: on the host; `unknown`: only the cluster's authorizer knows. */
export type AccessVerdict = 'allowed' | 'denied' | 'depends' | 'unknown';

/**
 * What settled it.
 *
 * - `super-user`: no binding is looked at, not even one that denies
 * - `deny-binding`, `binding`: {@link AccessAnswer.deniedBy}, `allowedBy`
 * - `hosts`: both or either, but not the same for all hosts
 * - `open`: nothing is bound to the resource and the cluster is open
 * - `no-binding`: none allows it; on an open cluster, it is bound for others
 * - `external`: not Kafka's own authorizer
 */
export type AccessReason =
  | 'super-user'
  | 'deny-binding'
  | 'binding'
  | 'hosts'
  | 'open'
  | 'no-binding'
  | 'external';

/** Where from a principal is allowed: nowhere else, or anywhere else. */
export type AllowedHosts = { rule: 'only' | 'except'; addresses: string[] };

/** The answer with everything that contributes to it, not just the first. */
export type AccessAnswer = {
  verdict: AccessVerdict;
  reason: AccessReason;
  /** Bindings that allow it, also where another one denies it. */
  allowedBy: AclBinding[];
  deniedBy: AclBinding[];
  /** Would count, were the client at another host; or at one that cannot be. */
  otherHosts: AclBinding[];
  /** Given with the verdict `depends`. */
  hosts?: AllowedHosts;
};

// Sets of StandardAuthorizerData, in the other direction: asked → by which.
const IMPLIED_BY: Partial<Record<AclOperation, readonly AclOperation[]>> = {
  DESCRIBE: ['READ', 'WRITE', 'DELETE', 'ALTER'],
  DESCRIBE_CONFIGS: ['ALTER_CONFIGS'],
};

/** Whether a binding covers an operation; those that deny imply no other. */
export function coversOperation(
  { operation, permission }: AclBinding,
  asked: AclOperation,
): boolean {
  if (operation === 'ALL' || operation === asked) return true;
  return (
    permission === 'ALLOW' && (IMPLIED_BY[asked]?.includes(operation) ?? false)
  );
}

/** Whether a binding speaks of a principal, by name or of everyone. */
export function coversPrincipal(
  binding: AclBinding,
  principal: string,
): boolean {
  return binding.principal === principal || binding.principal === EVERYONE;
}

/** Whether a binding counts for a client at a host, or for one anywhere. */
export function coversHost(
  binding: AclBinding,
  host: string | undefined,
): boolean {
  if (host === undefined) return canMatchHost(binding.host);
  return binding.host === ANY_HOST || binding.host === host;
}

/** Whether Kafka lets a principal do everything; `super.users` has no wildcards. */
export function isSuperUser(world: AccessWorld, principal: string): boolean {
  return principal !== EVERYONE && world.superUsers.includes(principal);
}

/** The world's bindings that are about one resource. */
export function bindingsOn(
  { bindings }: AccessWorld,
  resourceType: ResourceType,
  resourceName: string,
): AclBinding[] {
  return bindings instanceof BindingIndex
    ? bindings.matching(resourceType, resourceName)
    : bindings.filter(b => matchesResource(b, resourceType, resourceName));
}

type Decision = Pick<AccessAnswer, 'verdict' | 'reason' | 'hosts'>;
type Found = Pick<AccessAnswer, 'allowedBy' | 'deniedBy'>;

const DENIED: Decision = { verdict: 'denied', reason: 'deny-binding' };
const UNBOUND: Decision = { verdict: 'denied', reason: 'no-binding' };
const ALLOWED: Decision = { verdict: 'allowed', reason: 'binding' };

/** For a client at the host that the bindings were found for. */
function decideAtHost({ allowedBy, deniedBy }: Found): Decision {
  if (deniedBy.length > 0) return DENIED;
  return allowedBy.length > 0 ? ALLOWED : UNBOUND;
}

/** For a client that may be anywhere: is it the same everywhere? */
function decideAnywhere({ allowedBy, deniedBy }: Found): Decision {
  const allowed = new Set(allowedBy.map(b => b.host));
  const denied = new Set(deniedBy.map(b => b.host));
  if (denied.has(ANY_HOST)) return DENIED;
  if (allowed.size === 0) return UNBOUND;
  if (allowed.has(ANY_HOST)) {
    if (denied.size === 0) return ALLOWED;
    const hosts = { rule: 'except' as const, addresses: [...denied].sort() };
    return { verdict: 'depends', reason: 'hosts', hosts };
  }
  const addresses = [...allowed].filter(host => !denied.has(host)).sort();
  if (addresses.length === 0) return DENIED;
  const hosts = { rule: 'only' as const, addresses };
  return { verdict: 'depends', reason: 'hosts', hosts };
}

/**
 * Answers like {@link evaluateAccess}, from the bindings that are about the
 * resource already.
 *
 * @param applicable - those of them that cover the principal
 * @param isBound - whether anything at all is bound to the resource
 */
export function judge(
  world: AccessWorld,
  question: Pick<AccessQuestion, 'principal' | 'host' | 'operation'>,
  applicable: AclBinding[],
  isBound: boolean,
): AccessAnswer {
  const { principal, host, operation } = question;
  const nothing = { allowedBy: [], deniedBy: [], otherHosts: [] };
  if (world.authorizer === 'external') {
    return { verdict: 'unknown', reason: 'external', ...nothing };
  }
  if (isSuperUser(world, principal)) {
    return { verdict: 'allowed', reason: 'super-user', ...nothing };
  }
  // Kafka asks whether the resource is bound, be it for others and for other
  // operations only: then it is closed on an open cluster as well.
  if (world.authorizer === 'open' && !isBound) {
    return { verdict: 'allowed', reason: 'open', ...nothing };
  }

  const covering = applicable.filter(b => coversOperation(b, operation));
  const here = covering.filter(b => coversHost(b, host));
  const found = {
    allowedBy: here.filter(b => b.permission === 'ALLOW'),
    deniedBy: here.filter(b => b.permission === 'DENY'),
    otherHosts: covering.filter(b => !coversHost(b, host)),
  };
  const decide = host === undefined ? decideAnywhere : decideAtHost;
  return { ...decide(found), ...found };
}

/**
 * Would Kafka allow it, and why? The rules are those of Kafka's
 * `StandardAuthorizer` (4.1), which the tests ask the same questions.
 *
 * It is about the one authorization asked for: what a request needs besides
 * (a consumer its group, a transaction its ID) is another question. Kafka
 * itself fails, or never answers, where a principal is `User:*`, a binding's
 * principal has no colon, or names begin with a character before `*`; here
 * the rules are simply applied.
 */
export function evaluateAccess(
  world: AccessWorld,
  question: AccessQuestion,
): AccessAnswer {
  const { principal, resourceType, resourceName } = question;
  const bound = bindingsOn(world, resourceType, resourceName);
  const applicable = bound.filter(b => coversPrincipal(b, principal));
  return judge(world, question, applicable, bound.length > 0);
}
