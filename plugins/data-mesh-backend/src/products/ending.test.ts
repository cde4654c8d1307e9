import { endingOf, endOfSunset, insteadOf } from './ending';

const product = { lifecycle: 'production', namespace: 'acme' };

describe('how a product ends', () => {
  it('is not at all as long as neither it nor the port says so', () => {
    expect(endingOf(product, {})).toBeUndefined();
    expect(endingOf({ ...product, lifecycle: 'draft' })).toBeUndefined();
  });

  it('is what its descriptor says, with a full ref of what comes instead', () => {
    expect(
      endingOf({
        ...product,
        lifecycle: 'deprecated',
        deprecation: {
          sunset: '2027-03-01',
          replacedBy: 'orders',
          message: 'm',
        },
      }),
    ).toEqual({
      isRetired: false,
      sunset: '2027-03-01',
      product: 'dataproduct:acme/orders',
      message: 'm',
    });
    expect(endingOf({ ...product, lifecycle: 'retired' })).toEqual({
      isRetired: true,
    });
  });

  it('is as the port says, and by the earlier of two days', () => {
    const ending = endingOf(
      {
        ...product,
        deprecation: { sunset: '2027-03-01', replacedBy: 'orders' },
      },
      { deprecation: { sunset: '2027-06-01', replacedBy: 'v2' } },
    );
    expect(ending).toEqual({
      isRetired: false,
      sunset: '2027-03-01',
      port: 'v2',
    });
    expect(ending && insteadOf(ending)).toBe('ask for port v2 instead');
  });

  it('is over when its last day is', () => {
    expect(new Date(endOfSunset('2027-02-28')).toISOString()).toBe(
      '2027-03-01T00:00:00.000Z',
    );
  });
});
