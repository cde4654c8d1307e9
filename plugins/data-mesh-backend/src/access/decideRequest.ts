import { Duration } from 'luxon';
import type {
  MeshLocation,
  MeshPort,
  MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { endingOf, endOfSunset, insteadOf } from '../products/ending';
import type { GrantedBinding } from './GrantedBinding';
import { formatBinding } from '../kafka/acls';
import {
  BREAK_GLASS,
  chooseRule,
  endOfPeriod,
  shortestPeriod,
  type AccessRule,
  type StepName,
} from './accessRules';
import {
  findOverlap,
  planBindings,
  subjectsOf,
  withoutTakenGroups,
  type AccessMode,
  type BindingRequest,
  type Overlap,
} from './planBindings';
import type { AccessLimit } from '../policies/AccessLimits';
import type { Refusal, RefusalCode } from './refusal';

/** A step of approval, and who can decide it. */
export type ApprovalStep = {
  name: StepName;
  /** Refs of users and groups. */
  deciders: string[];
};

/** How the register sees the consumer's principal on the cluster. */
export type PrincipalFacts =
  | { state: 'held'; principal: string }
  /** None yet: one will be created after approval. */
  | { state: 'creatable'; principal: string }
  | { state: 'none' }
  | { state: 'invalid'; principal: string; reason: string }
  | { state: 'contested'; principal: string; heldBy: string }
  | { state: 'awaiting'; principal: string };

/** What of a cluster decides whether access can be given on it. */
export type ClusterFacts = {
  name: string;
  environment: string;
  mode: 'observe' | 'manage';
  authorizer: 'standard' | 'open' | 'external';
  /** Whether the probe found that Kafka lets everyone in without ACLs. */
  foundOpen: boolean;
  /** Whether something can create ACLs: a credential, or an adopter's own. */
  hasProvisioner: boolean;
  /** Whether its schema registry asks who may read a subject. */
  enforcesSubjects: boolean;
};

/**
 * Everything that a decision on one item of a request is made from. Facts of
 * the catalog are read afresh by whoever gathers them; what could not be read
 * must not be left out, but refused before.
 */
export type ItemFacts = {
  now: number;
  mode: AccessMode;
  duration: string;
  options: Pick<
    BindingRequest,
    'groups' | 'transactionalIdPrefix' | 'applicationId'
  >;
  productRef: string;
  portName: string;
  environment?: string;
  product?: MeshProduct;
  /** Owner of the product as the catalog has it now, if any. */
  productOwner?: string;
  domain?: {
    ref: string;
    ownerRef?: string;
    stewardRef?: string;
    accessRule?: string;
  };
  /** By cluster name. */
  clusters: Map<string, ClusterFacts>;
  consumer?: {
    ref: string;
    name: string;
    isConsumer: boolean;
    ownerRef?: string;
  };
  consumerRef: string;
  ownsConsumer: boolean;
  /** By cluster name. */
  principals: Map<string, PrincipalFacts>;
  /**
   * Bindings known on each cluster, by its name, that a plan could reach into:
   * of groups and transactional IDs, and of topics below the application ID.
   */
  bindings: Map<string, GrantedBinding[]>;
  /** Names of topics on each cluster that begin with `<application ID>-`. */
  topicsBelow: Map<string, string[]>;
  /** What policies leave of access to the product. */
  limit?: AccessLimit;
  rules: AccessRule[];
  /** Longest grant where nothing else limits it. */
  maxDuration: string;
  /**
   * Where access that is there is to last longer, and until when, in
   * milliseconds.
   */
  renewal?: { endsAt: number };
  /** Where emergency access is asked for. */
  breakGlass?: {
    /** Address of the incident, as given. */
    incident: string;
    /** Refs of the groups who may; nobody if empty. */
    groups: string[];
    /** Whether whoever asks is in one of them. */
    isAllowed: boolean;
    /** Longest period, ISO 8601. */
    maxDuration: string;
  };
  /** Refs of the groups who run the clusters. */
  operators: string[];
  /** Why grants cannot be kept safely here, if so. */
  storageProblem?: string;
  /** Why the access rules that would apply are not known, if so. */
  rulesProblem?: string;
};

/** What a request for one item comes to. */
export type ItemPlan = {
  port: MeshPort;
  location: MeshLocation;
  environment: string;
  principal: string;
  bindings: GrantedBinding[];
  rule: string;
  /** None: approved at once. */
  steps: ApprovalStep[];
  maxDuration: string;
  warnings: string[];
};

/** Either a plan, or why there is none. */
export type ItemVerdict =
  | { ok: true; plan: ItemPlan }
  | { ok: false; refusal: Refusal };

function people(refs: string[]): string {
  return refs.length ? refs.join(' or ') : 'nobody yet';
}

class Refused extends Error {
  constructor(readonly code: RefusalCode, message: string) {
    super(message);
  }
}

function refuse(code: RefusalCode, message: string): never {
  throw new Refused(code, message);
}

/** What is phased out takes nobody new, and keeps nobody beyond its last day. */
function checkEnding(
  { breakGlass, renewal }: ItemFacts,
  product: MeshProduct,
  port: MeshPort,
): void {
  const ending = endingOf(product, port);
  if (!ending) return;
  const { isRetired, sunset } = ending;
  const what = `${product.title}, port ${port.name},`;
  if (!isRetired && renewal) {
    if (!sunset || renewal.endsAt <= endOfSunset(sunset)) return;
    refuse(
      'CONFLICT',
      `${what} is deprecated and ends on ${sunset}; renew access until then at the latest, and ${insteadOf(
        ending,
      )}`,
    );
  }
  // What is being phased out can still be what an incident is about.
  if (!isRetired && breakGlass) return;
  refuse(
    'CONFLICT',
    `${what} is ${isRetired ? 'retired' : 'deprecated'}${
      !isRetired && sunset ? `, ends on ${sunset}` : ''
    } and takes no ${renewal ? 'renewals' : 'new consumers'}; ${insteadOf(
      ending,
    )}`,
  );
}

function findPort(facts: ItemFacts): { product: MeshProduct; port: MeshPort } {
  const { product, productRef, portName } = facts;
  if (!product) {
    return refuse(
      'NOT_FOUND',
      `The mesh knows no product ${productRef}; one that was just described appears within seconds`,
    );
  }
  const port = product.ports.find(p => p.name === portName);
  if (!port) {
    return refuse(
      'NOT_FOUND',
      `${product.title} has no port ${portName}; it has ${product.ports
        .map(p => p.name)
        .join(', ')}`,
    );
  }
  checkEnding(facts, product, port);
  if (product.lifecycle === 'draft') {
    return refuse(
      'CONFLICT',
      `${product.title} is a draft; it can be asked for once its owner publishes it`,
    );
  }
  return { product, port };
}

function findLocation(
  facts: ItemFacts,
  product: MeshProduct,
  port: MeshPort,
): MeshLocation {
  const environments = [
    ...new Set(port.locations.map(l => l.environment ?? 'unknown')),
  ].sort();
  const candidates = port.locations.filter(
    l => !facts.environment || l.environment === facts.environment,
  );
  if (candidates.length === 0) {
    return refuse(
      'NOT_FOUND',
      `${product.title}, port ${port.name}, is not in environment ${
        facts.environment
      }; it is in ${environments.join(', ')}`,
    );
  }
  if (new Set(candidates.map(l => l.environment)).size > 1) {
    return refuse(
      'INVALID',
      `${product.title}, port ${port.name}, is in ${environments.join(
        ', ',
      )}; say which environment`,
    );
  }
  const [location, ...others] = candidates;
  if (others.length > 0) {
    return refuse(
      'CONFLICT',
      `${product.title}, port ${port.name}, is on several clusters of ${
        location.environment
      } (${candidates
        .map(l => l.cluster)
        .join(
          ', ',
        )}), so that it is not clear which is meant; its owner can give each a port of its own`,
    );
  }
  const { topic, cluster } = location;
  if (location.awaitsAcceptance) {
    return refuse(
      'CONFLICT',
      `${product.title} does not hold topic ${topic} yet: the owner of ${
        location.domainRef ?? "the topic's domain"
      } has yet to accept the declaration`,
    );
  }
  // The later one is contested, not the holder: else anybody could block a
  // product by naming its topic.
  if (location.heldBy || location.state === 'contested') {
    return refuse(
      'CONFLICT',
      `Topic ${topic} is held by ${
        location.heldBy ?? 'another product'
      }, not by ${
        product.title
      }; ask for that one, or let their owners agree whose it is`,
    );
  }
  if (location.state === 'missing' || location.state === 'unknown') {
    return refuse(
      'CONFLICT',
      `Topic ${topic} of ${product.title} was not seen on cluster ${cluster}: ${
        location.reason ?? 'its state is unknown'
      } Access can be given once it is there`,
    );
  }
  return location;
}

function checkCluster(facts: ItemFacts, location: MeshLocation): ClusterFacts {
  const cluster = facts.clusters.get(location.cluster);
  const operators = people(facts.operators);
  const key = `dataMesh.clusters.${location.cluster}`;
  if (!cluster) {
    return refuse(
      'CONFLICT',
      `Cluster ${location.cluster} is not configured as it should be; ${operators} can correct ${key}`,
    );
  }
  if (cluster.mode === 'observe') {
    return refuse(
      'CONFLICT',
      `Cluster ${cluster.name} is only observed, so no access is given on it; ${operators} can set ${key}.mode to manage`,
    );
  }
  if (cluster.authorizer === 'open' || cluster.foundOpen) {
    return refuse(
      'CONFLICT',
      `Cluster ${cluster.name} lets everyone in where there is no ACL (allow.everyone.if.no.acl.found), so that the first ACL on a topic would lock out all others; nothing is created there until ${operators} change that`,
    );
  }
  if (!cluster.hasProvisioner) {
    return refuse(
      'CONFLICT',
      cluster.authorizer === 'external'
        ? `Access on cluster ${cluster.name} is decided outside Kafka, and no provisioner is installed for it; ${operators} can install one`
        : `Cluster ${cluster.name} has no credential to create ACLs with; ${operators} can set ${key}.credentials.provisioning`,
    );
  }
  if (facts.storageProblem) return refuse('UNAVAILABLE', facts.storageProblem);
  // By those that are left, or by the defaults, more might be given.
  if (facts.rulesProblem) return refuse('UNAVAILABLE', facts.rulesProblem);
  return cluster;
}

function checkConsumer(facts: ItemFacts) {
  const { consumer, consumerRef } = facts;
  if (!consumer) {
    return refuse(
      'NOT_FOUND',
      `The catalog has no ${consumerRef}; describe the service first, then ask on its behalf`,
    );
  }
  if (!consumer.isConsumer) {
    return refuse(
      'INVALID',
      `${consumerRef} cannot read or write a topic; name a Component, System or Resource`,
    );
  }
  if (!facts.ownsConsumer) {
    return refuse(
      'NOT_ALLOWED',
      `You are not an owner of ${consumerRef}; ${
        consumer.ownerRef ?? 'its owner'
      } can ask on its behalf`,
    );
  }
  return consumer;
}

function checkPrincipal(facts: ItemFacts, cluster: ClusterFacts): string {
  const found = facts.principals.get(cluster.name) ?? { state: 'none' };
  const { consumerRef } = facts;
  switch (found.state) {
    case 'held':
    case 'creatable':
      return found.principal;
    case 'invalid':
      return refuse(
        'CONFLICT',
        `Principal '${found.principal}' of ${consumerRef} ${found.reason}; correct the annotation data-mesh/kafka-principal`,
      );
    case 'contested':
      return refuse(
        'CONFLICT',
        `Principal ${found.principal} is held by ${found.heldBy} on cluster ${cluster.name}, not by ${consumerRef}; give the service a principal of its own`,
      );
    case 'awaiting':
      return refuse(
        'CONFLICT',
        `Principal ${
          found.principal
        } is not registered for ${consumerRef} on cluster ${
          cluster.name
        } yet: what was just annotated at a trusted location is within seconds, anything else has to be confirmed by ${people(
          facts.operators,
        )}`,
      );
    default:
      return refuse(
        'CONFLICT',
        `${consumerRef} has no principal on cluster ${cluster.name}; add the annotation data-mesh/kafka-principal with the name under which it signs in to Kafka (User:<name>)`,
      );
  }
}

function checkDuration(facts: ItemFacts, limit: string, rule: string): void {
  const { duration, now } = facts;
  const wanted = endOfPeriod(duration, now);
  if (!Duration.fromISO(duration).isValid || !(wanted > now)) {
    refuse(
      'INVALID',
      `duration '${duration}' is not a period of time; write it as ISO 8601, such as P90D`,
    );
  }
  if (wanted > endOfPeriod(limit, now)) {
    refuse(
      'CONFLICT',
      `duration ${duration} is longer than the ${limit} that access rule ${rule} allows here; ask for less, it can be renewed`,
    );
  }
}

// What Kafka's own clients use. A name that sorts before '*' could stop the
// broker, see isDangerousName.
const CHOSEN_NAME = /^[A-Za-z0-9._-]{1,249}$/;

function checkNames({ options, consumer }: ItemFacts): void {
  const { groups = [], transactionalIdPrefix, applicationId } = options;
  const chosen: Array<[string, string | undefined]> = [
    ['consumer', consumer?.name],
    ...groups.map((group): [string, string] => ['groups', group]),
    ['transactionalIdPrefix', transactionalIdPrefix],
    ['applicationId', applicationId],
  ];
  for (const [field, name] of chosen) {
    if (name !== undefined && !CHOSEN_NAME.test(name)) {
      refuse(
        'INVALID',
        `${field}: '${name}' cannot be used as a name at Kafka; use letters, digits, '.', '_' and '-'`,
      );
    }
  }
}

// How Kafka Streams ends the names of its internal topics.
const INTERNAL_TOPIC = /-(changelog|repartition)$/;

function checkApplication(
  { options: { applicationId }, topicsBelow }: ItemFacts,
  cluster: ClusterFacts,
): void {
  if (!applicationId) return;
  const topics = topicsBelow.get(cluster.name) ?? [];
  const other = topics.find(name => !INTERNAL_TOPIC.test(name));
  if (other) {
    refuse(
      'CONFLICT',
      `applicationId '${applicationId}' would give everything on topic ${other}, which is not one of Kafka Streams' internal ones; choose an ID that no other topic begins with`,
    );
  }
}

function checkBreakGlass(facts: ItemFacts): void {
  const { breakGlass, operators } = facts;
  if (!breakGlass) return;
  const { groups, isAllowed, incident } = breakGlass;
  if (groups.length === 0) {
    refuse(
      'NOT_ALLOWED',
      `Emergency access is switched off; ${people(
        operators,
      )} can name who may use it in dataMesh.access.breakGlass.groups`,
    );
  }
  if (!isAllowed) {
    refuse(
      'NOT_ALLOWED',
      `Only members of ${people(
        groups,
      )} can use emergency access; ask them, or ask for access the usual way`,
    );
  }
  if (
    !URL.canParse(incident) ||
    !/^https?:$/.test(new URL(incident).protocol)
  ) {
    refuse(
      'INVALID',
      `breakGlass.incident '${incident}' is not the address of an incident; it begins with http:// or https://`,
    );
  }
  if (!facts.productOwner && !facts.domain?.ownerRef) {
    refuse(
      'CONFLICT',
      `Nobody could be told of emergency access to ${facts.productRef}: neither it nor its domain has an owner in the catalog; whoever is responsible for the topic can claim it`,
    );
  }
}

/** Whoever puts out a fire is not stopped by what its product has wrong. */
function checkPolicies(
  { limit, breakGlass, productOwner }: ItemFacts,
  { title }: MeshProduct,
): void {
  if (!limit?.blocked || breakGlass) return;
  refuse(
    'CONFLICT',
    `Access to ${title} is not given while ${limit.blocked.why} ${
      limit.blocked.who ?? productOwner ?? 'Whoever owns it'
    } can put it right`,
  );
}

/** Which rule applies, before any product's own limit. */
function ruleFor(
  facts: ItemFacts,
  { product, port }: { product: MeshProduct; port: MeshPort },
  environment: string,
): AccessRule {
  const { breakGlass, consumer, productOwner } = facts;
  if (breakGlass) {
    const { maxDuration } = breakGlass;
    return { name: BREAK_GLASS, when: {}, steps: [], maxDuration };
  }
  return chooseRule(
    facts.rules,
    {
      mode: facts.mode,
      classification: port.classification ?? product.classification,
      environment,
      domainRef: product.domainRef,
      productRef: product.ref,
      port: port.name,
      sameTeam:
        productOwner !== undefined && consumer?.ownerRef === productOwner,
    },
    facts.domain?.accessRule,
  );
}

function toSteps(
  facts: ItemFacts,
  names: StepName[],
  product: MeshProduct,
): ApprovalStep[] {
  const { domain } = facts;
  const owner = facts.productOwner ?? domain?.ownerRef;
  const steps: ApprovalStep[] = [];
  for (const name of names) {
    let decider: string | undefined = name;
    if (name === 'owner') decider = owner;
    if (name === 'steward') decider = domain?.stewardRef ?? domain?.ownerRef;
    if (!decider) {
      return refuse(
        'CONFLICT',
        `Nobody can decide on ${product.title}: neither it nor ${
          product.domainRef ?? 'a domain'
        } has an owner in the catalog; whoever is responsible for the topic can claim it`,
      );
    }
    const known = steps.some(step => step.deciders.includes(decider));
    if (!known) steps.push({ name, deciders: [decider] });
  }
  return steps;
}

/** Who reads has to have some group, if none of its own name. */
function checkGroups(
  { mode, consumerRef }: ItemFacts,
  bindings: GrantedBinding[],
  left: Overlap[],
): void {
  const hasGroup = bindings.some(b => b.resourceType === 'GROUP');
  if (mode !== 'read' || hasGroup || left.length === 0) return;
  refuse(
    'CONFLICT',
    `Groups that are named after ${consumerRef} would reach into '${formatBinding(
      left[0].other,
    )}', which is somebody else's; ask for a group of another name (groups)`,
  );
}

function leftOutWords({ planned, other }: Overlap): string {
  return `${
    planned.patternType === 'PREFIXED'
      ? `Groups that begin with ${planned.resourceName} are`
      : `Group ${planned.resourceName} is`
  } left out, since ${other.principal} has '${formatBinding(other)}'.`;
}

function warningsOf(location: MeshLocation): string[] {
  const { state, reason, topic, contestedBy = [] } = location;
  return [
    ...(state === 'drift' && reason ? [reason] : []),
    ...(contestedBy.length
      ? [`Topic ${topic} is wanted by ${contestedBy.join(', ')}, too.`]
      : []),
  ];
}

function plan(facts: ItemFacts): ItemPlan {
  const { product, port } = findPort(facts);
  const location = findLocation(facts, product, port);
  const cluster = checkCluster(facts, location);
  checkBreakGlass(facts);
  const consumer = checkConsumer(facts);
  const principal = checkPrincipal(facts, cluster);
  checkNames(facts);
  checkApplication(facts, cluster);
  checkPolicies(facts, product);
  const rule = ruleFor(facts, { product, port }, cluster.environment);
  const maxDuration =
    shortestPeriod(
      [
        rule.maxDuration,
        product.maxDuration,
        facts.limit?.longest(port.classification ?? product.classification),
        facts.maxDuration,
      ],
      facts.now,
    ) ?? facts.maxDuration;
  checkDuration(facts, maxDuration, rule.name);
  const wanted = planBindings({
    ...facts.options,
    mode: facts.mode,
    topic: location.topic,
    principal,
    consumerName: consumer.name,
    ...(cluster.enforcesSubjects
      ? { subjects: subjectsOf(location.topic, port.schema?.subject) }
      : {}),
  });
  const others = facts.bindings.get(cluster.name) ?? [];
  const { bindings, left } = withoutTakenGroups(wanted, others, consumer.name);
  checkGroups(facts, bindings, left);
  const overlap = findOverlap(bindings, others);
  if (overlap) {
    refuse(
      'CONFLICT',
      `'${formatBinding(overlap.planned)}' would reach into '${formatBinding(
        overlap.other,
      )}' on cluster ${
        cluster.name
      }, which is somebody else's; choose other names for groups, transactional IDs or the application`,
    );
  }
  const steps = toSteps(facts, rule.steps, product);
  return {
    port,
    location,
    environment: cluster.environment,
    principal,
    bindings,
    rule: rule.name,
    steps,
    maxDuration,
    warnings: [...warningsOf(location), ...left.map(leftOutWords)],
  };
}

/**
 * Whether one item can be asked for, what it would create at Kafka, and who
 * has to agree: pure, and the one place where that is decided. Backstage's
 * permissions are asked besides; they can only narrow it.
 */
export function decideRequest(facts: ItemFacts): ItemVerdict {
  try {
    return { ok: true, plan: plan(facts) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code, message } = error;
    return { ok: false, refusal: { code, message } };
  }
}
