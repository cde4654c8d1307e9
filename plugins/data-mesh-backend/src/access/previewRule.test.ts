import { previewRule } from './previewRule';

const NOW = 1_790_000_000_000;
const settings = {
  maxDuration: 'P180D',
  rules: [
    {
      name: 'customer-data',
      when: { domain: ['domain:default/customer'] },
      steps: ['owner' as const, 'steward' as const],
      maxDuration: 'P30D',
    },
  ],
};
const preview = (domain: string, classification: string) =>
  previewRule(
    {
      domainRef: `domain:default/${domain}`,
      classification,
      environment: 'production',
    },
    settings,
    new Map([['domain:default/hr', { accessRule: 'customer-data' }]]),
    NOW,
  );

it('is the rule that a request of another team would meet', () => {
  expect(preview('sales', 'internal')).toEqual({
    rule: 'owner',
    steps: ['owner'],
    maxDuration: 'P180D',
  });
  expect(preview('sales', 'public').steps).toEqual([]);
  expect(preview('sales', 'restricted').maxDuration).toBe('P30D');
  expect(preview('customer', 'internal').steps).toEqual(['owner', 'steward']);
});

it('follows the rule that a domain names, where its conditions hold', () => {
  // The rule is about another domain.
  expect(preview('hr', 'internal').rule).toBe('owner');
});
