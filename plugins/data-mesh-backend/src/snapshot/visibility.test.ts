import fc from 'fast-check';
import type { AclBinding } from '../kafka/KafkaPort';
import { FULL_VIEW } from './__testUtils__/FakeKafka';
import { provesFullView } from './visibility';

const [PROOF] = FULL_VIEW;
const acl = (over: Partial<AclBinding> = {}): AclBinding => ({
  ...PROOF,
  ...over,
});

const anyAcl: fc.Arbitrary<AclBinding> = fc.record({
  resourceType: fc.constantFrom('TOPIC', 'GROUP', 'CLUSTER'),
  resourceName: fc.constantFrom('*', 'sales.', 'a'),
  patternType: fc.constantFrom('LITERAL', 'PREFIXED'),
  principal: fc.constantFrom('User:sync', 'User:*', 'User:other'),
  host: fc.constantFrom('*', '10.0.0.1'),
  operation: fc.constantFrom(
    'ALL',
    'READ',
    'WRITE',
    'DESCRIBE',
    'DESCRIBE_CONFIGS',
    'CREATE',
  ),
  permission: fc.constantFrom('ALLOW', 'DENY'),
});

describe('provesFullView', () => {
  it.each([
    ['DESCRIBE on all topics', acl()],
    ['READ on all topics, which implies it', acl({ operation: 'READ' })],
    ['ALL on all topics', acl({ operation: 'ALL' })],
    ['what is given to everybody', acl({ principal: 'User:*' })],
  ])('is given by %s', (_, binding) => {
    expect(provesFullView('User:sync', [], [binding], 'TOPIC')).toBe(true);
  });

  it.each([
    ['on groups', acl({ resourceType: 'GROUP' })],
    ['of another principal', acl({ principal: 'User:other' })],
    ['from one host only', acl({ host: '10.0.0.1' })],
    ['of a topic that is called * by prefix', acl({ patternType: 'PREFIXED' })],
    ['of one topic', acl({ resourceName: 'sales.orders.v1' })],
    ['to see configuration alone', acl({ operation: 'DESCRIBE_CONFIGS' })],
    ['to create, which implies nothing', acl({ operation: 'CREATE' })],
    ['that is a DENY', acl({ permission: 'DENY' })],
  ])('is not given by a right %s', (_, binding) => {
    expect(provesFullView('User:sync', [], [binding], 'TOPIC')).toBe(false);
  });

  it.each([
    ['everything', acl({ permission: 'DENY', operation: 'ALL' })],
    ['one topic', acl({ permission: 'DENY', resourceName: 'secret' })],
    ['one host', acl({ permission: 'DENY', host: '10.0.0.1' })],
    ['everybody', acl({ permission: 'DENY', principal: 'User:*' })],
  ])('is taken away by a DENY on %s', (_, denial) => {
    expect(provesFullView('User:sync', [], [PROOF, denial], 'TOPIC')).toBe(
      false,
    );
  });

  it('is not taken away by a DENY of something else', () => {
    for (const denial of [
      acl({ permission: 'DENY', principal: 'User:other' }),
      acl({ permission: 'DENY', operation: 'WRITE' }),
      acl({ permission: 'DENY', resourceType: 'GROUP' }),
    ]) {
      expect(provesFullView('User:sync', [], [PROOF, denial], 'TOPIC')).toBe(
        true,
      );
    }
  });

  it('is given to a super-user by being one', () => {
    expect(provesFullView('User:sync', ['User:sync'], [], 'TOPIC')).toBe(true);
    expect(provesFullView('User:sync', ['User:other'], [], 'TOPIC')).toBe(
      false,
    );
  });

  it('cannot be had without knowing who we are', () => {
    fc.assert(
      fc.property(fc.array(anyAcl), acls => {
        expect(
          provesFullView(
            undefined,
            ['User:sync'],
            [...acls, acl({ principal: 'User:*' })],
            'TOPIC',
          ),
        ).toBe(false);
      }),
    );
  });

  it('is never gained by a DENY, nor lost by an ALLOW', () => {
    fc.assert(
      fc.property(fc.array(anyAcl), anyAcl, (acls, one) => {
        const before = provesFullView('User:sync', [], acls, 'TOPIC');
        const after = provesFullView('User:sync', [], [...acls, one], 'TOPIC');
        expect(
          one.permission === 'DENY' ? after && !before : before && !after,
        ).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
