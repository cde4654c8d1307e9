import { matchesAnyName } from '../explain/matchesResource';
import { SUBJECT, type GrantedBinding } from './GrantedBinding';

export type AccessMode = 'read' | 'write';

/** What is asked for, with all names known. */
export type BindingRequest = {
  mode: AccessMode;
  topic: string;
  principal: string;
  /** `metadata.name` of the consumer; its groups are named after it. */
  consumerName: string;
  /** Other consumer groups, by their exact names. */
  groups?: string[];
  /** For transactional producers. */
  transactionalIdPrefix?: string;
  /** Of a Kafka Streams application. */
  applicationId?: string;
  /** Of the topic's schemas, where the schema registry enforces access. */
  subjects?: string[];
};

// Without a delimiter, `pay-` could not be told from `payments`.
const DELIMITER = '-';

/** What the names of everything begin with that is named after a name. */
function below(name: string): string {
  return `${name}${DELIMITER}`;
}

/** A prefix that was asked for as one, and may end with its delimiter. */
function delimited(prefix: string): string {
  return /[-._]$/.test(prefix) ? prefix : below(prefix);
}

/**
 * Subjects that clients of a topic look for (Confluent's `TopicNameStrategy`),
 * whether or not there is a schema in them yet: once there is, nobody should
 * have to ask again.
 *
 * @param value - subject of the values, where the product names one
 */
export function subjectsOf(topic: string, value = `${topic}-value`): string[] {
  return [value, `${topic}-key`];
}

/**
 * The exact ACLs that a request needs, and no more (READ and WRITE imply
 * DESCRIBE; an idempotent producer needs no more than topic WRITE):
 *
 * - read: READ on the topic, READ on the group that has the consumer's name
 *   and on all that begin with `<consumer>-`, and on the groups asked for;
 * - write: WRITE on the topic, and on transactional IDs if asked for;
 * - Kafka Streams: besides, ALL on topics and groups of the application;
 * - where the schema registry enforces access: READ on the topic's subjects,
 *   and WRITE for who writes, so that producers can register a new version.
 */
export function planBindings(request: BindingRequest): GrantedBinding[] {
  const { mode, topic, principal, consumerName, applicationId } = request;
  const allow = (
    operation: GrantedBinding['operation'],
    resourceType: GrantedBinding['resourceType'],
    resourceName: string,
    patternType: GrantedBinding['patternType'] = 'LITERAL',
  ): GrantedBinding => ({
    resourceType,
    resourceName,
    patternType,
    principal,
    host: '*',
    operation,
    permission: 'ALLOW',
  });
  const bindings: GrantedBinding[] = [];
  if (mode === 'read') {
    bindings.push(
      allow('READ', 'TOPIC', topic),
      allow('READ', 'GROUP', consumerName),
      allow('READ', 'GROUP', below(consumerName), 'PREFIXED'),
    );
    const own = new Set([consumerName, applicationId]);
    for (const group of new Set(request.groups ?? [])) {
      const covered = own.has(group) || group.startsWith(below(consumerName));
      if (!covered) bindings.push(allow('READ', 'GROUP', group));
    }
  } else {
    bindings.push(allow('WRITE', 'TOPIC', topic));
  }
  if (request.transactionalIdPrefix) {
    bindings.push(
      allow(
        'WRITE',
        'TRANSACTIONAL_ID',
        delimited(request.transactionalIdPrefix),
        'PREFIXED',
      ),
    );
  }
  if (applicationId) {
    bindings.push(
      allow('ALL', 'TOPIC', below(applicationId), 'PREFIXED'),
      // The group of a Streams application is its ID itself (KIP-138).
      allow('ALL', 'GROUP', applicationId),
    );
  }
  for (const subject of new Set(request.subjects ?? [])) {
    bindings.push(allow('READ', SUBJECT, subject));
    if (mode === 'write') bindings.push(allow('WRITE', SUBJECT, subject));
  }
  return bindings;
}

type ResourcePattern = Pick<
  GrantedBinding,
  'resourceType' | 'resourceName' | 'patternType'
>;

/** Whether it is about every resource of its type. */
function isWildcard({ resourceName, patternType }: ResourcePattern): boolean {
  return resourceName === '*' && patternType === 'LITERAL';
}

/** Whether some name is matched by both patterns. */
export function overlaps(a: ResourcePattern, b: ResourcePattern): boolean {
  if (a.resourceType !== b.resourceType) return false;
  const [x, y] = [a.resourceName, b.resourceName];
  if (isWildcard(a)) return y === '*' || matchesAnyName(y);
  if (isWildcard(b)) return x === '*' || matchesAnyName(x);
  if (a.patternType === 'LITERAL' && b.patternType === 'LITERAL') {
    return x === y;
  }
  if (a.patternType === 'LITERAL') return x.startsWith(y);
  if (b.patternType === 'LITERAL') return y.startsWith(x);
  return x.startsWith(y) || y.startsWith(x);
}

/** A binding of a plan, and what of somebody else's it would reach into. */
export type Overlap = { planned: GrantedBinding; other: GrantedBinding };

/** Types of resources that belong to one consumer alone. */
const EXCLUSIVE: readonly string[] = ['GROUP', 'TRANSACTIONAL_ID'];

/**
 * The first of somebody else's bindings that a plan would reach into: READ on a
 * group lets its holder move the offsets of all members, and a transactional ID
 * lets it fence off another producer. Streams' internal topics likewise.
 *
 * @param others - ALLOW bindings on the cluster, of whatever principal
 * @returns what of the plan meets what, or nothing
 */
export function findOverlap(
  plan: GrantedBinding[],
  others: GrantedBinding[],
): Overlap | undefined {
  for (const planned of plan) {
    const exclusive =
      EXCLUSIVE.includes(planned.resourceType) || planned.operation === 'ALL';
    if (!exclusive) continue;
    for (const other of others) {
      const reads =
        other.operation === 'READ' ||
        other.operation === 'WRITE' ||
        other.operation === 'ALL';
      if (
        other.permission === 'ALLOW' &&
        other.principal !== planned.principal &&
        reads &&
        // Whoever may use every group is an administrator's tool.
        !isWildcard(other) &&
        overlaps(planned, other)
      ) {
        return { planned, other };
      }
    }
  }
  return undefined;
}

/**
 * A plan without those groups of the consumer's own name that would reach into
 * somebody else's, as with the services `pay` and `pay-eu`: it can do without,
 * as long as it has another group. What was asked for by name stays.
 *
 * @returns what was left out, too
 */
export function withoutTakenGroups(
  plan: GrantedBinding[],
  others: GrantedBinding[],
  consumerName: string,
): { bindings: GrantedBinding[]; left: Overlap[] } {
  const left: Overlap[] = [];
  const bindings = plan.filter(binding => {
    const { resourceType, resourceName, patternType, operation } = binding;
    const isByName =
      resourceType === 'GROUP' &&
      operation === 'READ' &&
      (patternType === 'PREFIXED'
        ? resourceName === below(consumerName)
        : resourceName === consumerName);
    const overlap = isByName ? findOverlap([binding], others) : undefined;
    if (overlap) left.push(overlap);
    return !overlap;
  });
  return { bindings, left };
}
