import { fieldWords, toFieldLine } from './fieldLine';

describe('fieldWords', () => {
  it.each([
    ['email', 'email'],
    ['shipping_address', 'shipping address'],
    ['shippingAddress', 'shipping address'],
    ['customer.homeAddress.zip-code', 'customer home address zip code'],
    ['größeInCm', 'größe in cm'],
    ['_id', 'id'],
    ['HTTPStatus', 'httpstatus'],
  ])('of %s are %s', (path, words) => {
    expect(fieldWords(path)).toBe(words);
  });
});

describe('toFieldLine', () => {
  it('says what is known of a field, and its words where they differ', () => {
    expect(
      toFieldLine({
        path: 'customer.email',
        description: 'Confirmed.',
        tags: ['PII', 'GDPR'],
      }),
    ).toBe('customer.email · Confirmed. · PII, GDPR · customer email');
    expect(toFieldLine({ path: 'email', tags: [] })).toBe('email');
  });
});
