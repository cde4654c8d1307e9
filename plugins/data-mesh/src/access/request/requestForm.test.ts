import { aLocation, aProduct } from '../../__testUtils__/mesh';
import { durationChoices, usualDuration } from './durations';
import { environmentsOf, startForm, toInput } from './requestForm';

const consumer = 'component:default/route-planner';

describe('requestForm', () => {
  it('takes the only port for granted, but not one of several', () => {
    const product = aProduct();
    expect(startForm(product).ports).toEqual(['orders-v1']);
    const [port] = product.ports;
    const two = { ...product, ports: [port, { ...port, name: 'orders-v2' }] };
    expect(startForm(two).ports).toEqual([]);
    expect(startForm(two, 'orders-v2').ports).toEqual(['orders-v2']);
  });

  it('names the environment only where a port is in several', () => {
    const product = aProduct();
    const form = startForm(product);
    expect(toInput(form, product, consumer, 'P90D')?.items).toEqual([
      { product: product.ref, port: 'orders-v1' },
    ]);
    const [port] = product.ports;
    port.locations = [aLocation({ environment: 'staging' }), aLocation()];
    expect(environmentsOf(port)).toEqual(['production', 'staging']);
    expect(toInput(form, product, consumer, 'P90D')?.items).toEqual([
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
    expect(toInput(form, product, consumer, 'P90D')).toEqual({
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
    expect(toInput(form, product, undefined, 'P90D')).toBeUndefined();
    expect(
      toInput({ ...form, ports: [] }, product, consumer, 'P90D'),
    ).toBeUndefined();
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
      expect(durationChoices(limits, now)).toEqual(choices);
      expect(usualDuration(choices)).toBe(usual);
    },
  );
});
