import { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { messages, port, product, withPort } from './__testUtils__/products';
import { CLASSIFICATIONS, isTighterClassification } from './classifications';
import { validateDataProduct } from './validateDataProduct';

describe('validateDataProduct, on output ports', () => {
  it.each<[string, JsonObject, string]>([
    [
      'an illegal topic',
      { locations: [{ cluster: 'main', topic: 'sales orders' }] },
      'spec.outputPorts[0].locations[0].topic must be a Kafka topic name (1 to 249 letters, digits, ".", "_" or "-"; not "." or ".."), not "sales orders"',
    ],
    [
      'an illegal cluster',
      { locations: [{ cluster: 'Main', topic: 'sales.orders.v1' }] },
      'spec.outputPorts[0].locations[0].cluster must be a cluster name (up to 20 lower-case letters and digits, in parts joined by "-"), not "Main"',
    ],
    [
      'no location at all',
      { locations: [] },
      'spec.outputPorts[0].locations must have at least 1 entry',
    ],
    [
      'two topics in one cluster',
      {
        locations: [
          { cluster: 'main', topic: 'sales.orders.v1' },
          { cluster: 'main', topic: 'sales.orders.v2' },
        ],
      },
      'spec.outputPorts[0].locations[1].cluster must differ from the port\'s other locations, but spec.outputPorts[0].locations[0] is in cluster "main" too',
    ],
    [
      'an availability above 100',
      { slo: { availability: 100.5 } },
      'spec.outputPorts[0].slo.availability must be <= 100, not 100.5',
    ],
    [
      'a freshness that is no duration',
      { slo: { freshness: '5m' } },
      'spec.outputPorts[0].slo.freshness must be an ISO 8601 duration such as PT5M or P90D, not "5m"',
    ],
    [
      'a consumer group whose lag is promised twice',
      {
        slo: {
          lag: [
            { group: 'reader', max: 10 },
            { group: 'reader', max: 20 },
          ],
        },
      },
      'spec.outputPorts[0].slo.lag[1].group must be unique, but spec.outputPorts[0].slo.lag[0] is about group "reader" too',
    ],
    [
      'a successor that is no port',
      { deprecation: { replacedBy: 'orders-v9' } },
      'spec.outputPorts[0].deprecation.replacedBy must be the name of another output port of this product, not "orders-v9"',
    ],
    [
      'a port that replaces itself',
      { deprecation: { replacedBy: 'orders-v1' } },
      'spec.outputPorts[0].deprecation.replacedBy must be the name of another output port of this product, not "orders-v1"',
    ],
  ])('refuses a port with %s', (_, over, expected) => {
    expect(messages(withPort(over))).toEqual([expected]);
  });

  it('refuses a name or a topic that two ports share', () => {
    expect(messages(product({ outputPorts: [port, port] }))).toEqual([
      'spec.outputPorts[1].name must be unique, but spec.outputPorts[0] is called "orders-v1" too',
      'spec.outputPorts[1].locations[0].topic must not be listed twice, but spec.outputPorts[0].locations[0] is topic "sales.orders.v1" of cluster "main" too',
    ]);
  });

  it('refuses a port exactly if it is less classified than its product', () => {
    const any = fc.constantFrom(...CLASSIFICATIONS);
    fc.assert(
      fc.property(any, any, (base, own) => {
        const problems = validateDataProduct(
          product({
            classification: base,
            outputPorts: [{ ...port, classification: own }],
          }),
        );
        expect(problems.length > 0).toBe(isTighterClassification(base, own));
      }),
    );
  });
});
