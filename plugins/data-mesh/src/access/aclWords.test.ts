import { anAcl } from '../__testUtils__/access';
import { aclTuple, aclWords } from './aclWords';

describe('aclWords', () => {
  it.each([
    [{}, 'may read topic sales.orders.v1'],
    [
      { resourceType: 'GROUP', resourceName: 'route-planner' },
      'may use consumer group route-planner',
    ],
    [
      {
        resourceType: 'GROUP',
        resourceName: 'route-planner-',
        patternType: 'PREFIXED',
      },
      'may use consumer groups that begin with route-planner-',
    ],
    [{ operation: 'WRITE' }, 'may write topic sales.orders.v1'],
    [
      {
        operation: 'WRITE',
        resourceType: 'TRANSACTIONAL_ID',
        resourceName: 'tx-',
        patternType: 'PREFIXED',
      },
      'may use transactional IDs that begin with tx-',
    ],
    [
      { operation: 'ALL', resourceName: 'app-', patternType: 'PREFIXED' },
      'may do everything with topics that begin with app-',
    ],
    [
      { resourceType: 'SUBJECT', resourceName: 'orders-value' },
      'may read schemas of subject orders-value',
    ],
    [{ resourceName: '*' }, 'may read every topic'],
    [
      { permission: 'DENY' as const, host: '10.0.0.1' },
      'must not read topic sales.orders.v1, from 10.0.0.1 only',
    ],
    [
      { operation: 'ALTER_CONFIGS' },
      'may alter configs on topic sales.orders.v1',
    ],
  ])('says of %j that it %s', (overrides, words) => {
    expect(aclWords(anAcl(overrides))).toBe(words);
  });

  it('has every part in the exact form', () => {
    expect(aclTuple(anAcl())).toBe(
      'ALLOW User:route-planner READ TOPIC LITERAL sales.orders.v1 from host *',
    );
  });
});
