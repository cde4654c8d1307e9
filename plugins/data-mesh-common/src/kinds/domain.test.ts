import { Entity } from '@backstage/catalog-model';
import { JsonValue } from '@backstage/types';
import { isDataDomain, validateDomainDataMesh } from './domain';

function domain(dataMesh?: JsonValue, type = 'data-domain'): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Domain',
    metadata: { name: 'sales' },
    spec: {
      owner: 'sales-division',
      type,
      ...(dataMesh === undefined ? {} : { dataMesh }),
    },
  };
}

describe('validateDomainDataMesh', () => {
  it('leaves domains alone that have nothing to do with the mesh', () => {
    expect(validateDomainDataMesh(domain(undefined, 'product-area'))).toEqual(
      [],
    );
    expect(isDataDomain(domain(undefined, 'product-area'))).toBe(false);
  });

  it('accepts a domain with every field', () => {
    const entity = domain({
      steward: 'user:default/sam',
      defaultClassification: 'internal',
      accessRule: 'steward-then-owner',
      policies: { 'needs-schema': { formats: ['AVRO'] } },
    });
    expect(validateDomainDataMesh(entity)).toEqual([]);
    expect(isDataDomain(entity)).toBe(true);
  });

  it.each<[string, JsonValue, string, string]>([
    [
      'a steward that is a component',
      { steward: 'component:default/sam' },
      'spec.dataMesh.steward',
      'must refer to a User or Group, not "component:default/sam"',
    ],
    [
      'a steward that may be a person or a group',
      { steward: 'sam' },
      'spec.dataMesh.steward',
      'must name its kind, as user:default/sam or group:default/sam does, not "sam"',
    ],
    [
      'an unknown classification',
      { defaultClassification: 'secret' },
      'spec.dataMesh.defaultClassification',
      'must be one of public, internal, confidential, restricted, not "secret"',
    ],
    [
      'a misspelt field',
      { stewards: [] },
      'spec.dataMesh.stewards',
      'is not a known field; known are steward, defaultClassification, accessRule, policies',
    ],
    [
      'policies without parameters',
      { policies: { 'needs-schema': true } },
      'spec.dataMesh.policies.needs-schema',
      'must be an object, not true',
    ],
    [
      'a policy whose ID cannot be one',
      { policies: { 'Needs Schema': {} } },
      'spec.dataMesh.policies.Needs Schema',
      'must be named by the ID of a policy (lower-case letters and digits, in parts joined by "-")',
    ],
    [
      'a text',
      'internal',
      'spec.dataMesh',
      'must be an object, not "internal"',
    ],
    ['nothing', null, 'spec.dataMesh', 'must be an object, not null'],
  ])('refuses %s', (_, dataMesh, path, message) => {
    expect(validateDomainDataMesh(domain(dataMesh))).toEqual([
      { path, message },
    ]);
  });

  it('refuses the extension on a domain of another type, where it would be ignored', () => {
    expect(validateDomainDataMesh(domain({}, 'product-area'))).toEqual([
      {
        path: 'spec.type',
        message: 'must be "data-domain" where spec.dataMesh is set',
      },
    ]);
  });
});
