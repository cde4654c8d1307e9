import type {
  ExplainedBinding,
  ExplainedPrincipal,
  Explanation,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { counted } from '../humanise/numbers';
import type { Tone } from '../state/StateLabel';

/** Whoever no ACL names. */
const ANYONE_ELSE = 'User:*';

/** What can be done with a topic; the first unless one chooses. */
export const OPERATIONS = [
  { id: 'READ', label: 'Read' },
  { id: 'WRITE', label: 'Write' },
] as const;

/** Answers that a list of principals can be narrowed to. */
export const VERDICTS = [
  { id: 'any', label: 'Any' },
  { id: 'allowed', label: 'May' },
  { id: 'depends', label: 'Depends on the address' },
  { id: 'denied', label: 'May not' },
  { id: 'unknown', label: 'Not known' },
] as const;

/** The answer for one principal at a glance. */
export function verdictLook(
  { verdict, deniedBy }: Pick<ExplainedPrincipal, 'verdict' | 'deniedBy'>,
  operation: string,
): [tone: Tone, words: string] {
  const verb = operation.toLowerCase();
  switch (verdict) {
    case 'allowed':
      return ['good', `May ${verb}`];
    case 'depends':
      return ['warning', 'Depends on the address'];
    case 'denied':
      return deniedBy.length > 0
        ? ['bad', `Must not ${verb}`]
        : ['over', `May not ${verb}`];
    default:
      return ['waiting', 'Not known'];
  }
}

/** What people call a principal. */
export function principalName(principal: string): string {
  return principal === ANYONE_ELSE ? 'Anyone else' : principal;
}

const REST: Record<ExplainedPrincipal['verdict'], string> = {
  allowed: '; anyone else may, too',
  depends: '; anyone else from some addresses only',
  denied: '; anyone else may not',
  unknown: '',
};

/** The answer before the list: "3 principals may read it; anyone else may not". */
export function answerWords({ principals, operation }: Explanation): string {
  const verb = operation.toLowerCase();
  const others = principals.find(each => each.principal === ANYONE_ELSE);
  const named = principals.filter(each => each !== others);
  const of = (verdict: ExplainedPrincipal['verdict']) =>
    named.filter(each => each.verdict === verdict).length;
  const rest = others?.verdict ?? 'unknown';

  if (rest === 'unknown' && of('unknown') === named.length) {
    return `Who may ${verb} it is not known here`;
  }
  const allowed = of('allowed');
  if (rest === 'allowed' && allowed === 0) {
    return `No principal may ${verb} it by name, but anyone may`;
  }
  const parts = [
    `${
      allowed ? counted(allowed, 'principal') : 'No principal'
    } may ${verb} it`,
    ...(of('depends') ? [`${of('depends')} from some addresses`] : []),
    ...(of('unknown') ? [`of ${of('unknown')} it is not known`] : []),
  ];
  return `${parts.join(', ')}${REST[rest]}`;
}

/** "1 ACL denies, 2 allow": what is behind the answer. */
export function behindWords(principal: ExplainedPrincipal): string {
  const { deniedBy, allowedBy, groups = [] } = principal;
  const part = (bindings: ExplainedBinding[], one: string, many: string) =>
    bindings.length > 0
      ? [counted(bindings.length, `ACL ${one}`, `ACLs ${many}`)]
      : [];
  return [
    ...part(deniedBy, 'denies', 'deny'),
    ...part(allowedBy, 'allows', 'allow'),
    ...part(groups, 'on groups', 'on groups'),
  ].join(', ');
}
