import type {
  Policy as ShownPolicy,
  PolicyParameter,
  PolicyRule as ShownRule,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { toIso } from '../rows';
import type { Parameter } from './parameters';
import { stageAt, type Policy } from './policy';
import { RULES } from './rules';
import type { PolicyVersion } from './store/policyVersions';

/** A policy as the API shows it, without what it finds. */
export function toShownPolicy(
  policy: Policy,
  version: PolicyVersion | undefined,
  now: number,
): Omit<ShownPolicy, 'findings' | 'products'> {
  const { rule, enforceFrom, ...rest } = policy;
  const known = RULES.get(rule.type);
  return {
    ...rest,
    stageNow: stageAt(policy, now),
    ...(enforceFrom === undefined ? {} : { enforceFrom: toIso(enforceFrom) }),
    ...(version
      ? {
          origin: 'portal',
          version: version.version,
          publishedBy: version.publishedBy,
          publishedAt: toIso(version.publishedAt),
          reason: version.reason,
        }
      : { origin: 'configuration' }),
    rule: {
      type: rule.type,
      title: known?.title ?? rule.type,
      parameters: Object.entries(known?.parameters ?? {}).map(
        ([name, parameter]) => ({
          ...shownParameter(name, parameter),
          value: rule.parameters[name],
        }),
      ),
    },
  };
}

function shownParameter(
  name: string,
  { description, kind, optional, allowed }: Parameter<unknown>,
): PolicyParameter {
  return {
    name,
    description,
    kind,
    optional,
    ...(allowed ? { allowed: [...allowed] } : {}),
  };
}

/** All rules that a policy can use, by type. */
export function shownRules(): ShownRule[] {
  return [...RULES.values()]
    .map(({ type, title, parameters }) => ({
      type,
      title,
      parameters: Object.entries(parameters).map(([name, parameter]) =>
        shownParameter(name, parameter),
      ),
    }))
    .sort((a, b) => a.title.localeCompare(b.title, 'en-US'));
}
