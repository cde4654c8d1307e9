import type { Refusal, RefusalCode } from '../access/refusal';
import { nameOf } from '../history/wording';
import type { ProductVersion } from './productVersions';

/** What is known of a topic that a descriptor names. */
export type TopicStanding = {
  cluster: string;
  topic: string;
  /** `unread` where the cluster could not be asked yet. */
  state: 'live' | 'missing' | 'unread' | 'not-configured';
  /** By the cluster's configuration. */
  domainRef?: string;
  /** That domain and those that it is part of. */
  domains: string[];
  /** Owner of that domain, if a trusted location says who that is. */
  domainOwner?: string;
  /** The declared or published product that has it. */
  holder?: string;
};

/** Everything that decides whether somebody may publish a product. */
export type PublicationFacts = {
  ref: string;
  /** As the descriptor has it. */
  ownerRef?: string;
  domainRef?: string;
  topics: TopicStanding[];
  /** Everyone whom the caller speaks for. */
  speaksFor: ReadonlySet<string>;
  /** What was published last of it, also if that was withdrawn. */
  current?: Pick<
    ProductVersion,
    'version' | 'state' | 'ownerRef' | 'changedBy'
  >;
  /** Where it is declared, if it is. */
  declaredAt?: string;
};

/** Why something is refused, in short. */
export const refusal = (code: RefusalCode, message: string): Refusal => ({
  code,
  message,
});

/**
 * Why a topic's domain does not let somebody do something with it; nothing
 * where the domain is theirs.
 *
 * @param what - that nobody `can` do, and that its owner is to be `ask`ed for
 */
export function refuseForeignTopic(
  {
    cluster,
    topic,
    domainRef,
    domainOwner,
  }: Pick<TopicStanding, 'cluster' | 'topic' | 'domainRef' | 'domainOwner'>,
  speaksFor: ReadonlySet<string>,
  what: { can: string; ask: string },
): Refusal | undefined {
  const where = `Topic ${topic} of cluster ${cluster}`;
  if (!domainRef) {
    return refusal(
      'NOT_ALLOWED',
      `${where} belongs to no domain, so nobody can ${what.can}; have an operator add its prefix to dataMesh.clusters.${cluster}.domains`,
    );
  }
  if (!domainOwner) {
    return refusal(
      'NOT_ALLOWED',
      `${where} belongs to ${domainRef}, which has no owner in the catalog, so nobody can ${what.can}; describe the domain at a trusted location first`,
    );
  }
  return speaksFor.has(domainOwner)
    ? undefined
    : refusal(
        'NOT_ALLOWED',
        `${where} belongs to ${domainRef}, whose owner is ${domainOwner}; ask them to ${what.ask}`,
      );
}

function topicRefusal(
  standing: TopicStanding,
  { ref, ownerRef, speaksFor }: PublicationFacts,
): Refusal | undefined {
  const { cluster, topic, state, holder } = standing;
  const where = `Topic ${topic} of cluster ${cluster}`;
  switch (state) {
    case 'not-configured':
      return refusal(
        'INVALID',
        `Cluster ${cluster} is not configured; name one of dataMesh.clusters`,
      );
    case 'unread':
      return refusal(
        'UNAVAILABLE',
        `Cluster ${cluster} has not been read yet, so whose topic ${topic} is cannot be told; try again in a minute`,
      );
    case 'missing':
      return refusal(
        'INVALID',
        `${where} does not exist; create it first, or correct spec.outputPorts`,
      );
    default:
  }
  // What it has it keeps, whoever the domain has come to belong to.
  if (holder === ref) return undefined;
  const foreign = refuseForeignTopic(standing, speaksFor, {
    can: 'publish it',
    ask: `publish the product, and to transfer it to ${ownerRef}`,
  });
  if (foreign) return foreign;
  return holder
    ? refusal(
        'CONFLICT',
        `${where} is held by ${holder}; have its owner transfer that product, or give the topic up`,
      )
    : undefined;
}

function domainRefusal({
  domainRef,
  topics,
}: PublicationFacts): Refusal | undefined {
  const known = topics.flatMap(({ domains }) => domains);
  if (domainRef && known.includes(domainRef)) return undefined;
  const own = [...new Set(topics.flatMap(topic => topic.domainRef ?? []))];
  return refusal(
    'INVALID',
    `spec.domain is ${domainRef}, but its topics belong to ${
      own.join(', ') || 'no domain'
    } by the configuration of their clusters; name one of those`,
  );
}

function contentRefusal(facts: PublicationFacts): Refusal | undefined {
  if (facts.topics.length === 0) {
    return refusal(
      'INVALID',
      `spec.outputPorts names no topic; add a port for what ${nameOf(
        facts.ref,
      )} gives`,
    );
  }
  for (const standing of facts.topics) {
    const found = topicRefusal(standing, facts);
    if (found) return found;
  }
  return domainRefusal(facts);
}

function ownerRefusal(
  ownerRef: string | undefined,
  speaksFor: ReadonlySet<string>,
  what: string,
): Refusal | undefined {
  return ownerRef && speaksFor.has(ownerRef)
    ? undefined
    : refusal(
        'NOT_ALLOWED',
        `Only members of ${
          ownerRef ?? 'its owner'
        } can ${what}; ask one of them`,
      );
}

function declaredRefusal(
  { ref, declaredAt }: PublicationFacts,
  what: string,
): Refusal | undefined {
  return declaredAt === undefined
    ? undefined
    : refusal('CONFLICT', `${ref} is declared at ${declaredAt}; ${what} there`);
}

/**
 * Why somebody may not publish a product that is not there yet; nothing where
 * they may. Pure.
 */
export function refusePublication(
  facts: PublicationFacts,
): Refusal | undefined {
  const { ref, ownerRef, speaksFor, current } = facts;
  return (
    declaredRefusal(facts, 'change it') ??
    (current?.state === 'published'
      ? refusal(
          'CONFLICT',
          `${ref} is published already, as version ${
            current.version
          } by ${nameOf(
            current.changedBy,
          )}; change that one, or choose another name`,
        )
      : undefined) ??
    ownerRefusal(ownerRef, speaksFor, `publish ${ref}`) ??
    contentRefusal(facts)
  );
}

/**
 * Why somebody may not change a published product; nothing where they may.
 *
 * @param basedOn - the version that the change is based on
 */
export function refuseChange(
  facts: PublicationFacts,
  basedOn: number,
): Refusal | undefined {
  const { ref, ownerRef, speaksFor, current } = facts;
  return (
    declaredRefusal(facts, 'change it') ??
    refuseStale(ref, current, basedOn) ??
    ownerRefusal(current?.ownerRef, speaksFor, `change ${ref}`) ??
    (ownerRef === current?.ownerRef
      ? undefined
      : refusal(
          'INVALID',
          `spec.owner is ${ownerRef}, but ${ref} belongs to ${current?.ownerRef}; propose a transfer, which the receiving group has to accept`,
        )) ??
    contentRefusal(facts)
  );
}

/** Whether there is nothing to change, or somebody else changed it meanwhile. */
export function refuseStale(
  ref: string,
  current: PublicationFacts['current'],
  basedOn: number,
): Refusal | undefined {
  if (current?.state !== 'published') {
    return refusal(
      'NOT_FOUND',
      `${ref} is not published in the portal; publish it first`,
    );
  }
  const { version, changedBy } = current;
  return version === basedOn
    ? undefined
    : refusal(
        'CONFLICT',
        `${ref} was changed to version ${version} by ${nameOf(
          changedBy,
        )} meanwhile; load it again and repeat the change`,
      );
}
