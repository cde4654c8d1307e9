import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import { SYSTEM_ACTOR, type HistoryFact } from '../history/appendHistory';
import type { Finding } from './findings';
import type { Policy } from './policy';

const MAX_TOLD = 3;

/** The first of some texts, each once, and how many more there are. */
function listed(texts: string[], separator: string): string {
  const all = [...new Set(texts)];
  const more = all.length - MAX_TOLD;
  return [
    ...all.slice(0, MAX_TOLD),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join(separator);
}

/**
 * What the history has of findings that are new: one entry for the errors of a
 * product, by which its owner is told. Milder ones are nobody's alarm.
 */
export function violationFacts(
  { ref, title, ownerRef }: Pick<MeshProduct, 'ref' | 'title' | 'ownerRef'>,
  fresh: Finding[],
  policies: Policy[],
): HistoryFact[] {
  const errors = fresh.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return [];
  const titleOf = ({ policyId }: Finding) =>
    policies.find(({ id }) => id === policyId)?.title ?? policyId;
  return [
    {
      actor: SYSTEM_ACTOR,
      action: 'policy.violated',
      productRef: ref,
      details: {
        title,
        ...(ownerRef ? { owner: ownerRef } : {}),
        policies: listed(
          errors.map(finding => `‘${titleOf(finding)}’`),
          ', ',
        ),
        message: listed(
          errors.map(({ message }) => message),
          '; ',
        ),
        remedy: listed(
          errors.map(({ remedy }) => remedy),
          ' ',
        ),
      },
    },
  ];
}
