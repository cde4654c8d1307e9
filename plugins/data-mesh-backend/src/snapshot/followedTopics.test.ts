import { topicFilter } from './followedTopics';

const all = topicFilter({ include: ['*'], exclude: [] });
const follows = (name: string, internal = false) => all({ name, internal });

describe('topicFilter', () => {
  it.each([
    'sales.orders.v1',
    'legacy_dump',
    'Orders.TMP',
    'a_b',
    'a.b',
    '.hidden',
    '-',
    'my-connect-configurations',
    'schemas',
    '_private',
    'heartbeats.v1',
    'checkpoints.internal.v1',
    'changelog',
    'orders-changelogs',
    'subscription-topic',
  ])('follows %s', name => {
    expect(follows(name)).toBe(true);
  });

  it('leaves out what Kafka itself calls internal', () => {
    expect(follows('sales.orders.v1', true)).toBe(false);
  });

  it.each([
    ['Kafka', '__consumer_offsets'],
    ['Kafka', '__transaction_state'],
    ['Kafka', '__share_group_state'],
    ['a tool that follows its example', '__CruiseControlMetrics'],
    ['the schema registry', '_schemas'],
    ['Confluent', '_confluent-command'],
    ['Connect', 'connect-configs'],
    ['Connect', 'connect-offsets'],
    ['Connect', 'connect-status'],
    ['Connect with a prefix', 'prod.connect-configs'],
    ['Connect with a prefix', 'my_connect-offsets'],
    ['Streams', 'shop-KSTREAM-AGGREGATE-STATE-STORE-0000000003-changelog'],
    ['Streams', 'shop-KSTREAM-KEY-SELECT-0000000005-repartition'],
    ['Streams', 'fraud.detector-counts-store-changelog'],
    [
      'Streams, joining by a foreign key',
      'shop-KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000012-topic',
    ],
    [
      'Streams, joining by a foreign key',
      'shop-KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-0000000020-topic',
    ],
    [
      'Streams, joining by a foreign key with a name',
      'shop-join-customers-subscription-registration-topic',
    ],
    ['MirrorMaker', 'mm2-offset-syncs.backup.internal'],
    ['MirrorMaker', 'mm2-configs.primary.internal'],
    ['MirrorMaker', 'primary.checkpoints.internal'],
    ['MirrorMaker', 'heartbeats'],
  ])('leaves out what %s keeps for itself: %s', (_, name) => {
    expect(follows(name)).toBe(false);
  });

  it('follows a topic that ends like one of Streams but cannot be', () => {
    // Streams' names hold the application and the store before the ending.
    expect(follows('orders-changelog')).toBe(true);
    expect(follows('sales.orders-repartition')).toBe(true);
  });

  it('cannot tell a topic that is named just as Streams would', () => {
    expect(follows('customer-orders-changelog')).toBe(false);
  });

  it('follows what is included and not excluded', () => {
    const filter = topicFilter({
      include: ['sales.*', 'hr.*'],
      exclude: ['*.tmp', 'hr.secret.*'],
    });
    const of = (name: string) => filter({ name, internal: false });
    expect(of('sales.orders.v1')).toBe(true);
    expect(of('hr.people.v1')).toBe(true);
    expect(of('logistics.shipments.v1')).toBe(false);
    expect(of('sales.orders.tmp')).toBe(false);
    expect(of('hr.secret.v1')).toBe(false);
  });

  it('leaves internal topics out, though they be included by name', () => {
    const filter = topicFilter({ include: ['__*', '_schemas'], exclude: [] });
    expect(filter({ name: '__consumer_offsets', internal: false })).toBe(false);
    expect(filter({ name: '_schemas', internal: false })).toBe(false);
  });

  it('follows nothing where nothing is included', () => {
    const none = topicFilter({ include: [], exclude: [] });
    expect(none({ name: 'sales.orders.v1', internal: false })).toBe(false);
  });
});
