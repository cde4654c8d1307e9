import fc from 'fast-check';
import { policyFacts } from '../__testUtils__/policyFacts';
import { readParameters } from '../readParameters';
import { RULES } from '../rules';
import { compileExpression } from './evaluateExpression';

const NAMES = ['product', 'ports'];

describe('an expression', () => {
  it.each<[string, boolean]>([
    ['product.tier == "tier-1"', true],
    ['has(product.owner)', false],
    ['!has(product.owner) || product.owner != ""', true],
    ['ports.all(p, p.partitions >= 3)', true],
    ['ports.exists(p, p.tags.exists(t, t == "PII"))', true],
    ['ports.filter(p, p.partitions > 100).size() == 0', true],
    ['product.title.matches("[A-Z].*")', true],
    ['product.ratio > 0.4 && product.ratio < 1.0', true],
  ])('%s is %s', (text, answer) => {
    expect(
      compileExpression(
        text,
        NAMES,
      )({
        product: {
          tier: 'tier-1',
          title: 'Orders',
          owner: undefined,
          ratio: 0.5,
        },
        ports: [{ partitions: 3, tags: ['PII'] }],
      }),
    ).toBe(answer);
  });

  it.each<[string, string, RegExp]>([
    [
      'a syntax error',
      'product.tier ==',
      /no expression of CEL: line 1, column \d+/,
    ],
    [
      'a syntax error on the second line',
      'has(product.tier)\n  ]',
      /line 2, column 3/,
    ],
    [
      'a variable that there is not',
      'size(ports) > 0 &&\n consumer.ref != ""',
      /no variable 'consumer'; there are product, ports \(line 2, column 2\)/,
    ],
    [
      'loops that are too deep',
      'ports.all(a, ports.all(b, ports.all(c, a == c)))',
      /more than 2 deep.*\(line 1, column \d+\)/,
    ],
    ['too long a text', `"${'x'.repeat(2_000)}" == ""`, /longer than 2000/],
  ])('with %s is refused, saying where', (_, text, says) => {
    expect(() => compileExpression(text, NAMES)).toThrow(says);
  });

  it.each<[string, string, RegExp]>([
    ['something that is missing', 'product.tier == "x"', /tier|key/],
    ['something that is neither true nor false', 'product.title', /neither/],
    [
      'loops over a huge list',
      'ports.all(a, ports.all(b, a.name != b.title))',
      /more than 100000 elements/,
    ],
    ['types that cannot be compared', 'product.title > 3', /./],
  ])('that comes to %s has no answer', (_, text, says) => {
    const ports = Array.from({ length: 2_000 }, (_each, i) => ({
      name: `${i}`,
      title: 'x',
    }));
    expect(() =>
      compileExpression(text, NAMES)({ product: { title: 'Orders' }, ports }),
    ).toThrow(says);
  });

  it('ends with a pattern that takes for ever elsewhere', () => {
    const product = { title: 'a'.repeat(5_000) };
    expect(
      compileExpression(
        'product.title.matches("(a+)+b")',
        NAMES,
      )({
        product,
        ports: [],
      }),
    ).toBe(false);
  });
});

describe.each([
  ['product-expression', 'size(ports) > 100 && has(product.nothing)'],
  ['port-expression', 'port.name == "" && has(product.nothing)'],
  ['topic-expression', 'topic.partitions > 1000'],
  ['schema-expression', 'schema.fields.all(f, f.path == "")  && false'],
])('a rule of %s', (type, never) => {
  const rule = RULES.get(type)!;

  it('finds each thing that it does not hold for, and nothing where it holds', () => {
    fc.assert(
      fc.property(policyFacts, facts => {
        const found = rule.check(facts, { expressions: [never] });
        const topics = facts.ports.flatMap(p => p.topics.filter(t => t.live));
        const schemas = facts.ports.flatMap(p =>
          p.schemas === 'unknown' ? [] : p.schemas,
        );
        const count = {
          'product-expression': 1,
          'port-expression': facts.ports.length,
          'topic-expression': topics.length,
          'schema-expression': schemas.length,
        }[type];
        expect(found).toHaveLength(count ?? -1);
        expect(rule.check(facts, { expressions: ['true'] })).toEqual([]);
      }),
    );
  });

  it('is refused when it is written, not when it is evaluated', () => {
    expect(() =>
      readParameters(rule.parameters, { expressions: ['nothing > 1'] }),
    ).toThrow(/parameter 'expressions': there is no variable 'nothing'/);
  });

  it('says so where there is no answer', () => {
    const [facts] = fc.sample(policyFacts, { numRuns: 1, seed: 7 });
    const [port] = facts.ports;
    const live = { partitions: 1, replicationFactor: 1, configs: {} };
    const found = rule.check(
      {
        ...facts,
        ports: [
          {
            ...port,
            topics: [{ cluster: 'main', environment: 'p', name: 't', live }],
            schemas: [{ subject: 's', format: 'AVRO', fields: [] }],
          },
        ],
      },
      { expressions: ['product.nothing == 1'] },
    );
    expect(found).toEqual([
      expect.objectContaining({
        value: 'no answer',
        message: expect.stringMatching(/cannot be said: .*guard.*has\(\)/),
      }),
    ]);
  });
});

it('ends however many expressions of a policy look at however much', () => {
  const rule = RULES.get('port-expression')!;
  const [facts] = fc.sample(policyFacts, { numRuns: 1, seed: 7 });
  const ports = Array.from({ length: 250 }, (_, i) => ({
    ...facts.ports[0],
    name: `p${i}`,
    schemas: [],
    topics: [],
  }));
  // Each of them alone stays within what one may look at.
  const expressions = Array.from(
    { length: 50 },
    (_, i) => `ports.all(a, ports.all(b, a.name != "${i}"))`,
  );
  const values = readParameters(rule.parameters, { expressions });
  const found = rule.check({ ...facts, ports }, values);
  expect(found.length).toBeGreaterThan(10_000);
  expect(found[found.length - 1]).toMatchObject({
    value: 'no answer',
    message: expect.stringMatching(/together look at too many elements/),
  });
});

it('is not held against schemas that nobody could ask for', () => {
  const rule = RULES.get('port-expression')!;
  const [facts] = fc.sample(policyFacts, { numRuns: 1, seed: 7 });
  const [port] = facts.ports;
  const expressions = ['size(port.schemas) > 0'];
  const found = (schemas: typeof port.schemas) =>
    rule.check({ ...facts, ports: [{ ...port, schemas }] }, { expressions });
  expect(found([])).toHaveLength(1);
  expect(found('unknown')).toEqual([]);
});
