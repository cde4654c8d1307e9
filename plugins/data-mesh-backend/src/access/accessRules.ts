import { DateTime, Duration } from 'luxon';
import type { AccessMode } from './planBindings';

/**
 * Who decides a step: the product's owner, the steward of its domain, or a
 * group by its ref.
 */
export type StepName = 'owner' | 'steward' | `group:${string}`;

/** What a rule is chosen by; each that is given must hold. */
export type RuleConditions = {
  mode?: AccessMode[];
  classification?: string[];
  environment?: string[];
  /** Refs. */
  domain?: string[];
  /** Refs. */
  product?: string[];
  port?: string[];
  /** Whether consumer and product have the same owner. */
  sameTeam?: boolean;
};

/** Which approval steps and which longest duration apply. */
export type AccessRule = {
  name: string;
  when: RuleConditions;
  /** None: approved at once. */
  steps: StepName[];
  /** ISO 8601 period. */
  maxDuration?: string;
  /** What it is about a breaking change of a schema not to answer in time. */
  schemaChanges?: { silence: 'objection' | 'consent' };
};

/** The rule of emergency access; no configured one can have its name. */
export const BREAK_GLASS = 'break-glass';

/** Why nothing is decided while `dataMesh.access` is not as it should be. */
export const UNREADABLE_RULES =
  'The access rules in dataMesh.access cannot be read, so nothing is decided until an operator has corrected them; the page of the clusters says what is wrong';

/** What of a request a rule is chosen by. */
export type RuleSubject = {
  mode: AccessMode;
  classification?: string;
  environment: string;
  domainRef?: string;
  productRef: string;
  port: string;
  sameTeam: boolean;
};

/**
 * Rules that follow the configured ones, so that there always is one: within a
 * team and for what is public at once, twice for what is restricted, else by
 * the owner.
 */
export const DEFAULT_RULES: AccessRule[] = [
  { name: 'same-team', when: { sameTeam: true }, steps: [] },
  {
    name: 'public',
    when: { classification: ['public'], mode: ['read'] },
    steps: [],
  },
  {
    name: 'restricted',
    when: { classification: ['restricted'] },
    steps: ['owner', 'steward'],
    maxDuration: 'P30D',
  },
  { name: 'owner', when: {}, steps: ['owner'] },
];

function holds(when: RuleConditions, subject: RuleSubject): boolean {
  const within = (list: string[] | undefined, value: string | undefined) =>
    list === undefined || (value !== undefined && list.includes(value));
  return (
    within(when.mode, subject.mode) &&
    within(when.classification, subject.classification) &&
    within(when.environment, subject.environment) &&
    within(when.domain, subject.domainRef) &&
    within(when.product, subject.productRef) &&
    within(when.port, subject.port) &&
    (when.sameTeam === undefined || when.sameTeam === subject.sameTeam)
  );
}

/**
 * The rule that applies: the one that the domain names, if its conditions hold,
 * else the first whose conditions do.
 *
 * @param rules - as configured; {@link DEFAULT_RULES} follow them
 * @param domainRule - name in the domain's `spec.dataMesh.accessRule`
 */
export function chooseRule(
  rules: AccessRule[],
  subject: RuleSubject,
  domainRule?: string,
): AccessRule {
  const all = [...rules, ...DEFAULT_RULES];
  const named = domainRule && all.find(rule => rule.name === domainRule);
  if (named && holds(named.when, subject)) return named;
  const found = all.find(rule => holds(rule.when, subject));
  if (!found) throw new Error('the last default rule holds for everything');
  return found;
}

/**
 * When a period that begins at a time is over; NaN if it is no ISO 8601 period.
 *
 * Counted in the calendar, since months differ in length.
 */
export function endOfPeriod(period: string, from: number): number {
  const duration = Duration.fromISO(period);
  if (!duration.isValid) return NaN;
  return DateTime.fromMillis(from, { zone: 'utc' }).plus(duration).toMillis();
}

/**
 * The shortest of several periods, the first of them if several are; those not
 * given do not count.
 */
export function shortestPeriod(
  periods: Array<string | undefined>,
  from: number,
): string | undefined {
  const end = (period: string) => {
    const ms = endOfPeriod(period, from);
    // One that ends after all dates is no shorter than any.
    return Number.isNaN(ms) ? Infinity : ms;
  };
  return periods
    .filter((p): p is string => p !== undefined)
    .reduce<string | undefined>(
      (best, p) => (best === undefined || end(p) < end(best) ? p : best),
      undefined,
    );
}
