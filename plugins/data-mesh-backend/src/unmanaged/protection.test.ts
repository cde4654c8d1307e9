import fc from 'fast-check';
import { bindingLists } from '../explain/__testUtils__/worlds';
import { protectionOf } from './protection';

const RESERVED = {
  superUsers: ['User:admin', 'User:broker-1'],
  own: ['User:data-mesh-sync', 'User:data-mesh-provisioning'],
};
const OUT_OF_BOUNDS = [...RESERVED.superUsers, ...RESERVED.own];
// As near to those as can be.
const OTHERS = [
  'User:*',
  'User:adm',
  'User:admin2',
  'User:Admin',
  'user:admin',
  'Group:admin',
  'User:data-mesh-sync2',
  'User:route-planner',
];

const bindings = bindingLists(
  ['TOPIC', 'GROUP', 'TRANSACTIONAL_ID', 'CLUSTER', 'USER'],
  ['READ', 'ALL', 'ALTER', 'DESCRIBE'],
  10,
  {
    names: () => ['kafka-cluster', '*', 'a'],
    principals: [...OUT_OF_BOUNDS, ...OTHERS],
    hosts: ['*', '10.0.0.1'],
  },
);

describe('protectionOf', () => {
  it('keeps us from whatever is about the cluster, super-users and ourselves, and from nothing else', () => {
    fc.assert(
      fc.property(bindings, list => {
        const isProtected = list.filter(
          b =>
            b.resourceType === 'CLUSTER' || OUT_OF_BOUNDS.includes(b.principal),
        );
        expect(list.filter(b => protectionOf(b, RESERVED))).toEqual(
          isProtected,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('protects the cluster where nobody is reserved, too', () => {
    fc.assert(
      fc.property(bindings, list => {
        const nobody = { superUsers: [], own: [] };
        expect(list.filter(b => protectionOf(b, nobody))).toEqual(
          list.filter(b => b.resourceType === 'CLUSTER'),
        );
      }),
    );
  });

  it('says in a sentence why', () => {
    const about = (resourceType: 'TOPIC' | 'CLUSTER', principal: string) =>
      protectionOf(
        {
          resourceType,
          resourceName: 'a',
          patternType: 'LITERAL',
          principal,
          host: '*',
          operation: 'READ',
          permission: 'ALLOW',
        },
        RESERVED,
      );
    expect(about('CLUSTER', 'User:a')).toMatch(/^It is about the cluster.*\.$/);
    expect(about('TOPIC', RESERVED.own[0])).toMatch(/^It is one of the suite/);
    expect(about('TOPIC', RESERVED.superUsers[0])).toMatch(/super-user/);
  });
});
