import type { AclFacts, PolicyFacts } from '../PolicyFacts';
import { inUse } from './inUse';
import { soundAcls } from './soundAcls';

const acl = (over: Partial<AclFacts> = {}): AclFacts => ({
  principal: 'User:planner',
  host: '*',
  operation: 'READ',
  permission: 'ALLOW',
  resource: 'sales.orders.v1',
  ...over,
});

function facts(over: Partial<PolicyFacts>, acls?: AclFacts[]): PolicyFacts {
  return {
    ref: 'dataproduct:default/orders',
    title: 'Orders',
    origin: 'declared',
    domains: [],
    lifecycle: 'production',
    support: {},
    consumers: [],
    inputs: [],
    ports: [
      {
        name: 'v1',
        schemas: [],
        bypasses: [],
        slo: {},
        topics: [
          {
            cluster: 'main',
            environment: 'production',
            name: 'sales.orders.v1',
            live: {
              partitions: 1,
              replicationFactor: 1,
              configs: {},
              ...(acls ? { acls } : {}),
            },
          },
        ],
      },
    ],
    ...over,
  };
}

describe('sound-acls', () => {
  const find = (acls: AclFacts[] | undefined, except: string[] = []) =>
    soundAcls.check(facts({}, acls), { except }).map(v => v.message);

  it('lets an ACL be that names a principal and a topic, or a prefix', () => {
    expect(find([acl(), acl({ resource: 'sales.*' })])).toEqual([]);
    expect(find(undefined)).toEqual([]);
  });

  it('finds what is for everyone, or about everything, but to know that it is there', () => {
    expect(find([acl({ principal: 'User:*' })])).toEqual([
      'ACL ALLOW READ of User:* on sales.orders.v1, which is about topic sales.orders.v1 of main, is for everyone',
    ]);
    expect(find([acl({ resource: '*', operation: 'ALL' })])).toEqual([
      'ACL ALLOW ALL of User:planner on *, which is about topic sales.orders.v1 of main, is about every topic',
    ]);
    expect(find([acl({ resource: '*', operation: 'DESCRIBE' })])).toEqual([]);
    const admin = acl({ principal: 'User:admin', resource: '*' });
    expect(find([admin], ['User:admin'])).toEqual([]);
  });

  it.each<[string, Partial<AclFacts>]>([
    ['for everyone', { principal: 'User:*' }],
    ['of all operations', { operation: 'ALL' }],
    ['by a prefix', { resource: 'sales.*' }],
  ])('finds what a DENY %s makes vain', (_, deny) => {
    expect(find([acl(), acl({ permission: 'DENY', ...deny })])).toEqual([
      expect.stringMatching(/never takes effect: DENY .* wins$/),
    ]);
  });

  it.each<[string, Partial<AclFacts>]>([
    ['for another', { principal: 'User:other' }],
    ['of another operation', { operation: 'WRITE' }],
    ['at one host', { host: '10.0.0.1' }],
  ])('lets be what a DENY %s leaves something of', (_, deny) => {
    expect(find([acl(), acl({ permission: 'DENY', ...deny })])).toEqual([]);
  });

  it('lets a domain only take exceptions away', () => {
    const { tighten } = soundAcls.parameters.except;
    expect(tighten([], ['User:a'])).toEqual([]);
    expect(tighten(['User:a', 'User:b'], ['User:b', 'User:c'])).toEqual([
      'User:b',
    ]);
    expect(tighten(['User:a'], [])).toEqual([]);
  });
});

describe('in-use', () => {
  const find = (use: PolicyFacts['use'], over: Partial<PolicyFacts> = {}) =>
    inUse.check(facts({ use, ...over }), { days: 90 }).map(v => v.message);

  it.each<[PolicyFacts['use'], boolean]>([
    [undefined, false],
    [{ watchedDays: 90 }, false],
    [{ watchedDays: 91 }, true],
    [{ watchedDays: 300, unreadDays: 0 }, false],
    [{ watchedDays: 300, unreadDays: 90 }, false],
    [{ watchedDays: 300, unreadDays: 91 }, true],
    // A group that is older than our watching.
    [{ watchedDays: 10, unreadDays: 200 }, false],
  ])('of %j finds something: %s', (use, isFound) => {
    expect(find(use)).toHaveLength(isFound ? 1 : 0);
  });

  it('says who could read it all the same', () => {
    const consumer = {
      ref: 'component:default/planner',
      principal: 'User:planner',
      mode: 'read',
      environment: 'production',
      cluster: 'main',
      topic: 'sales.orders.v1',
    };
    const consumers = [consumer, { ...consumer, mode: 'write' }];
    expect(find({ watchedDays: 100 }, { consumers })).toEqual([
      'No consumer group has read Orders for 100 days, though 1 grant allows it',
    ]);
  });
});
