import type { AccessMode } from '../access/planBindings';
import { matchesResource } from '../explain/matchesResource';
import type { AclBinding } from '../kafka/KafkaPort';
import type { ReservedPrincipals } from '../principals/principalProblem';
import { protectionOf } from './protection';

/** What grants are to be made of. */
export type AdoptionFacts = {
  /** ACLs that no grant has made. */
  unmanaged: AclBinding[];
  /** Names of the topics that are there. */
  topics: string[];
  /** Consumer that holds each principal. */
  holders: Map<string, string>;
  /** `<consumer>\n<topic>\n<mode>` of what is granted already. */
  live: Set<string>;
  reserved: ReservedPrincipals;
  filter: { principal?: string; topicPrefix?: string };
};

/** A grant that would be made; no ACL is touched by it. */
export type AdoptedGrant = {
  topic: string;
  principal: string;
  consumerRef: string;
  mode: AccessMode;
  bindings: AclBinding[];
};

export type AdoptionPlan = {
  grants: AdoptedGrant[];
  skipped: Array<{ binding: AclBinding; reason: string }>;
};

/** How a live grant is told in {@link AdoptionFacts.live}. */
export function liveGrantKey(
  consumerRef: string,
  topic: string,
  mode: AccessMode,
): string {
  return `${consumerRef}\n${topic}\n${mode}`;
}

/** Whether there can be topics that it is about and that were not asked for. */
function reachesBeyond(
  { patternType, resourceName }: AclBinding,
  topicPrefix: string,
): boolean {
  return patternType !== 'LITERAL' && !resourceName.startsWith(topicPrefix);
}

/** Groups that a principal reads with. */
function groupsOf(principal: string, unmanaged: AclBinding[]): AclBinding[] {
  return unmanaged.filter(
    b =>
      b.resourceType === 'GROUP' &&
      b.principal === principal &&
      b.operation === 'READ' &&
      b.permission === 'ALLOW' &&
      b.resourceName !== '*',
  );
}

/**
 * Whether a principal reads something that these grants are not about: its
 * groups would go with the grants, and that would break.
 */
function readsMore(
  grant: AdoptedGrant,
  adopted: Set<AclBinding>,
  { unmanaged, live }: AdoptionFacts,
): boolean {
  const hasGrants = [...live].some(key => {
    const [consumerRef, , mode] = key.split('\n');
    return consumerRef === grant.consumerRef && mode === 'read';
  });
  return (
    hasGrants ||
    unmanaged.some(
      b =>
        b.resourceType === 'TOPIC' &&
        b.principal === grant.principal &&
        b.permission === 'ALLOW' &&
        (b.operation === 'READ' || b.operation === 'ALL') &&
        !adopted.has(b),
    )
  );
}

function whySkipped(
  binding: AclBinding,
  facts: AdoptionFacts,
): string | undefined {
  const { permission, operation, principal, resourceName, patternType } =
    binding;
  const protection = protectionOf(binding, facts.reserved);
  if (protection) return protection;
  if (permission === 'DENY')
    return 'It denies, and a grant cannot stand for it.';
  if (resourceName === '*' && patternType === 'LITERAL') {
    return 'It is about every topic; give the service narrower ACLs first.';
  }
  if (operation === 'ALL') {
    return 'It allows everything; give the service narrower ACLs first.';
  }
  if (operation !== 'READ' && operation !== 'WRITE') {
    return `A grant is for reading or writing, not for ${operation}.`;
  }
  const { topicPrefix = '' } = facts.filter;
  if (reachesBeyond(binding, topicPrefix)) {
    return `It reaches beyond topics that begin with ${topicPrefix}; adopt it without that filter.`;
  }
  if (!facts.holders.has(principal)) {
    return `No consumer in the catalog has ${principal}; annotate one with data-mesh/kafka-principal first.`;
  }
  return undefined;
}

/**
 * Grants out of ACLs that are there already: one for each topic, consumer and
 * direction. A prefix becomes a grant on each topic that it covers now; all of
 * them share the one binding, which goes with the last. A reader's groups are
 * taken along only if nothing else that it reads needs them.
 */
export function planAdoption(facts: AdoptionFacts): AdoptionPlan {
  const { unmanaged, topics, holders, live, filter } = facts;
  const plan: AdoptionPlan = { grants: [], skipped: [] };
  const chosen = unmanaged.filter(
    b =>
      b.resourceType === 'TOPIC' &&
      (!filter.principal || b.principal === filter.principal),
  );
  const found = new Map<string, AdoptedGrant>();
  for (const binding of chosen) {
    const { principal, operation, resourceName } = binding;
    const covered = topics.filter(
      topic =>
        matchesResource(binding, 'TOPIC', topic) &&
        topic.startsWith(filter.topicPrefix ?? ''),
    );
    const concerned =
      covered.length > 0 || resourceName.startsWith(filter.topicPrefix ?? '');
    if (!concerned) continue;
    const reason =
      whySkipped(binding, facts) ??
      (covered.length === 0
        ? 'There is no topic that it is about.'
        : undefined);
    const consumerRef = holders.get(principal);
    if (reason || !consumerRef) {
      plan.skipped.push({ binding, reason: reason ?? '' });
      continue;
    }
    const mode: AccessMode = operation === 'WRITE' ? 'write' : 'read';
    for (const topic of covered) {
      const key = liveGrantKey(consumerRef, topic, mode);
      if (live.has(key)) {
        plan.skipped.push({
          binding,
          reason: `${consumerRef} has a grant for ${topic} already.`,
        });
        continue;
      }
      const grant = found.get(key) ?? {
        topic,
        principal,
        consumerRef,
        mode,
        bindings: [],
      };
      if (grant.principal !== principal) {
        plan.skipped.push({
          binding,
          reason: `${consumerRef} is given a grant for ${topic} as ${grant.principal}, and has one at a time.`,
        });
        continue;
      }
      found.set(key, { ...grant, bindings: [binding, ...grant.bindings] });
    }
  }
  return withGroups([...found.values()], plan.skipped, facts);
}

function withGroups(
  grants: AdoptedGrant[],
  skipped: AdoptionPlan['skipped'],
  facts: AdoptionFacts,
): AdoptionPlan {
  const adopted = new Set(grants.flatMap(({ bindings }) => bindings));
  const left = new Map<AclBinding, string>();
  const complete = grants.map(grant => {
    if (grant.mode !== 'read') return grant;
    const groups = groupsOf(grant.principal, facts.unmanaged);
    if (!readsMore(grant, adopted, facts)) {
      return { ...grant, bindings: [...grant.bindings, ...groups] };
    }
    for (const group of groups) {
      left.set(
        group,
        `${grant.consumerRef} needs it for what is not adopted here, too; it stays as it is.`,
      );
    }
    return grant;
  });
  return {
    grants: complete,
    skipped: [
      ...skipped,
      ...[...left].map(([binding, reason]) => ({ binding, reason })),
    ],
  };
}
