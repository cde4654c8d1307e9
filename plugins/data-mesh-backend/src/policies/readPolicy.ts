import { CLASSIFICATIONS } from '@data-mesh/backstage-plugin-data-mesh-common';
import { DateTime } from 'luxon';
import { readRef } from '../config/readers';
import { readParameters } from './parameters';
import {
  SEVERITIES,
  STAGES,
  type Policy,
  type PolicyScope,
  type Severity,
  type Stage,
} from './policy';
import { RULES } from './rules';

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const MAX_TEXT = 2_000;
const KEYS = [
  'id',
  'title',
  'why',
  'severity',
  'stage',
  'enforceFrom',
  'scope',
  'rule',
  'remedy',
];
const TIERS = ['tier-1', 'tier-2', 'tier-3'];
const ORIGINS = ['declared', 'published', 'discovered'];

type Document = Record<string, unknown>;

function asDocument(value: unknown, what: string): Document {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${what} is not an object`);
  }
  return value as Document;
}

function knownKeys(document: Document, known: string[], what: string): void {
  const strange = Object.keys(document).find(key => !known.includes(key));
  if (strange) {
    throw new Error(
      `there is no key '${strange}' of ${what}; it has ${known.join(', ')}`,
    );
  }
}

function readText(document: Document, key: string): string {
  const value = document[key];
  if (typeof value !== 'string' || !value.trim()) {
    throw new Error(`'${key}' is missing; say it in words`);
  }
  if (value.length > MAX_TEXT) {
    throw new Error(`'${key}' is longer than ${MAX_TEXT} characters`);
  }
  return value.trim();
}

function readOneOf<T extends string>(
  document: Document,
  key: string,
  allowed: readonly T[],
): T {
  const found = allowed.find(each => each === document[key]);
  if (!found) {
    throw new Error(
      `'${key}' is ${JSON.stringify(document[key])}, not one of ${allowed.join(
        ', ',
      )}`,
    );
  }
  return found;
}

function readList(
  scope: Document,
  key: string,
  each: (text: string) => string,
): string[] | undefined {
  const list = scope[key];
  if (list === undefined) return undefined;
  if (
    !Array.isArray(list) ||
    list.length === 0 ||
    !list.every(text => typeof text === 'string')
  ) {
    throw new Error(
      `scope.${key} is not a list of texts with something in it; leave it out for all`,
    );
  }
  return list.map(each);
}

function among(key: string, allowed: readonly string[]) {
  return (text: string) => {
    if (!allowed.includes(text)) {
      throw new Error(
        `scope.${key}: '${text}' is not one of ${allowed.join(', ')}`,
      );
    }
    return text;
  };
}

function readScope(value: unknown): PolicyScope {
  if (value === undefined) return {};
  const scope = asDocument(value, 'scope');
  knownKeys(scope, ['domains', 'classification', 'tier', 'origin'], 'scope');
  return {
    domains: readList(scope, 'domains', ref => readRef(ref, 'domain')),
    classification: readList(
      scope,
      'classification',
      among('classification', CLASSIFICATIONS),
    ),
    tier: readList(scope, 'tier', among('tier', TIERS)),
    origin: readList(scope, 'origin', among('origin', ORIGINS)),
  };
}

function readRule(value: unknown): Policy['rule'] {
  const { type, ...parameters } = asDocument(value, 'rule');
  const rule = typeof type === 'string' ? RULES.get(type) : undefined;
  if (!rule) {
    throw new Error(
      `rule.type is ${JSON.stringify(type)}, not one of ${[
        ...RULES.keys(),
      ].join(', ')}`,
    );
  }
  return {
    type: rule.type,
    parameters: readParameters(rule.parameters, parameters),
  };
}

function readDay(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const day =
    typeof value === 'string'
      ? DateTime.fromISO(value, { zone: 'utc' })
      : undefined;
  if (!day?.isValid) {
    throw new Error(
      `'enforceFrom' is ${JSON.stringify(value)}, not a day such as 2027-01-31`,
    );
  }
  return day.toMillis();
}

/**
 * A policy out of a document, from configuration or the portal.
 *
 * @throws Error that names the key, its value and what it should be
 */
export function readPolicy(value: unknown): Policy {
  const document = asDocument(value, 'a policy');
  knownKeys(document, KEYS, 'a policy');
  const id = readText(document, 'id');
  if (!ID.test(id) || id.length > 63) {
    throw new Error(
      `'${id}' is no ID of a policy (lower-case letters and digits, in parts joined by '-', 63 at most)`,
    );
  }
  const enforceFrom = readDay(document.enforceFrom);
  return {
    id,
    title: readText(document, 'title'),
    why: readText(document, 'why'),
    severity: readOneOf<Severity>(document, 'severity', SEVERITIES),
    stage: readOneOf<Stage>(document, 'stage', STAGES),
    ...(enforceFrom === undefined ? {} : { enforceFrom }),
    scope: readScope(document.scope),
    rule: readRule(document.rule),
    remedy: readText(document, 'remedy'),
  };
}

/**
 * A domain's values for some of a policy's parameters.
 *
 * @throws Error that names the parameter and what is wrong with it
 */
export function readTightening(
  policy: Pick<Policy, 'rule'>,
  document: Record<string, unknown>,
): Record<string, unknown> {
  const rule = RULES.get(policy.rule.type);
  const parameters = Object.fromEntries(
    Object.entries(rule?.parameters ?? {}).map(([name, parameter]) => [
      name,
      { ...parameter, optional: true },
    ]),
  );
  const given = Object.fromEntries(
    Object.keys(document).map(key => [key, parameters[key]]),
  );
  const strange = Object.keys(given).find(key => !given[key]);
  if (strange) {
    throw new Error(
      `there is no parameter '${strange}'; there are ${
        Object.keys(parameters).join(', ') || 'none'
      }`,
    );
  }
  return readParameters(given, document);
}
