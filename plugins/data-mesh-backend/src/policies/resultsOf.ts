import type { PolicyCheck } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { ActiveExemptions } from '../exemptions/exemption';
import { toIso } from '../rows';
import { evaluatePolicy } from './evaluatePolicy';
import { blocks, stageAt, type Policy } from './policy';
import type { PolicyFacts } from './PolicyFacts';
import type { MeshView } from './readPolicyFacts';
import { readTightenings } from './readTightenings';

/** What policies find wrong with something before it is there: pure. */
export function resultsOf(
  facts: PolicyFacts,
  policies: Policy[],
  view: MeshView,
  exempt: ActiveExemptions,
  now: number,
): PolicyCheck['results'] {
  const tightenings = readTightenings(view.domainSpecs, policies);
  return policies.flatMap(policy => {
    const stage = stageAt(policy, now);
    const violations = evaluatePolicy(policy, facts, tightenings);
    if (stage === 'draft' || violations.length === 0) return [];
    const { id, title, severity, remedy } = policy;
    const exemption = exempt.of(id, facts.ref);
    return [
      {
        policy: id,
        title,
        severity,
        stage,
        blocks: blocks(policy, now) && !exemption,
        ...(exemption ? { exemptUntil: toIso(exemption.endsAt) } : {}),
        remedy,
        violations,
      },
    ];
  });
}
