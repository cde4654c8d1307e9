import type { PolicyCheck } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { ActiveExemptions } from '../exemptions/exemption';
import { withTopics, type PlannedTopic } from './checkTopic';
import type { Policy } from './policy';
import { PolicyFactsMaker, type MeshView } from './readPolicyFacts';
import { resultsOf } from './resultsOf';

type Results = PolicyCheck['results'];

/** What one finding says, to tell it from others of its policy. */
const keyOf = (
  policy: string,
  { subject, value }: { [key: string]: unknown },
) => JSON.stringify([policy, subject, value]);

/**
 * What policies would find wrong with a topic, in the product that has it, once
 * it is changed. What is wrong today and stays as it is does not count: it is
 * no reason to refuse something else. Pure.
 */
export function checkTopicChange(
  topic: PlannedTopic,
  view: MeshView,
  policies: Policy[],
  exempt: ActiveExemptions,
  now: number,
): Results {
  const product = view.products.find(({ ports }) =>
    ports.some(({ locations }) =>
      locations.some(
        at => at.cluster === topic.cluster && at.topic === topic.name,
      ),
    ),
  );
  if (!product) return [];
  const find = (seen: MeshView): Results =>
    resultsOf(
      new PolicyFactsMaker(seen).factsOf(product),
      policies,
      view,
      exempt,
      now,
    );
  const today = new Set(
    find(view).flatMap(({ policy, violations }) =>
      violations.map(violation => keyOf(policy, violation)),
    ),
  );
  return find(withTopics(view, [topic])).flatMap(result => {
    const violations = result.violations.filter(
      violation => !today.has(keyOf(result.policy, violation)),
    );
    return violations.length > 0 ? [{ ...result, violations }] : [];
  });
}
