import { validateDataProduct } from '../kinds';
import { draftCreation, draftProduct, portNameOf, readProductDraft } from '.';

const FORM = {
  name: 'returns',
  title: 'Returns',
  description: 'What customers send back.',
  owner: 'group:default/order-team',
  domain: 'domain:default/sales',
  classification: 'internal',
  cluster: 'main',
  topic: 'sales.returns.v1',
  partitions: 6,
  retentionDays: 14,
  schemaFormat: 'AVRO',
  schema: '{"type":"record","name":"Return","fields":[]}',
  service: 'return-service',
  freshness: 'PT1H',
  // What is of the form alone.
  plan: { hash: 'x' },
  supportChannel: '',
};

describe('a draft of a product', () => {
  it('becomes a topic, a schema and a valid descriptor', () => {
    const { topic, schema, product } = draftProduct(readProductDraft(FORM));
    expect(topic).toEqual({
      cluster: 'main',
      name: 'sales.returns.v1',
      partitions: 6,
      configs: { 'retention.ms': '1209600000' },
    });
    expect(schema).toMatchObject({
      subject: 'sales.returns.v1-value',
      compatibility: 'BACKWARD',
    });
    expect(validateDataProduct(product.entity as never)).toEqual([]);
    expect(product.entity.spec).toMatchObject({
      outputPorts: [
        { name: 'returns-v1', slo: { freshness: 'PT1H', retention: 'P14D' } },
      ],
    });
  });

  it('names no producer that the catalog may not have yet', () => {
    const { product } = draftProduct(readProductDraft(FORM));
    expect(product.entity.spec).not.toHaveProperty('producedBy');
  });

  it('promises no retention of what is compacted', () => {
    const { topic, product } = draftProduct(
      readProductDraft({ ...FORM, isCompacted: true }),
    );
    expect(topic.configs).toEqual({ 'cleanup.policy': 'compact' });
    expect(JSON.stringify(product.entity)).not.toContain('P14D');
  });

  it('names its inputs by full refs', () => {
    const { product } = draftProduct({
      ...readProductDraft(FORM),
      inputs: [{ product: 'orders', port: 'orders-v1' }],
    });
    expect(product.entity.spec).toMatchObject({
      inputPorts: [
        { product: 'dataproduct:default/orders', port: 'orders-v1' },
      ],
    });
  });

  it.each([
    ['sales.orders.v1', 'orders-v1'],
    ['sales_orders_v12', 'orders-v12'],
    ['v3', 'orders-v3'],
    ['legacy', 'orders'],
    ['sales.env1', 'orders'],
  ])('calls the port of %s %s', (topic, port) => {
    expect(portNameOf('orders', topic)).toBe(port);
  });

  it('names the field that is missing, or not what it should be', () => {
    expect(() => readProductDraft({ ...FORM, topic: '' })).toThrow(
      'topic is missing',
    );
    expect(() => readProductDraft({ ...FORM, partitions: '6' })).toThrow(
      /^partitions cannot be read/,
    );
    expect(() => readProductDraft({ ...FORM, inputs: [{}] })).toThrow(
      /^inputs/,
    );
  });
});

describe('what a form comes to', () => {
  const ACCESS = {
    consumer: 'component:default/returns-report',
    inputs: [{ product: 'dataproduct:default/orders', port: 'orders-v1' }],
    purpose: 'Reports',
    duration: 'P90D',
    groups: [],
  };

  it('is a product, access, or both', () => {
    expect(Object.keys(draftCreation(FORM))).toEqual([
      'topic',
      'schema',
      'product',
    ]);
    expect(draftCreation(ACCESS)).toEqual({
      accessRequest: {
        consumer: ACCESS.consumer,
        items: ACCESS.inputs,
        purpose: 'Reports',
        duration: 'P90D',
        mode: 'read',
      },
    });
    const both = draftCreation({ ...FORM, ...ACCESS });
    expect(both.accessRequest?.items).toEqual(ACCESS.inputs);
    expect(both.product?.entity.spec).toMatchObject({
      inputPorts: [{ port: 'orders-v1' }],
      producedBy: [ACCESS.consumer],
    });
  });

  it('is a domain where the form is of one', () => {
    const form = {
      name: 'returns',
      title: 'Returns',
      owner: 'group:default/order-team',
      subdomainOf: 'domain:default/sales',
      steward: '',
      defaultClassification: 'internal',
      // What is of the form alone.
      plan: { hash: 'x' },
    };
    expect(draftCreation(form, 'domain')).toEqual({
      domain: {
        entity: {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Domain',
          metadata: { name: 'returns', title: 'Returns' },
          spec: {
            type: 'data-domain',
            owner: 'group:default/order-team',
            subdomainOf: 'domain:default/sales',
            dataMesh: { defaultClassification: 'internal' },
          },
        },
      },
    });
    expect(() => draftCreation({ ...form, owner: '' }, 'domain')).toThrow(
      /^owner is missing/,
    );
  });

  it('names what is missing', () => {
    expect(() => draftCreation({})).toThrow(/^topic and consumer are missing/);
    expect(() => draftCreation({ ...ACCESS, inputs: [] })).toThrow(
      /^inputs is missing/,
    );
    expect(() => draftCreation({ ...ACCESS, topic: 'x' })).toThrow(
      /^name is missing/,
    );
  });
});
