import { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { ANNOTATION_ORIGIN } from './annotations';
import { isDataProductEntity } from './DataProductEntityV1alpha1';
import { formatEntityProblems } from './problems';
import { messages, port, product, unchecked } from './__testUtils__/products';
import { validateDataProduct } from './validateDataProduct';

describe('validateDataProduct', () => {
  it('accepts a product with every field', () => {
    const entity = product({
      quality: 'curated',
      tier: 'tier-1',
      classification: 'internal',
      support: { channel: '#orders', url: 'https://example.com/orders' },
      producedBy: ['component:default/order-service', 'order-archive'],
      inputPorts: [
        { name: 'customers', product: 'customers', port: 'customers-v1' },
      ],
      outputPorts: [
        {
          ...port,
          classification: 'confidential',
          locations: [
            { cluster: 'main', topic: 'sales.orders.v1' },
            { cluster: 'staging', topic: 'sales.orders.v1' },
          ],
          deprecation: { replacedBy: 'orders-v2' },
        },
        {
          name: 'orders-v2',
          type: 'kafka',
          locations: [{ cluster: 'main', topic: 'sales.orders.v2' }],
        },
      ],
      anonymisation: { of: ['customers'], reason: 'Only counts leave' },
      access: { maxDuration: 'P90D', samples: true },
      deprecation: {
        sunset: '2027-03-01',
        replacedBy: 'dataproduct:default/sales-orders',
        message: 'Please move',
      },
    });
    expect(validateDataProduct(entity)).toEqual([]);
    expect(isDataProductEntity(entity)).toBe(true);
  });

  it.each([
    ['lifecycle', 'spec.lifecycle is required'],
    ['type', 'spec.type is required'],
    ['owner', 'spec.owner is required'],
    ['domain', 'spec.domain is required'],
    ['outputPorts', 'spec.outputPorts is required'],
  ])('asks for spec.%s', (field, expected) => {
    const entity = product();
    delete (entity.spec as JsonObject)[field];
    expect(messages(entity)).toEqual([expected]);
  });

  it('lets only a discovered product do without owner', () => {
    const entity = product({ owner: undefined });
    delete entity.spec.owner;
    const from = (origin: string) => ({
      ...entity,
      metadata: {
        ...entity.metadata,
        annotations: { [ANNOTATION_ORIGIN]: origin },
      },
    });
    expect(messages(from('discovered'))).toEqual([]);
    expect(messages(from('published'))).toEqual(['spec.owner is required']);
    expect(messages(from('declared'))).toEqual(['spec.owner is required']);
  });

  it('names the version that it does not know', () => {
    expect(messages({ ...product(), apiVersion: 'data-mesh/v2' })).toEqual([
      'apiVersion must be "data-mesh/v1alpha1", not "data-mesh/v2"',
    ]);
  });

  it.each<[string, JsonObject, string]>([
    [
      'a misspelt field',
      { clasification: 'public' },
      'spec.clasification is not a known field; known are type, lifecycle, owner, domain, quality, tier, classification, support, producedBy, inputPorts, outputPorts, anonymisation, access, deprecation',
    ],
    [
      'an unknown lifecycle',
      { lifecycle: 'alpha' },
      'spec.lifecycle must be one of draft, experimental, production, deprecated, retired, not "alpha"',
    ],
    [
      'an owner of another kind',
      { owner: 'component:default/order-service' },
      'spec.owner must refer to a Group or User, not "component:default/order-service"',
    ],
    [
      'an owner that is no ref',
      { owner: 'order team' },
      'spec.owner must be an entity ref such as group:default/name, not "order team"',
    ],
    [
      'a domain that is a system',
      { domain: 'system:sales' },
      'spec.domain must refer to a Domain, not "system:sales"',
    ],
    [
      'a producer that is a team',
      { producedBy: ['order-service', 'group:default/order-team'] },
      'spec.producedBy[1] must refer to a Component or System or Resource, not "group:default/order-team"',
    ],
    [
      'an input that is no product',
      { inputPorts: [{ name: 'a', product: 'api:default/a', port: 'a-v1' }] },
      'spec.inputPorts[0].product must refer to a DataProduct, not "api:default/a"',
    ],
    [
      'two input ports of one name',
      {
        inputPorts: [
          { name: 'a', product: 'a', port: 'a-v1' },
          { name: 'a', product: 'b', port: 'b-v1' },
        ],
      },
      'spec.inputPorts[1].name must be unique, but spec.inputPorts[0] is called "a" too',
    ],
    [
      'an anonymisation of no input port',
      { anonymisation: { of: ['customers'], reason: 'counted' } },
      'spec.anonymisation.of[0] must be the name of an input port, but there is no "customers"',
    ],
    [
      'a duration in words',
      { access: { maxDuration: '90 days' } },
      'spec.access.maxDuration must be an ISO 8601 duration such as PT5M or P90D, not "90 days"',
    ],
    [
      'a duration of nothing',
      { access: { maxDuration: 'P0D' } },
      'spec.access.maxDuration must be an ISO 8601 duration such as PT5M or P90D, not "P0D"',
    ],
    [
      'a sunset that is no day',
      { deprecation: { sunset: '2027-02-30' } },
      'spec.deprecation.sunset must be a date such as 2027-03-01, not "2027-02-30"',
    ],
    [
      'an end without a day',
      { deprecation: { message: 'soon' } },
      'spec.deprecation.sunset is required as long as spec.lifecycle is production',
    ],
    [
      'a successor that is no product',
      { deprecation: { sunset: '2027-03-01', replacedBy: 'api:orders' } },
      'spec.deprecation.replacedBy must refer to a DataProduct, not "api:orders"',
    ],
    [
      'a support link that is no web page',
      { support: { url: 'ftp://example.com/orders' } },
      'spec.support.url must be an http or https URL, not "ftp://example.com/orders"',
    ],
    [
      'a text where a list belongs',
      { outputPorts: 'sales.orders.v1' },
      'spec.outputPorts must be an array, not "sales.orders.v1"',
    ],
  ])('refuses %s', (_, spec, expected) => {
    expect(messages(unchecked(spec))).toEqual([expected]);
  });

  it('lets a deprecated product end without a day', () => {
    const deprecation = { message: 'gone' };
    expect(messages(product({ lifecycle: 'deprecated', deprecation }))).toEqual(
      [],
    );
    expect(messages(product({ lifecycle: 'retired', deprecation }))).toEqual(
      [],
    );
  });

  it('reports all problems at once, as one sentence', () => {
    const entity = unchecked({ tier: 'gold', access: { samples: 'yes' } });
    expect(formatEntityProblems(entity, validateDataProduct(entity))).toBe(
      'DataProduct "orders" is not valid: spec.tier must be one of tier-1, tier-2, tier-3, not "gold"; spec.access.samples must be a boolean, not "yes"',
    );
  });

  it('never throws and always names a field, whatever the descriptor holds', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), spec => {
        for (const { path, message } of validateDataProduct(
          unchecked(JSON.parse(JSON.stringify(spec))),
        )) {
          expect(path).toMatch(/^spec/);
          expect(message).not.toBe('');
        }
      }),
    );
  });
});
