import type { Config } from '@backstage/config';
import { Duration } from 'luxon';
import { BREAK_GLASS } from '../access/accessRules';
import type {
  AccessRule,
  RuleConditions,
  StepName,
} from '../access/accessRules';
import type { AccessSettings, ConfigProblem } from './DataMeshConfig';
import { ACCESS_KEYS } from './keys';
import {
  attempt,
  checkSection,
  readDuration,
  readRef,
  readSection,
} from './readers';

const RULE_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const CLASSIFICATIONS = ['public', 'internal', 'confidential', 'restricted'];

const SILENCES = ['objection', 'consent'] as const;
const LONGEST_EMERGENCY = Duration.fromObject({ hours: 24 });

function readPeriod(config: Config | undefined, key: string) {
  const text = config?.getOptionalString(key);
  if (text === undefined) return undefined;
  const period = Duration.fromISO(text);
  if (!period.isValid || !(period.toMillis() > 0)) {
    throw new Error(`'${text}' is not an ISO 8601 period such as P90D`);
  }
  return text;
}

function readStep(text: string): StepName {
  if (text === 'owner' || text === 'steward') return text;
  if (text.startsWith('group:')) return readRef(text, 'group') as StepName;
  throw new Error(
    `step '${text}' is neither 'owner' nor 'steward' nor the ref of a group ('group:default/privacy')`,
  );
}

function readList(
  config: Config | undefined,
  key: string,
  each: (text: string) => string = text => text,
): string[] | undefined {
  const list = config?.getOptionalStringArray(key);
  if (list?.length === 0) {
    throw new Error(
      `'${key}' is an empty list, so that it would never hold; leave it out`,
    );
  }
  return list?.map(each);
}

function oneOf(allowed: string[]): (text: string) => string {
  return text => {
    if (!allowed.includes(text)) {
      throw new Error(`'${text}' is not one of ${allowed.join(', ')}`);
    }
    return text;
  };
}

function readConditions(config: Config | undefined): RuleConditions {
  return {
    mode: readList(config, 'mode', oneOf(['read', 'write'])) as
      | RuleConditions['mode']
      | undefined,
    classification: readList(config, 'classification', oneOf(CLASSIFICATIONS)),
    environment: readList(config, 'environment'),
    domain: readList(config, 'domain', ref => readRef(ref, 'domain')),
    product: readList(config, 'product', ref => readRef(ref, 'dataproduct')),
    port: readList(config, 'port'),
    sameTeam: config?.getOptionalBoolean('sameTeam'),
  };
}

function readRule(config: Config): AccessRule {
  const name = config.getString('name');
  if (name === BREAK_GLASS) {
    throw new Error(
      `'${name}' is the name of the rule of emergency access; choose another`,
    );
  }
  if (!RULE_NAME.test(name)) {
    throw new Error(
      `'${name}' is no name of a rule (lower-case letters and digits, in parts joined by '-')`,
    );
  }
  return {
    name,
    when: readConditions(config.getOptionalConfig('when')),
    steps: config.getStringArray('steps').map(readStep),
    maxDuration: readPeriod(config, 'maxDuration'),
    ...readSchemaChanges(config),
  };
}

function readSchemaChanges(config: Config): Pick<AccessRule, 'schemaChanges'> {
  const section = readSection(config, 'schemaChanges');
  if (!section) return {};
  const text = section.getOptionalString('silence') ?? 'objection';
  const silence = SILENCES.find(known => known === text);
  if (!silence) {
    throw new Error(
      `schemaChanges.silence: '${text}' is not one of ${SILENCES.join(', ')}`,
    );
  }
  return { schemaChanges: { silence } };
}

function readEmergencyPeriod(config: Config | undefined): string {
  const period = readPeriod(config, 'breakGlass.maxDuration') ?? 'PT4H';
  if (Duration.fromISO(period) > LONGEST_EMERGENCY) {
    throw new Error(
      `'${period}' is longer than a day; emergency access is for minutes to hours`,
    );
  }
  return period;
}

/**
 * Everything under `dataMesh.access`. A rule that cannot be read makes all
 * requests wait (`usable: false`): without it, a laxer one might apply.
 */
export function readAccess(
  root: Config | undefined,
  problems: ConfigProblem[],
): AccessSettings {
  const at = 'dataMesh.access';
  const own = checkSection(root, 'access', ACCESS_KEYS, at);
  const config = attempt(own, at, () => readSection(root, 'access'));
  const names = new Set<string>();
  const rules = (
    attempt(own, `${at}.rules`, () =>
      config?.getOptionalConfigArray('rules'),
    ) ?? []
  ).flatMap((rule, i) => {
    const key = `${at}.rules[${i}]`;
    // Without a condition that is misspelt, it would apply to more.
    if (own.some(known => known.key.startsWith(key))) return [];
    const read = attempt(own, key, () => {
      const { name, ...rest } = readRule(rule);
      if (names.has(name)) {
        throw new Error(
          `there is a rule '${name}' already; give each a name of its own`,
        );
      }
      names.add(name);
      return { name, ...rest };
    });
    return read ? [read] : [];
  });
  const duration = (
    key: string,
    fallback: Parameters<typeof readDuration>[2],
  ) =>
    attempt(own, `${at}.${key}`, () => readDuration(config, key, fallback)) ??
    readDuration(undefined, key, fallback);
  const settings = {
    rules,
    maxDuration:
      attempt(own, `${at}.maxDuration`, () =>
        readPeriod(config, 'maxDuration'),
      ) ?? 'P365D',
    reconcileMs: duration('provisioning.interval', { seconds: 10 }),
    failAfterMs: duration('provisioning.failAfter', { hours: 1 }),
    repairMissing:
      attempt(own, `${at}.provisioning.repairMissing`, () =>
        config?.getOptionalBoolean('provisioning.repairMissing'),
      ) ?? false,
    remindDecisionAfterMs: duration('decisions.remindAfter', { days: 2 }),
    escalateDecisionAfterMs: duration('decisions.escalateAfter', { days: 5 }),
    remindBeforeEndMs: duration('renewal.remindBefore', { days: 14 }),
    breakGlass: {
      groups:
        attempt(own, `${at}.breakGlass.groups`, () =>
          config
            ?.getOptionalStringArray('breakGlass.groups')
            ?.map(ref => readRef(ref, 'group')),
        ) ?? [],
      maxDuration:
        attempt(own, `${at}.breakGlass.maxDuration`, () =>
          readEmergencyPeriod(config),
        ) ?? 'PT4H',
    },
    unseenAfterMs: duration('renewal.proposeRevocationAfter', { days: 30 }),
    campaignGroups:
      attempt(own, `${at}.campaigns.groups`, () =>
        config
          ?.getOptionalStringArray('campaigns.groups')
          ?.map(ref => readRef(ref, 'group')),
      ) ?? [],
  };
  problems.push(...own);
  return { ...settings, usable: own.length === 0 };
}
