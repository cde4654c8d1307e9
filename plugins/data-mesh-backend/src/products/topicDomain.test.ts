import fc from 'fast-check';
import {
  KubernetesValidatorFunctions,
  parseEntityRef,
} from '@backstage/catalog-model';
import { parseNamingTemplate } from './naming';
import { domainRefOf, placeOf } from './topicDomain';

const templates = [parseNamingTemplate('{domain}.{product}.{version}')];
const prefixes = [
  { prefix: 'logistics.fleet.', domainRef: 'domain:default/fleet' },
  { prefix: 'logistics.', domainRef: 'domain:default/logistics' },
];

describe('placeOf', () => {
  it('takes the domain from the naming template', () => {
    expect(placeOf('sales.orders.v1', prefixes, templates)).toEqual({
      domainRef: 'domain:default/sales',
      parsed: { domain: 'sales', product: 'orders', version: 'v1' },
    });
  });

  it('lets a configured prefix decide, the longest that was put first', () => {
    expect(
      placeOf('logistics.fleet.positions.v1', prefixes, templates),
    ).toEqual({
      domainRef: 'domain:default/fleet',
      parsed: { product: 'positions', version: 'v1' },
    });
    expect(placeOf('logistics.shipments.v1', prefixes, templates)).toEqual({
      domainRef: 'domain:default/logistics',
      parsed: { product: 'shipments', version: 'v1' },
    });
  });

  it('keeps a topic in the domain of its prefix, also if the rest follows no template', () => {
    expect(placeOf('logistics.dump', prefixes, templates)).toEqual({
      domainRef: 'domain:default/logistics',
    });
  });

  it('gives a topic that fits nothing no domain', () => {
    expect(placeOf('legacy_dump', prefixes, templates)).toEqual({});
  });

  it('gives no domain where the template has no token for it', () => {
    expect(
      placeOf('orders.v1', [], [parseNamingTemplate('{product}.{version}')]),
    ).toEqual({ parsed: { product: 'orders', version: 'v1' } });
  });
});

describe('domainRefOf', () => {
  const token = fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9_-]{1,100}$/),
    fc.stringMatching(/^[aA_-]{1,4}$/),
  );

  it('gives every domain of a template a legal name', () => {
    fc.assert(
      fc.property(token, text => {
        const { name } = parseEntityRef(domainRefOf(text));
        expect(KubernetesValidatorFunctions.isValidObjectName(name)).toBe(true);
      }),
    );
  });

  it('gives two domains two references, also after lower-casing', () => {
    fc.assert(
      fc.property(token, token, (a, b) => {
        fc.pre(a !== b);
        expect(domainRefOf(a).toLowerCase()).not.toBe(
          domainRefOf(b).toLowerCase(),
        );
      }),
      { numRuns: 2000 },
    );
  });
});
