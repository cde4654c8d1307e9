import { parseNamingTemplate } from './naming';
import { suggestTopicName } from './suggestTopicName';

const TEMPLATES = [
  '{domain}.{product}.{version}',
  '{domain}.{product}.{stream}.{version}',
].map(parseNamingTemplate);
const PREFIXES = [
  { prefix: 'sales.pricing.', domainRef: 'domain:default/pricing' },
  { prefix: 'sales.', domainRef: 'domain:default/revenue' },
];
const named = (domain: string, product = 'returns') =>
  suggestTopicName(
    { domainRef: `domain:default/${domain}`, product, version: 'v1' },
    PREFIXES,
    TEMPLATES,
  );

describe('the name suggested for a topic', () => {
  it('follows the naming template, with the name of the domain', () => {
    expect(named('logistics')).toBe('logistics.returns.v1');
  });

  it('begins with the prefix that the cluster has for the domain', () => {
    expect(named('pricing')).toBe('sales.pricing.returns.v1');
  });

  it('is none where it would belong to another domain', () => {
    // `sales.` is of another one on this cluster.
    expect(named('sales')).toBeUndefined();
    expect(
      suggestTopicName(
        {
          domainRef: 'domain:default/sales',
          product: 'returns',
          version: 'v1',
        },
        [],
        [parseNamingTemplate('{environment}.{domain}.{product}')],
      ),
    ).toBeUndefined();
  });

  it('is none that Kafka would refuse', () => {
    expect(named('logistics', 'ä')).toBeUndefined();
    expect(named('logistics', 'x'.repeat(240))).toBeUndefined();
  });
});
