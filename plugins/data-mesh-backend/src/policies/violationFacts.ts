import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { HistoryAction } from '../history/actions';
import { SYSTEM_ACTOR, type HistoryFact } from '../history/appendHistory';
import type { Finding } from './findings';
import type { Policy } from './policy';

const MAX_TOLD = 3;

/** The first of some texts, each once, and how many more there are. */
export function listed(texts: string[], separator: string): string {
  const all = [...new Set(texts)];
  const more = all.length - MAX_TOLD;
  return [
    ...all.slice(0, MAX_TOLD),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join(separator);
}

type Violator = Pick<MeshProduct, 'ref' | 'title' | 'ownerRef'>;

/** One entry for all that is wrong with a product, by which its owner is told. */
function entryOf(
  action: HistoryAction,
  { ref, title, ownerRef }: Violator,
  findings: Finding[],
  policies: Policy[],
): HistoryFact {
  const titleOf = ({ policyId }: Finding) =>
    policies.find(({ id }) => id === policyId)?.title ?? policyId;
  return {
    actor: SYSTEM_ACTOR,
    action,
    productRef: ref,
    details: {
      title,
      ...(ownerRef ? { owner: ownerRef } : {}),
      policies: listed(
        findings.map(finding => `‘${titleOf(finding)}’`),
        ', ',
      ),
      message: listed(
        findings.map(({ message }) => message),
        '; ',
      ),
      remedy: listed(
        findings.map(({ remedy }) => remedy),
        ' ',
      ),
    },
  };
}

/**
 * What the history has of findings that are new: one entry for the errors of a
 * product. Milder ones are nobody's alarm.
 */
export function violationFacts(
  product: Violator,
  fresh: Finding[],
  policies: Policy[],
): HistoryFact[] {
  const errors = fresh.filter(({ severity }) => severity === 'error');
  return errors.length > 0
    ? [entryOf('policy.violated', product, errors, policies)]
    : [];
}

/**
 * What it has of findings that were only told of until now, and have something
 * stopped from now on.
 */
export function enforcementFacts(
  product: Violator,
  enforced: Finding[],
  policies: Policy[],
): HistoryFact[] {
  return enforced.length > 0
    ? [entryOf('policy.enforced', product, enforced, policies)]
    : [];
}
