import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import fc from 'fast-check';
import { searchedSubjects, toSearchDocument } from './toSearchDocument';

const location = (topic: string, cluster = 'main') => ({
  cluster,
  topic,
  topicRef: `resource:default/${cluster}.${topic}`,
  state: 'in-sync' as const,
});

const orders = (over: Partial<MeshProduct> = {}): MeshProduct => ({
  ref: 'dataproduct:default/orders',
  origin: 'declared',
  namespace: 'default',
  name: 'orders',
  title: 'Orders',
  description: 'Every order.',
  domainRef: 'domain:default/sales',
  ownerRef: 'group:default/order-team',
  type: 'source-aligned',
  lifecycle: 'production',
  classification: 'internal',
  tags: ['core'],
  ports: [
    {
      name: 'orders-v1',
      locations: [
        location('sales.orders.v1'),
        location('sales.orders.v1', 'b'),
      ],
      state: 'in-sync',
    },
  ],
  state: 'in-sync',
  ...over,
});

const avro = (fields: object[]) => ({
  format: 'AVRO',
  schema: JSON.stringify({ type: 'record', name: 'R', fields }),
});

describe('toSearchDocument', () => {
  it('has the words that people look for', () => {
    const schema = avro([
      { name: 'shipping_address', type: 'string', doc: 'Where it goes.' },
    ]);
    expect(toSearchDocument(orders(), 'Sales', [schema])).toEqual({
      ref: 'dataproduct:default/orders',
      title: 'Orders',
      description: 'Every order.',
      domainRef: 'domain:default/sales',
      domainTitle: 'Sales',
      ownerRef: 'group:default/order-team',
      lifecycle: 'production',
      classification: 'internal',
      tags: ['core'],
      ports: [{ name: 'orders-v1', topics: ['sales.orders.v1'] }],
      fields: [
        { path: 'shipping_address', description: 'Where it goes.', tags: [] },
      ],
    });
  });

  it('says of a field that several ports have all that any of them says', () => {
    const first = avro([{ name: 'email', type: 'string' }]);
    const second = avro([
      {
        name: 'email',
        type: 'string',
        doc: 'Confirmed.',
        'confluent:tags': ['PII'],
      },
    ]);
    expect(
      toSearchDocument(orders(), undefined, [first, second]).fields,
    ).toEqual([{ path: 'email', description: 'Confirmed.', tags: ['PII'] }]);
  });

  it('is bounded, and one line each, whatever products and schemas say', () => {
    const wild = fc.string({ unit: 'binary', maxLength: 4_000 });
    const field = fc.record({
      name: wild,
      type: fc.constant('string'),
      doc: wild,
    });
    fc.assert(
      fc.property(
        wild,
        wild,
        fc.array(field, { maxLength: 300, size: 'max' }),
        (title, description, fields) => {
          const document = toSearchDocument(
            orders({ title, description }),
            title,
            [avro(fields)],
          );
          const texts = [
            document.title,
            document.description ?? '',
            document.domainTitle ?? '',
            ...document.fields.flatMap(f => [f.path, f.description ?? '']),
          ];
          expect(document.fields.length).toBeLessThanOrEqual(200);
          for (const text of texts) {
            expect(text.length).toBeLessThanOrEqual(2_000);
            expect(text).not.toMatch(/[\p{Cc}\p{Cs}]/u);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('searchedSubjects', () => {
  it('are those that clients name for a topic, and the one declared', () => {
    const [port] = orders().ports;
    const product = orders({
      ports: [
        { ...port, schema: { subject: 'own' }, locations: [location('t')] },
      ],
    });
    expect(searchedSubjects(product, () => product.ref)).toEqual([
      { cluster: 'main', subject: 'own' },
      { cluster: 'main', subject: 't-value' },
      { cluster: 'main', subject: 't-key' },
    ]);
  });

  it('are none of a topic that the product wants and another has', () => {
    const holderOf = (cluster: string) =>
      cluster === 'main' ? 'dataproduct:default/other' : undefined;
    expect(searchedSubjects(orders(), holderOf)).toEqual([]);
  });
});
