import { levelAfter, subjectPairs } from './SchemaPromotion';

const item = (subject?: string) => ({
  port: 'v1',
  ...(subject ? { subject } : {}),
  from: { cluster: 'test', environment: 'test', topic: 'test.orders' },
  to: { cluster: 'prod', environment: 'production', topic: 'prod.orders' },
  isLocated: false,
});

describe('subjects of a topic that is promoted', () => {
  it('follow its name, but for one that is not named after it', () => {
    const key = { source: 'test.orders-key', target: 'prod.orders-key' };
    const value = { source: 'test.orders-value', target: 'prod.orders-value' };
    expect(subjectPairs(item())).toEqual([value, key]);
    expect(subjectPairs(item('test.orders-value'))).toEqual([value, key]);
    expect(subjectPairs(item('shop.Order'))).toEqual([
      { source: 'shop.Order', target: 'shop.Order' },
      key,
    ]);
  });

  it('have a level that never promises readers less than before', () => {
    expect(levelAfter('BACKWARD', 'NONE', true)).toBe('BACKWARD');
    expect(levelAfter('NONE', 'BACKWARD', true)).toBe('NONE');
    expect(levelAfter('FULL', 'BACKWARD', false)).toBe('FULL');
    expect(levelAfter('BACKWARD', 'FULL', false)).toBe('FULL');
    expect(levelAfter(undefined, 'FULL', false)).toBe('FULL');
  });
});
