import type {
  Policy,
  PolicyRule,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  readInput,
  toInput,
  type ParameterInputs,
} from '../whatIf/trialValues';

/** The keys of a scope, each a list of what is allowed. */
export const SCOPE_KEYS = [
  'domains',
  'classification',
  'tier',
  'origin',
] as const;

/** One of {@link SCOPE_KEYS}. */
export type ScopeKey = (typeof SCOPE_KEYS)[number];

/** A policy as it is filled in. */
export type PolicyDraft = {
  id: string;
  title: string;
  why: string;
  severity: Policy['severity'];
  stage: Policy['stage'];
  /** A day such as 2027-01-31, or a time; empty for none. */
  enforceFrom: string;
  scope: Record<ScopeKey, string[]>;
  ruleType: string;
  /** By rule, so that looking at another one loses nothing. */
  inputs: Record<string, ParameterInputs>;
  remedy: string;
};

/** A policy before anything is filled in. */
export const EMPTY_DRAFT: PolicyDraft = {
  id: '',
  title: '',
  why: '',
  severity: 'warning',
  stage: 'draft',
  enforceFrom: '',
  scope: { domains: [], classification: [], tier: [], origin: [] },
  ruleType: '',
  inputs: {},
  remedy: '',
};

type Document = Record<string, unknown>;

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const oneOf = <T extends string>(value: unknown, all: readonly T[], or: T) =>
  all.find(each => each === value) ?? or;
const texts = (value: unknown) =>
  Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];

/** The inputs of a rule's parameters, with what a document says of them. */
export function inputsOf(
  rule: PolicyRule | undefined,
  values: Document = {},
): ParameterInputs {
  return Object.fromEntries(
    (rule?.parameters ?? []).map(parameter => [
      parameter.name,
      toInput(parameter, values[parameter.name]),
    ]),
  );
}

/** What a document says, as it is filled in; what it lacks is empty. */
export function toDraft(document: Document, rules: PolicyRule[]): PolicyDraft {
  const scope = Object(document.scope);
  const { type, ...values } = Object(document.rule);
  const rule = rules.find(each => each.type === type);
  return {
    id: text(document.id),
    title: text(document.title),
    why: text(document.why),
    severity: oneOf(
      document.severity,
      ['info', 'warning', 'error'] as const,
      EMPTY_DRAFT.severity,
    ),
    stage: oneOf(
      document.stage,
      ['draft', 'warn', 'enforce'] as const,
      EMPTY_DRAFT.stage,
    ),
    enforceFrom: text(document.enforceFrom),
    scope: {
      domains: texts(scope.domains),
      classification: texts(scope.classification),
      tier: texts(scope.tier),
      origin: texts(scope.origin),
    },
    ruleType: text(type),
    inputs: rule ? { [rule.type]: inputsOf(rule, values) } : {},
    remedy: text(document.remedy),
  };
}

/** The document that is filled in, without what is left empty. */
export function toDocument(draft: PolicyDraft, rules: PolicyRule[]): Document {
  const { ruleType, inputs, enforceFrom, scope } = draft;
  const rule = rules.find(each => each.type === ruleType);
  const parameters = (rule?.parameters ?? []).map(parameter => [
    parameter.name,
    readInput(parameter, inputs[ruleType]?.[parameter.name]),
  ]);
  const lists = SCOPE_KEYS.map(key => [key, scope[key]] as const).filter(
    ([, list]) => list.length > 0,
  );
  return {
    id: draft.id.trim(),
    title: draft.title.trim(),
    why: draft.why.trim(),
    severity: draft.severity,
    stage: draft.stage,
    // Only what is going to be enforced has a day.
    ...(draft.stage === 'enforce' && enforceFrom && { enforceFrom }),
    ...(lists.length > 0 && { scope: Object.fromEntries(lists) }),
    rule: {
      type: ruleType,
      ...Object.fromEntries(
        parameters.filter(([, value]) => value !== undefined),
      ),
    },
    remedy: draft.remedy.trim(),
  };
}

const MAX_ID = 63;

/** The ID that a title suggests. */
export function idFor(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_ID)
    .replace(/^-+|-+$/g, '');
}

/** What of a document a trial depends on: not what it is called, or why. */
export function triedPart({
  severity,
  stage,
  enforceFrom,
  scope,
  rule,
}: Document) {
  return { severity, stage, enforceFrom, scope, rule };
}
