import { readMatches } from './matches';

const orders = {
  title: 'Orders',
  text: [
    'Every order, from the moment in which it is confirmed.',
    'Domain: Sales',
    'Port orders-v1: sales.orders.v1',
    'customer.shippingAddress · Where it goes. · PII · customer shipping address',
    'id',
  ].join('\n'),
  location: '/orders',
  fields: ['customer.shippingAddress', 'id'],
};

/** What a search engine marks of a text: every one of these words. */
function marking(text: string, ...words: string[]) {
  return {
    preTag: '<1>',
    postTag: '</1>',
    fields: {
      text: text.replace(
        new RegExp(`\\b(${words.join('|')})\\b`, 'gi'),
        '<1>$1</1>',
      ),
    },
  };
}

describe('readMatches', () => {
  it('tells the fields that match, without the words that are for the search', () => {
    expect(
      readMatches(orders, marking(orders.text, 'shipping', 'goes')),
    ).toEqual({
      title: 'Orders',
      description: 'Every order, from the moment in which it is confirmed.',
      fields: [
        {
          path: 'customer.shippingAddress',
          meaning: 'Where it <1>goes</1>. · PII',
        },
      ],
      lines: [],
    });
  });

  it('tells a hit in the description, in a topic and in a path apart', () => {
    const { description, fields, lines } = readMatches(
      orders,
      marking(orders.text, 'moment', 'orders', 'id'),
    );
    expect(description).toBe(
      'Every order, from the <1>moment</1> in which it is confirmed.',
    );
    expect(lines).toEqual(['Port <1>orders</1>-v1: sales.<1>orders</1>.v1']);
    expect(fields).toEqual([{ path: '<1>id</1>', meaning: '' }]);
  });

  it('takes a part of the text, as some search engines cut it out', () => {
    const part = 'from the moment in which it is confirmed.\nDomain: Sales';
    const { description, fields, lines } = readMatches(
      orders,
      marking(part, 'moment', 'Sales'),
    );
    expect(description).toBe(
      'from the <1>moment</1> in which it is confirmed.',
    );
    expect(lines).toEqual(['Domain: <1>Sales</1>']);
    expect(fields).toEqual([]);
  });

  it('shows what there is where nothing is marked, or the catalog’s own document came', () => {
    const { title, text, location } = orders;
    const shown = { title, fields: [], lines: [] };
    expect(readMatches({ title, text, location })).toMatchObject(shown);
    expect(
      readMatches(
        { title, text: 'Every order.', location },
        marking('Every order.', 'order'),
      ),
    ).toEqual({ ...shown, description: 'Every <1>order</1>.' });
  });
});
