import { allOf } from '../parameters';
import type { PolicyFacts } from '../PolicyFacts';
import { policyRule } from '../PolicyRule';

const WANTED = ['description', 'support', 'slo', 'tier', 'classification'];

function missing(facts: PolicyFacts, what: string): string[] {
  switch (what) {
    case 'description':
      return facts.description?.trim() ? [] : ['description'];
    case 'support':
      return facts.support.channel || facts.support.url ? [] : ['support'];
    case 'tier':
      return facts.tier ? [] : ['tier'];
    case 'classification':
      return facts.ports
        .filter(port => !port.classification)
        .map(port => `classification of port ${port.name}`);
    default:
      return facts.ports
        .filter(port => Object.keys(port.slo).length === 0)
        .map(port => `slo of port ${port.name}`);
  }
}

/** What consumers need to know stands in the product. */
export const promises = policyRule({
  type: 'promises',
  title: 'Products say what consumers need to know',
  parameters: {
    wanted: allOf('What a product has to say', WANTED),
  },
  check: (facts, { wanted }) =>
    wanted
      .flatMap(what => missing(facts, what))
      .map(subject => ({
        subject,
        value: 'none',
        message: `${facts.title} has no ${subject}`,
      })),
});
