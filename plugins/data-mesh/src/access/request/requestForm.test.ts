import { aPlannedItem } from '../../__testUtils__/access';
import {
  aCluster,
  aLocation,
  aProduct,
  namedProduct,
} from '../../__testUtils__/mesh';
import { durationChoices, limitWords, usualDuration } from './durations';
import {
  choiceOf,
  environmentsOf,
  startForm,
  toInput,
  withoutPort,
  withoutProduct,
  withProduct,
} from './requestForm';

const consumer = 'component:default/route-planner';

describe('requestForm', () => {
  it('takes the only port for granted, but not one of several', () => {
    const product = aProduct();
    expect(choiceOf(startForm(product), product).ports).toEqual(['orders-v1']);
    const [port] = product.ports;
    const two = { ...product, ports: [port, { ...port, name: 'orders-v2' }] };
    expect(choiceOf(startForm(two), two).ports).toEqual([]);
    expect(choiceOf(startForm(two, 'orders-v2'), two).ports).toEqual([
      'orders-v2',
    ]);
  });

  it('names the environment only where a port is in several', () => {
    const product = aProduct();
    const form = startForm(product);
    expect(toInput(form, [product], consumer, 'P90D')?.items).toEqual([
      { product: product.ref, port: 'orders-v1' },
    ]);
    const [port] = product.ports;
    port.locations = [aLocation({ environment: 'staging' }), aLocation()];
    expect(environmentsOf(port)).toEqual(['production', 'staging']);
    expect(toInput(form, [product], consumer, 'P90D')?.items).toEqual([
      { product: product.ref, port: 'orders-v1', environment: 'production' },
    ]);
  });

  it('sends names of groups apart, and nothing that was left empty', () => {
    const product = aProduct();
    const form = {
      ...startForm(product),
      purpose: ' To plan ',
      groups: 'a, b\n a',
    };
    expect(toInput(form, [product], consumer, 'P90D')).toEqual({
      items: [{ product: product.ref, port: 'orders-v1' }],
      consumer,
      mode: 'read',
      groups: ['a', 'b'],
      purpose: 'To plan',
      duration: 'P90D',
    });
  });

  it('asks for nothing while it is not known what for whom', () => {
    const product = aProduct();
    const form = startForm(product);
    expect(toInput(form, [product], undefined, 'P90D')).toBeUndefined();
    expect(
      toInput({ ...form, choices: {} }, [product], consumer, 'P90D'),
    ).toBeUndefined();
  });
});

describe('a form for several products', () => {
  const orders = aProduct();
  const [port] = orders.ports;
  const customers = namedProduct('customers', { ports: orders.ports });
  const payments = namedProduct('payments', {
    ports: [port, { ...port, name: 'v2' }],
  });
  const detailsOf = (product: typeof orders) => ({
    product,
    topics: [],
    clusters: [aCluster()],
    mayAccept: [],
  });
  const start = startForm(orders);
  const two = { ...start, ...withProduct(start, detailsOf(customers)) };

  it('takes the only port of an added product for granted, and asks for all in one', () => {
    const three = { ...two, ...withProduct(two, detailsOf(payments)) };
    expect(choiceOf(three, payments).ports).toEqual([]);
    expect(
      toInput(three, [orders, customers, payments], consumer, 'P90D')?.items,
    ).toEqual([
      { product: orders.ref, port: 'orders-v1' },
      { product: customers.ref, port: 'orders-v1' },
    ]);
  });

  it('has a product once, however often it is added', () => {
    expect(withProduct(two, detailsOf(customers))).toEqual({});
    expect(withProduct(two, detailsOf(orders))).toEqual({});
  });

  it('is as before once a product is removed', () => {
    expect({ ...two, ...withoutProduct(two, customers.ref) }).toEqual(start);
  });

  it('loses an added product with its last port, and the port of another of the same name stays', () => {
    const item = { product: customers.ref, port: 'orders-v1' };
    expect({ ...two, ...withoutPort(two, item) }).toEqual(start);
    const without = withoutPort(two, { ...item, product: orders.ref });
    expect(choiceOf({ ...two, ...without }, orders).ports).toEqual([]);
    expect(choiceOf({ ...two, ...without }, customers).ports).toEqual([
      'orders-v1',
    ]);
  });
});

describe('what keeps a request from being longer', () => {
  const customers = {
    product: 'dataproduct:default/customers',
    productTitle: 'Customers',
  };
  it.each([
    [[], undefined],
    [[aPlannedItem({ maxDuration: 'P30D' })], undefined],
    [[aPlannedItem(), aPlannedItem(customers)], undefined],
    [
      [aPlannedItem(), aPlannedItem({ ...customers, maxDuration: 'P30D' })],
      '30 days at most, because of Customers.',
    ],
    [
      [
        aPlannedItem({ maxDuration: 'P30D' }),
        aPlannedItem({ ...customers, maxDuration: 'P30D' }),
        aPlannedItem({ ...customers, port: 'v2' }),
      ],
      '30 days at most, because of Orders and Customers.',
    ],
    [
      [aPlannedItem(), aPlannedItem({ port: 'v2', maxDuration: 'P7D' })],
      '7 days at most, because of port v2.',
    ],
    [[aPlannedItem(), aPlannedItem({ maxDuration: undefined })], undefined],
  ])('of %# is said only where it differs', (items, words) => {
    expect(limitWords(items)).toBe(words);
  });
});

describe('durations', () => {
  it.each([
    [[undefined], ['P30D', 'P90D', 'P180D', 'P365D'], 'P90D'],
    [['P180D', 'P365D'], ['P30D', 'P90D', 'P180D'], 'P90D'],
    [['P45D'], ['P30D', 'P45D'], 'P45D'],
    [['P7D'], ['P7D'], 'P7D'],
    [['P1Y'], ['P30D', 'P90D', 'P180D', 'P1Y'], 'P90D'],
  ])(
    'with the limits %j, one of %j can be chosen',
    (limits, choices, usual) => {
      const now = Date.parse('2026-01-01T00:00:00Z');
      expect(durationChoices(limits, false, now)).toEqual(choices);
      expect(usualDuration(choices)).toBe(usual);
    },
  );
});
