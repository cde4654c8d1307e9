import fc from 'fast-check';
import { parseNamingTemplate, parseTopicName } from './naming';

const word = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/);
const version = fc.nat({ max: 999 }).map(n => `v${n}`);

const VALUES = {
  domain: word,
  product: word,
  stream: word,
  environment: word,
  version,
};
type Token = keyof typeof VALUES;

function fill(template: string, values: Partial<Record<Token, string>>) {
  return template.replace(/\{(\w+)\}/g, (_, t: Token) => values[t] ?? '');
}

function build(tokens: Token[], separator: string): string {
  return tokens.map(token => `{${token}}`).join(separator);
}

/** Templates of any order of tokens that name the product. */
const tokenLists = fc
  .shuffledSubarray(Object.keys(VALUES) as Token[], { minLength: 1 })
  .filter(tokens => tokens.includes('product'));

describe('parseNamingTemplate', () => {
  it.each([
    '{domain}.{product}.{version}',
    '{product}',
    '{environment}.{domain}.{product}.{stream}.{version}',
    'data.{domain}-{product}_{version}.public',
    '{product}.{domain}',
  ])('takes %s', template => {
    expect(parseNamingTemplate(template).template).toBe(template);
  });

  it.each([
    ['', "'' lacks {product}"],
    ['{domain}.{version}', "'{domain}.{version}' lacks {product}"],
    ['{domain}.product', "'{domain}.product' lacks {product}"],
    [
      '{domain}.{produkt}',
      "'{domain}.{produkt}' has the unknown token {produkt}; known are {domain}, {product}, {stream}, {environment}, {version}",
    ],
    [
      '{}.{product}',
      "'{}.{product}' has the unknown token {}; known are {domain}, {product}, {stream}, {environment}, {version}",
    ],
    [
      '{ product }',
      "'{ product }' has the unknown token { product }; known are {domain}, {product}, {stream}, {environment}, {version}",
    ],
    ['{product}.{product}', "'{product}.{product}' names a token twice"],
    [
      '{domain}{product}',
      "'{domain}{product}' has two tokens with nothing between them to tell them apart",
    ],
    ['{domain}.{product', "'{domain}.{product' has a '{' without its '}'"],
    [
      '{domain}/{product}',
      "'{domain}/{product}' holds '/', which no topic name can hold",
    ],
    ['{product}}', "'{product}}' holds '}', which no topic name can hold"],
    ['{product}.*', "'{product}.*' holds '.*', which no topic name can hold"],
    ['{product} ', "'{product} ' holds ' ', which no topic name can hold"],
  ])('says what is wrong with %p', (template, message) => {
    expect(() => parseNamingTemplate(template)).toThrow(
      expect.objectContaining({ message }),
    );
  });

  it.each(['constructor', 'toString', 'valueOf', '__proto__'])(
    'does not take {%s} for a token because JavaScript knows that word',
    token => {
      expect(() => parseNamingTemplate(`{product}.{${token}}`)).toThrow(
        `has the unknown token {${token}}`,
      );
    },
  );

  it('either takes a text or says what is wrong with it, and quotes it', () => {
    const soup = fc
      .array(
        fc.constantFrom('{', '}', '.', '-', 'a', '{product}', '{domain}', '*'),
        { maxLength: 8 },
      )
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(soup, fc.string()), text => {
        let message = '';
        try {
          parseNamingTemplate(text);
        } catch (error) {
          message = (error as Error).message;
        }
        expect(
          message
            ? message.startsWith(`'${text}' `)
            : text.includes('{product}'),
        ).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('parseTopicName', () => {
  it('reads back what a template with dots builds', () => {
    fc.assert(
      fc.property(tokenLists, fc.record(VALUES), (tokens, values) => {
        const template = build(tokens, '.');
        const parsed = parseTopicName(
          [parseNamingTemplate(template)],
          fill(template, values),
        );
        const { environment, ...told } = values;
        expect(parsed).toEqual(
          Object.fromEntries(
            Object.entries(told).filter(([token]) =>
              tokens.includes(token as Token),
            ),
          ),
        );
      }),
    );
  });

  it('never reads anything out of a name that is not there, whatever the separator', () => {
    const lists = tokenLists.filter(list => !list.includes('environment'));
    fc.assert(
      fc.property(
        lists,
        fc.constantFrom('.', '-', '_', '--', '.data.'),
        fc.stringMatching(/^[a-z0-9v._-]{1,30}$/),
        (tokens, separator, topic) => {
          const template = build(tokens, separator);
          const parsed = parseTopicName([parseNamingTemplate(template)], topic);
          expect(parsed ? fill(template, parsed) : topic).toBe(topic);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('takes the first template that fits', () => {
    const templates = [
      '{domain}.{product}.{version}',
      '{domain}.{product}.{stream}.{version}',
      '{domain}.{product}',
    ].map(parseNamingTemplate);
    expect(parseTopicName(templates, 'sales.orders.v1')).toEqual({
      domain: 'sales',
      product: 'orders',
      version: 'v1',
    });
    expect(parseTopicName(templates, 'sales.orders.returns.v1')).toEqual({
      domain: 'sales',
      product: 'orders',
      stream: 'returns',
      version: 'v1',
    });
    expect(parseTopicName(templates, 'sales.orders')).toEqual({
      domain: 'sales',
      product: 'orders',
    });
  });

  it.each([
    'legacy_dump',
    'Orders.TMP',
    'sales.orders.1',
    'sales.orders.v',
    'sales.orders.v1.dlq',
    'a.sales.orders.v1',
    '.orders.v1',
    'sales..v1',
    'sales.orders.v1\n',
  ])('says nothing of %p, which does not follow the template', topic => {
    expect(
      parseTopicName(
        [parseNamingTemplate('{domain}.{product}.{version}')],
        topic,
      ),
    ).toBeUndefined();
  });

  it('takes literals of a template as they stand, dots included', () => {
    const templates = [parseNamingTemplate('data.{product}')];
    expect(parseTopicName(templates, 'dataXorders')).toBeUndefined();
    expect(parseTopicName(templates, 'data.orders')).toEqual({
      product: 'orders',
    });
  });

  describe('with a prefix that stands for the domain', () => {
    const templates = [parseNamingTemplate('{domain}.{product}.{version}')];

    it('reads what follows the prefix', () => {
      expect(
        parseTopicName(
          templates,
          'logistics.fleet.positions.v2',
          'logistics.fleet.',
        ),
      ).toEqual({ product: 'positions', version: 'v2' });
    });

    it('reads nothing of a topic that only begins alike', () => {
      expect(
        parseTopicName(templates, 'logistics.fleet', 'logistics.fleet'),
      ).toBeUndefined();
      expect(
        parseTopicName(templates, 'logistics.fleet.v2', 'logistics.fleet.'),
      ).toBeUndefined();
    });

    it('cannot use a template that does not begin with the domain', () => {
      const other = [parseNamingTemplate('{product}.{domain}')];
      expect(parseTopicName(other, 'sales.orders', 'sales.')).toBeUndefined();
    });

    it('never tells a domain: the prefix has fixed it', () => {
      fc.assert(
        fc.property(word, word, version, (prefix, product, v) => {
          expect(
            parseTopicName(
              templates,
              `${prefix}.${product}.${v}`,
              `${prefix}.`,
            ),
          ).toEqual({ product, version: v });
        }),
      );
    });
  });
});
