import type { Refusal } from '../access/refusal';
import { nameOf } from '../history/wording';
import { refusal, refuseStale } from '../product-store/decidePublication';
import type { DomainVersion } from './domainVersions';

/** A domain that another is a part of, and who decides on it. */
export type DomainAbove = {
  ref: string;
  /** Absent where neither the portal nor a trusted location says who. */
  ownerRef?: string;
  /** Domains that it is part of itself. */
  above: string[];
};

/** Everything that decides whether somebody may publish a domain. */
export type DomainFacts = {
  ref: string;
  /** As the descriptor has it. */
  ownerRef?: string;
  /** Whether the catalog has that owner. */
  ownerExists: boolean;
  /** What the descriptor makes it a part of. */
  parent?: DomainAbove;
  /** What it is a part of now. */
  parentBefore?: DomainAbove;
  /** Everyone whom the caller speaks for. */
  speaksFor: ReadonlySet<string>;
  /** Groups of governance and operators. */
  governance: string[];
  /** What was published last of it, also if that was withdrawn. */
  current?: Pick<DomainVersion, 'version' | 'state' | 'ownerRef' | 'changedBy'>;
  /** Where it is declared so that this counts, if it is. */
  declaredAt?: string;
  /** Topics that fall into it by the configuration of clusters, some named. */
  topics: string[];
  /** Whether configuration names it as a domain of topics. */
  isConfigured: boolean;
  /** Of the changes, whether they are of the owner alone. */
  onlyOwner: boolean;
};

const MAX_NAMED = 5;

function named(list: string[]): string {
  const more = list.length - MAX_NAMED;
  return [
    ...list.slice(0, MAX_NAMED),
    ...(more > 0 ? [`${more} more`] : []),
  ].join(', ');
}

function isGovernance({ governance, speaksFor }: DomainFacts): boolean {
  return governance.some(group => speaksFor.has(group));
}

function governanceNames({ governance }: DomainFacts): string {
  return (
    governance.join(', ') ||
    'the groups that dataMesh.governance is to name, which are none yet'
  );
}

function ownerMissing({
  ownerRef,
  ownerExists,
}: DomainFacts): Refusal | undefined {
  return ownerExists
    ? undefined
    : refusal(
        'INVALID',
        `spec.owner: the catalog knows no ${ownerRef}; name a group that is there`,
      );
}

function declaredRefusal({
  ref,
  declaredAt,
}: DomainFacts): Refusal | undefined {
  return declaredAt === undefined
    ? undefined
    : refusal(
        'CONFLICT',
        `${ref} is declared at ${declaredAt}; change it there`,
      );
}

/** Whether the caller decides on what is below another domain, or on top. */
function isAbove(facts: DomainFacts, parent: DomainAbove | undefined): boolean {
  return parent
    ? parent.ownerRef !== undefined && facts.speaksFor.has(parent.ownerRef)
    : isGovernance(facts);
}

/**
 * Topics are given to domains by configuration, not by those who own another
 * domain: else the owner of any could take topics over by naming theirs so.
 */
function topicsRefusal(facts: DomainFacts): Refusal | undefined {
  const { ref, topics } = facts;
  if (topics.length === 0 && !facts.isConfigured) return undefined;
  return refusal(
    'NOT_ALLOWED',
    `Topics${
      topics.length > 0 ? ` (${named(topics)})` : ''
    } belong to ${ref} by the configuration of their clusters, so only members of ${governanceNames(
      facts,
    )} can publish it; ask one of them, or choose another name`,
  );
}

/** Why somebody may not put a domain where its descriptor does. */
function placeRefusal(facts: DomainFacts, what: string): Refusal | undefined {
  const { ref, parent, speaksFor } = facts;
  if (parent && (parent.ref === ref || parent.above.includes(ref))) {
    return refusal(
      'INVALID',
      `spec.subdomainOf is ${parent.ref}, which is part of ${ref} itself; name another domain`,
    );
  }
  if (isGovernance(facts)) return undefined;
  if (!parent) {
    return refusal(
      'NOT_ALLOWED',
      `${ref} is to be part of no other domain, so only members of ${governanceNames(
        facts,
      )} can ${what}; ask one of them, or make it part of a domain of yours (spec.subdomainOf)`,
    );
  }
  if (!parent.ownerRef) {
    return refusal(
      'NOT_ALLOWED',
      `spec.subdomainOf is ${
        parent.ref
      }, which has no owner in the mesh; have members of ${governanceNames(
        facts,
      )} publish that domain first`,
    );
  }
  if (!speaksFor.has(parent.ownerRef)) {
    return refusal(
      'NOT_ALLOWED',
      `spec.subdomainOf is ${parent.ref}, whose owner is ${parent.ownerRef}; ask them to ${what}`,
    );
  }
  return topicsRefusal(facts);
}

/**
 * Why somebody may not publish a domain that is not there yet; nothing where
 * they may. Pure.
 */
export function refuseDomainPublication(
  facts: DomainFacts,
): Refusal | undefined {
  const { ref, current } = facts;
  return (
    declaredRefusal(facts) ??
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
    placeRefusal(facts, `publish ${nameOf(ref)}`) ??
    ownerMissing(facts)
  );
}

/**
 * Why somebody may not give a published domain to another owner by themselves.
 * Whoever is to have it is asked, but by governance, which says why.
 */
function givenRefusal(
  facts: DomainFacts,
  ownerBefore: string,
  reason: string | undefined,
): Refusal | undefined {
  const { ref, ownerRef } = facts;
  if (!isGovernance(facts)) {
    return refusal(
      'NOT_ALLOWED',
      `spec.owner is ${ownerRef}, but ${ref} belongs to ${ownerBefore}; offer it to ${ownerRef}, who has to accept it, or ask members of ${governanceNames(
        facts,
      )} to give it away`,
    );
  }
  return reason?.trim()
    ? undefined
    : refusal(
        'INVALID',
        `reason: ${ownerBefore} loses ${ref} without being asked; say why, or offer it to ${ownerRef}`,
      );
}

/** Why somebody may not make a published domain part of another. */
function moveRefusal(facts: DomainFacts): Refusal | undefined {
  const { ref, parent, parentBefore } = facts;
  if (parent?.ref === parentBefore?.ref) return undefined;
  if (!isAbove(facts, parentBefore) && !isGovernance(facts)) {
    return refusal(
      'NOT_ALLOWED',
      `spec.subdomainOf is ${parent?.ref ?? 'left out'}, but ${ref} is ${
        parentBefore ? `part of ${parentBefore.ref}` : 'part of none'
      }; only members of ${deciders(facts)} can move it`,
    );
  }
  return placeRefusal(facts, `move ${nameOf(ref)}`);
}

function deciders(facts: DomainFacts): string {
  const above = facts.parentBefore?.ownerRef;
  return [...(above ? [above] : []), governanceNames(facts)].join(' or ');
}

/**
 * Why somebody may not change a published domain; nothing where they may.
 *
 * @param basedOn - the version that the change is based on
 * @param reason - in the words of whoever changes it
 */
export function refuseDomainChange(
  facts: DomainFacts,
  basedOn: number,
  reason: string | undefined,
): Refusal | undefined {
  const { ref, current, speaksFor, parentBefore } = facts;
  const stale = declaredRefusal(facts) ?? refuseStale(ref, current, basedOn);
  if (stale || !current) return stale;
  const mayChange =
    speaksFor.has(current.ownerRef) ||
    isAbove(facts, parentBefore) ||
    // To whom it belongs is governance's to say, not what it says of itself.
    (facts.onlyOwner && isGovernance(facts));
  if (!mayChange) {
    const above = parentBefore?.ownerRef;
    return refusal(
      'NOT_ALLOWED',
      `Only members of ${current.ownerRef}${
        above ? ` or ${above}` : ''
      } can change ${ref}; ask one of them`,
    );
  }
  const isGiven = facts.ownerRef !== current.ownerRef;
  return (
    (isGiven ? givenRefusal(facts, current.ownerRef, reason) : undefined) ??
    moveRefusal(facts) ??
    ownerMissing(facts)
  );
}

/**
 * Who may offer a published domain to another owner, its own owner first. The
 * receiver has to accept it, so governance may, too.
 */
export function offerersOf({
  current,
  parentBefore,
  governance,
}: DomainFacts): string[] {
  if (!current) return [];
  const above = parentBefore?.ownerRef;
  return [
    ...new Set([current.ownerRef, ...(above ? [above] : []), ...governance]),
  ];
}

/** What somebody may do with a published domain. Pure. */
export function rightsOn(facts: DomainFacts): {
  isOwner: boolean;
  mayChange: boolean;
  mayOffer: boolean;
  mayGive: boolean;
  mayUnpublish: boolean;
} {
  const { current, speaksFor, parentBefore } = facts;
  const isOwner = current !== undefined && speaksFor.has(current.ownerRef);
  const isCounting = facts.declaredAt === undefined;
  const decides = isOwner || isAbove(facts, parentBefore);
  return {
    isOwner,
    mayChange: isCounting && decides,
    mayOffer: isCounting && offerersOf(facts).some(each => speaksFor.has(each)),
    mayGive: isCounting && isGovernance(facts),
    mayUnpublish: decides || isGovernance(facts),
  };
}

/** What is in a domain, by the names that people know. */
export type DomainContent = {
  domains: string[];
  products: string[];
  topics: string[];
};

/** Why somebody may not unpublish a domain; nothing where they may. Pure. */
export function refuseDomainUnpublication(
  facts: DomainFacts,
  content: DomainContent,
): Refusal | undefined {
  const { ref, current, parentBefore } = facts;
  if (current?.state !== 'published') {
    return refusal('NOT_FOUND', `${ref} is not published in the portal`);
  }
  if (!rightsOn(facts).mayUnpublish) {
    return refusal(
      'NOT_ALLOWED',
      `Only members of ${current.ownerRef}${
        parentBefore?.ownerRef ? `, of ${parentBefore.ownerRef}` : ''
      } and governance can unpublish ${ref}; ask one of them`,
    );
  }
  // A declared one goes on, with all that is in it.
  return facts.declaredAt === undefined
    ? contentRefusal(ref, content)
    : undefined;
}

/** Why a domain cannot go with what is in it; nothing where it is empty. */
export function contentRefusal(
  ref: string,
  { domains, products, topics }: DomainContent,
): Refusal | undefined {
  const parts = [
    ...(domains.length ? [`domains (${named(domains)})`] : []),
    ...(products.length ? [`products (${named(products)})`] : []),
    ...(topics.length ? [`topics (${named(topics)})`] : []),
  ];
  return parts.length === 0
    ? undefined
    : refusal(
        'CONFLICT',
        `${ref} still has ${parts.join(
          ', ',
        )}; move them to another domain first`,
      );
}
