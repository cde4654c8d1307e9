import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readDescriptors } from './descriptors';
import { remarksOf, type Remark } from './remarks';
import { githubReport, gitlabReport, textReport } from './reports';
import { readSchemaFolder } from './schemas';

const TWO = `# of the order team
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: order-service }
---
apiVersion: data-mesh/v1alpha1
kind: DataProduct
metadata:
  name: orders
spec:
  outputPorts:
    - name: orders-v1
      locations: [{ cluster: main, topic: sales.orders.v1 }]
`;

const remark: Remark = {
  file: 'catalog-info.yaml',
  line: 9,
  column: 3,
  blocks: true,
  level: 'error',
  title: 'Names: short, and versioned',
  policy: 'names',
  message: '100% wrong\nin two lines',
  remedy: 'Rename it.',
};

describe('readDescriptors', () => {
  it('finds the data products among other entities, and where things are', () => {
    const { descriptors, unreadable } = readDescriptors({
      name: 'a.yaml',
      text: TWO,
    });
    expect(unreadable).toEqual([]);
    const [orders] = descriptors;
    expect([descriptors.length, orders.title]).toEqual([1, 'orders']);
    expect(orders.entity).toMatchObject({ metadata: { name: 'orders' } });
    expect(orders.positionOfPath('metadata.name').line).toBe(9);
    expect(orders.positionOfPath('spec.outputPorts[0].name').line).toBe(12);
    // What is missing is where it should be.
    expect(orders.positionOfPath('spec.outputPorts[0].schema').line).toBe(12);
    expect(orders.positionOfPath('spec.owner').line).toBe(11);
    expect(orders.positionOfText('sales.orders.v1')).toEqual({
      line: 13,
      column: 43,
    });
    expect(orders.positionOfText('order-service')).toBeUndefined();
  });

  it('tells where a file is no YAML', () => {
    const { unreadable } = readDescriptors({
      name: 'a.yaml',
      text: 'kind: DataProduct\nmetadata: { name: [ }\n',
    });
    expect(unreadable[0]).toMatchObject({
      file: 'a.yaml',
      position: { line: 2 },
    });
  });
});

describe('schemas', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'schemas-'));
  afterAll(() => fs.rmSync(dir, { recursive: true, force: true }));

  it('are named by their subjects, and remarks about fields stand in them', () => {
    const schema = JSON.stringify(
      {
        type: 'record',
        name: 'Order',
        fields: [
          { name: 'emailed', type: 'boolean' },
          { name: 'email', type: 'string' },
        ],
      },
      null,
      2,
    );
    fs.writeFileSync(path.join(dir, 'sales.orders.v1-value.avsc'), schema);
    fs.writeFileSync(path.join(dir, 'README.md'), 'not a schema');
    const schemas = readSchemaFolder('.', dir);
    expect(schemas).toEqual([
      {
        file: 'sales.orders.v1-value.avsc',
        subject: 'sales.orders.v1-value',
        format: 'AVRO',
        schema,
      },
    ]);
    const [orders] = readDescriptors({ name: 'a.yaml', text: TWO }).descriptors;
    const [found] = remarksOf(
      {
        isBlocked: false,
        problems: [],
        results: [
          {
            policy: 'pii',
            title: 'Personal data',
            severity: 'info',
            stage: 'warn',
            blocks: false,
            remedy: 'Classify it.',
            violations: [
              {
                subject: 'sales.orders.v1-value customer.email',
                value: 'internal',
                message: 'Field email is tagged PII.',
              },
            ],
          },
        ],
      },
      orders,
      schemas,
    );
    expect(found).toMatchObject({
      file: 'sales.orders.v1-value.avsc',
      line: 10,
      level: 'notice',
      blocks: false,
    });
  });

  it('say so where their folder cannot be read', () => {
    expect(() => readSchemaFolder('none', dir)).toThrow(
      /^none cannot be read: --schemas is a folder/,
    );
  });
});

describe('reports', () => {
  it('escape what would end an annotation early', () => {
    expect(githubReport([remark])).toBe(
      '::error file=catalog-info.yaml,line=9,col=3,title=Names%3A short%2C and versioned::100%25 wrong%0Ain two lines%0AWhat to do: Rename it.\n',
    );
  });

  it('say for people what is wrong, by which policy, and what to do', () => {
    expect(textReport([{ ...remark, message: 'It is wrong.' }])).toBe(
      'catalog-info.yaml:9:3  error  It is wrong.\n    Names: short, and versioned (policy names, which blocks)\n    What to do: Rename it.\n',
    );
  });

  it('keep a fingerprint for GitLab as long as the same is wrong', () => {
    const [first] = JSON.parse(gitlabReport([remark]));
    const [moved] = JSON.parse(gitlabReport([{ ...remark, line: 90 }]));
    const [other] = JSON.parse(gitlabReport([{ ...remark, message: 'x' }]));
    expect(first).toMatchObject({
      check_name: 'names',
      severity: 'blocker',
      location: { path: 'catalog-info.yaml', lines: { begin: 9 } },
    });
    expect(moved.fingerprint).toBe(first.fingerprint);
    expect(other.fingerprint).not.toBe(first.fingerprint);
  });
});
