import type { AclBinding } from '../kafka/KafkaPort';
import {
  evaluateAccess,
  type AccessQuestion,
  type AccessWorld,
} from './evaluateAccess';

function bind(overrides: Partial<AclBinding> = {}): AclBinding {
  return {
    resourceType: 'TOPIC',
    resourceName: 'sales.',
    patternType: 'PREFIXED',
    principal: 'User:route-planner',
    host: '*',
    operation: 'READ',
    permission: 'ALLOW',
    ...overrides,
  };
}

function world(
  bindings: AclBinding[],
  overrides: Partial<AccessWorld> = {},
): AccessWorld {
  return {
    bindings,
    superUsers: ['User:admin'],
    authorizer: 'standard',
    ...overrides,
  };
}

const read: AccessQuestion = {
  principal: 'User:route-planner',
  operation: 'READ',
  resourceType: 'TOPIC',
  resourceName: 'sales.orders.v1',
};

/** What each answer tells; that it is right, Kafka judges: see `evaluateAccess.oracle.test.ts`. */
describe('evaluateAccess', () => {
  it('names every binding that allows it, not only the first', () => {
    const bindings = [
      bind(),
      bind({ resourceName: 'sales.orders.v1', patternType: 'LITERAL' }),
      bind({ principal: 'User:*', operation: 'ALL' }),
      bind({ resourceName: 'sales.customers.', operation: 'READ' }),
    ];
    expect(evaluateAccess(world(bindings), read)).toEqual({
      verdict: 'allowed',
      reason: 'binding',
      allowedBy: bindings.slice(0, 3),
      deniedBy: [],
      otherHosts: [],
    });
  });

  it('names what would allow it where something denies it', () => {
    const deny = bind({ principal: 'User:*', permission: 'DENY' });
    expect(evaluateAccess(world([bind(), deny]), read)).toEqual({
      verdict: 'denied',
      reason: 'deny-binding',
      allowedBy: [bind()],
      deniedBy: [deny],
      otherHosts: [],
    });
  });

  it('tells the only hosts that it is allowed from, without those denied', () => {
    const bindings = [
      bind({ host: '10.0.0.2' }),
      bind({ host: '10.0.0.1' }),
      bind({ host: '10.0.0.3' }),
      bind({ host: '10.0.0.3', permission: 'DENY' }),
    ];
    expect(evaluateAccess(world(bindings), read)).toMatchObject({
      verdict: 'depends',
      reason: 'hosts',
      hosts: { rule: 'only', addresses: ['10.0.0.1', '10.0.0.2'] },
    });
  });

  it('tells the hosts that it is denied from, where it is allowed from any other', () => {
    const deny = bind({ host: '10.0.0.1', permission: 'DENY' });
    expect(evaluateAccess(world([bind(), deny]), read)).toMatchObject({
      verdict: 'depends',
      reason: 'hosts',
      deniedBy: [deny],
      hosts: { rule: 'except', addresses: ['10.0.0.1'] },
    });
  });

  it.each(['10.0.0.0/8', '::1', 'kafka-client.example', '010.0.0.1'])(
    'shows a binding for host %s apart: no client is ever at it',
    host => {
      const binding = bind({ host });
      expect(evaluateAccess(world([binding]), read)).toEqual({
        verdict: 'denied',
        reason: 'no-binding',
        allowedBy: [],
        deniedBy: [],
        otherHosts: [binding],
      });
    },
  );

  it('shows bindings for other hosts apart where the host is known', () => {
    const bindings = [bind({ host: '10.0.0.2' }), bind({ host: '10.0.0.1' })];
    expect(
      evaluateAccess(world(bindings), { ...read, host: '10.0.0.1' }),
    ).toEqual({
      verdict: 'allowed',
      reason: 'binding',
      allowedBy: [bindings[1]],
      deniedBy: [],
      otherHosts: [bindings[0]],
    });
  });

  it('never says denied, nor allowed, where another authorizer decides', () => {
    const external = { authorizer: 'external' as const };
    for (const bindings of [[], [bind()], [bind({ permission: 'DENY' })]]) {
      for (const principal of [read.principal, 'User:admin', 'User:*']) {
        expect(
          evaluateAccess(world(bindings, external), { ...read, principal }),
        ).toEqual({
          verdict: 'unknown',
          reason: 'external',
          allowedBy: [],
          deniedBy: [],
          otherHosts: [],
        });
      }
    }
  });

  it('lets everyone in on an open cluster until anything at all is bound to the resource', () => {
    const open = { authorizer: 'open' as const };
    const elsewhere = bind({ resourceName: 'sales.customers.' });
    expect(evaluateAccess(world([elsewhere], open), read)).toMatchObject({
      verdict: 'allowed',
      reason: 'open',
    });
    const others = bind({ principal: 'User:other', operation: 'ALTER' });
    expect(evaluateAccess(world([others], open), read)).toMatchObject({
      verdict: 'denied',
      reason: 'no-binding',
    });
  });

  it('looks at no binding for a super-user', () => {
    const deny = bind({ principal: 'User:admin', permission: 'DENY' });
    expect(
      evaluateAccess(world([deny]), { ...read, principal: 'User:admin' }),
    ).toMatchObject({ verdict: 'allowed', reason: 'super-user', deniedBy: [] });
  });

  it('takes no super-user to mean everyone', () => {
    const superUsers = ['User:*'];
    for (const principal of ['User:*', 'User:route-planner']) {
      expect(
        evaluateAccess(world([], { superUsers }), { ...read, principal })
          .verdict,
      ).toBe('denied');
    }
  });
});
