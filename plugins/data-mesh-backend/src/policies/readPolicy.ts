import { InputError } from '@backstage/errors';
import { CLASSIFICATIONS } from '@data-mesh/backstage-plugin-data-mesh-common';
import { DateTime } from 'luxon';
import { readRef } from '../config/readers';
import { DocumentError, DocumentReader } from './documentProblems';
import { readParameters } from './readParameters';
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
    throw new Error(
      `${what} is ${
        value === undefined ? 'missing' : 'not an object'
      }; write its keys below it`,
    );
  }
  return value as Document;
}

function knownKeys(document: Document, known: string[], what: string): void {
  const strange = Object.keys(document).find(key => !known.includes(key));
  if (strange) {
    const message = `there is no key '${strange}' of ${what}; it has ${known.join(
      ', ',
    )}`;
    throw new DocumentError([{ path: strange, message }]);
  }
}

function readText(document: Document, key: string): string {
  const value = document[key];
  if (value !== undefined && typeof value !== 'string') {
    throw new Error(
      `'${key}' is ${JSON.stringify(value)}, not text; say it in words`,
    );
  }
  if (!value?.trim()) {
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
  if (document[key] === undefined) {
    throw new Error(`'${key}' is missing; write one of ${allowed.join(', ')}`);
  }
  if (!found) {
    throw new Error(
      `'${key}' is ${JSON.stringify(document[key])}, not one of ${allowed.join(
        ', ',
      )}; write one of them`,
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
  if (!Array.isArray(list) || list.length === 0) {
    throw new Error(
      `scope.${key} is ${JSON.stringify(
        list,
      )}, not a list of texts with something in it; leave it out for all`,
    );
  }
  const reader = new DocumentReader();
  const found = list.map((value, i) =>
    reader.part(`[${i}]`, () => {
      if (typeof value === 'string') return each(value);
      throw new Error(
        `scope.${key}: ${JSON.stringify(value)} is not text; write a name`,
      );
    }),
  );
  reader.end();
  return found as string[];
}

function among(key: string, allowed: readonly string[]) {
  return (text: string) => {
    if (!allowed.includes(text)) {
      throw new Error(
        `scope.${key}: '${text}' is not one of ${allowed.join(
          ', ',
        )}; write one of them`,
      );
    }
    return text;
  };
}

function readDomain(text: string): string {
  try {
    return readRef(text, 'domain');
  } catch (error) {
    throw new Error(
      `scope.domains: ${
        (error as Error).message
      }; write one as domain:default/sales`,
    );
  }
}

function readScope(value: unknown): PolicyScope {
  if (value === undefined) return {};
  const scope = asDocument(value, 'scope');
  knownKeys(scope, ['domains', 'classification', 'tier', 'origin'], 'scope');
  const reader = new DocumentReader();
  const list = (key: string, each: (text: string) => string) =>
    reader.part(key, () => readList(scope, key, each));
  const found = {
    domains: list('domains', readDomain),
    classification: list(
      'classification',
      among('classification', CLASSIFICATIONS),
    ),
    tier: list('tier', among('tier', TIERS)),
    origin: list('origin', among('origin', ORIGINS)),
  };
  reader.end();
  return found;
}

function readRule(value: unknown): Policy['rule'] {
  const { type, ...parameters } = asDocument(value, 'rule');
  const rule = typeof type === 'string' ? RULES.get(type) : undefined;
  if (!rule) {
    const message = type
      ? `rule.type is ${JSON.stringify(type)}, not one of ${[
          ...RULES.keys(),
        ].join(', ')}; write one of them`
      : "'rule.type' is missing; choose the rule that has to hold";
    throw new DocumentError([{ path: 'type', message }]);
  }
  return {
    type: rule.type,
    parameters: readParameters(rule.parameters, parameters),
  };
}

/**
 * The first moment of a day, in UTC.
 *
 * @throws InputError if it is no day
 */
export function readDay(value: unknown): number {
  const day =
    typeof value === 'string'
      ? DateTime.fromISO(value, { zone: 'utc' })
      : undefined;
  if (!day?.isValid) {
    throw new InputError(
      `'enforceFrom' is ${JSON.stringify(
        value,
      )}, not a day such as 2027-01-31; write one`,
    );
  }
  return day.toMillis();
}

function readId(document: Document): string {
  const id = readText(document, 'id');
  if (!ID.test(id) || id.length > 63) {
    throw new Error(
      `'${id}' is no ID of a policy (lower-case letters and digits, in parts joined by '-', 63 at most); write another`,
    );
  }
  return id;
}

/**
 * A policy out of a document, from configuration or the portal.
 *
 * @throws DocumentError that says all that is wrong with it; its message names
 *   the first key, its value and what it should be
 */
export function readPolicy(value: unknown): Policy {
  const document = asDocument(value, 'a policy');
  const reader = new DocumentReader();
  reader.part('', () => knownKeys(document, KEYS, 'a policy'));
  const text = (key: string) => reader.part(key, () => readText(document, key));
  const read = {
    id: reader.part('id', () => readId(document)),
    title: text('title'),
    why: text('why'),
    severity: reader.part('severity', () =>
      readOneOf<Severity>(document, 'severity', SEVERITIES),
    ),
    stage: reader.part('stage', () =>
      readOneOf<Stage>(document, 'stage', STAGES),
    ),
    enforceFrom: reader.part('enforceFrom', () =>
      document.enforceFrom === undefined
        ? undefined
        : readDay(document.enforceFrom),
    ),
    scope: reader.part('scope', () => readScope(document.scope)),
    rule: reader.part('rule', () => readRule(document.rule)),
    remedy: text('remedy'),
  };
  reader.end();
  const { enforceFrom, ...rest } = read as Policy;
  return { ...rest, ...(enforceFrom === undefined ? {} : { enforceFrom }) };
}

/**
 * The document that a policy would be read from; what of it is not said is as
 * the reader takes it.
 */
export function toDocument(policy: Policy): Record<string, unknown> {
  const { enforceFrom, scope, rule, ...rest } = policy;
  return JSON.parse(
    JSON.stringify({
      ...rest,
      ...(enforceFrom === undefined
        ? {}
        : { enforceFrom: new Date(enforceFrom).toISOString() }),
      scope,
      rule: { type: rule.type, ...rule.parameters },
    }),
  );
}

/** Whether a document, however wrong it is, was never to stop anything. */
export function onlyTells(document: unknown): boolean {
  const { stage } = Object(document);
  return stage === 'draft' || stage === 'warn';
}
