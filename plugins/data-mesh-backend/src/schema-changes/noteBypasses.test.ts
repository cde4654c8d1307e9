import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import type { SubjectRecord } from '../schema-registry/SchemaRegistryPort';
import { readOpenBypasses } from './bypassRows';
import { isSameSchema, judgeRise } from './judgeRise';
import { changedSubjects, noteBypasses } from './noteBypasses';
import {
  actions,
  anAcceptedChange,
  ID,
  schemaOf,
  storeChange,
  TOTAL,
} from './__testUtils__/changes';

jest.setTimeout(60_000);

const SUBJECT = 'sales.orders.v1-value';
const OPTIONAL = { ...TOTAL, name: 'note', default: 0 };
const version = (
  number: number,
  schema: string,
  compatibility = 'BACKWARD',
): SubjectRecord => ({
  subject: SUBJECT,
  version: number,
  id: number,
  format: 'AVRO',
  schema,
  references: [],
  compatibility,
});

describe('judgeRise', () => {
  const before = { format: 'AVRO', schema: schemaOf(ID) };
  it.each<[string, string, string | undefined, number]>([
    ['what the level forbids', schemaOf(ID, TOTAL), 'BACKWARD', 1],
    ['nothing that the level allows', schemaOf(ID, TOTAL), 'FORWARD', 0],
    ['nothing where nothing is promised', schemaOf(ID, TOTAL), 'NONE', 0],
    ['nothing where no level is known', schemaOf(ID, TOTAL), undefined, 0],
    ['nothing where it cannot be told', '{nope', 'FULL', 0],
  ])('finds %s', (_what, schema, level, count) => {
    expect(judgeRise(before, { format: 'AVRO', schema }, level)).toHaveLength(
      count,
    );
  });

  it('finds another format', () => {
    const after = { format: 'JSON', schema: '{}' };
    expect(judgeRise(before, after, 'BACKWARD')).toMatchObject([
      { kind: 'type', sentence: 'the schema changes from AVRO to JSON' },
    ]);
  });
});

describe('isSameSchema', () => {
  it.each([
    ['{"a":1,"b":[1,2]}', '{ "b": [1, 2], "a": 1 }', true],
    ['{"a":[1,2]}', '{"a":[2,1]}', false],
    ['message R {\n}', 'message R { }', true],
    ['message R {}', 'message S {}', false],
  ])('of %j and %j is %s', (a, b, same) => {
    expect(isSameSchema(a, b)).toBe(same);
  });
});

describe.each(DATABASES)('bypasses on %s', id => {
  const databases = new Databases();
  let db: Knex;

  async function pass(before: SubjectRecord, after: SubjectRecord) {
    await db.transaction(tx =>
      noteBypasses(tx, 'main', changedSubjects([before], [after]), 1),
    );
  }
  const open = async () =>
    (await readOpenBypasses(db)).map(bypass => [
      bypass.version,
      bypass.base.version,
    ]);

  async function promise(compatibility?: string): Promise<void> {
    await db('mesh_objects').insert({
      type: 'product',
      key: 'dataproduct:default/orders',
      seq: 1,
      hash: 'x',
      value: JSON.stringify({
        ref: 'dataproduct:default/orders',
        ports: [
          {
            name: 'v1',
            ...(compatibility
              ? { schema: { subject: SUBJECT, compatibility } }
              : {}),
            locations: [
              { cluster: 'main', topic: 'sales.orders.v1', state: 'in-sync' },
            ],
          },
        ],
      }),
      changed_at: 1,
    });
  }

  beforeEach(async () => {
    db = await databases.migrated(id);
  });

  const V1 = version(1, schemaOf(ID));
  const V2 = version(2, schemaOf(ID, TOTAL), 'NONE');

  it('are noted once, by the level of before', async () => {
    await promise();
    await pass(V1, V2);
    await pass(V1, V2);
    expect(await open()).toEqual([[2, 1]]);
    expect(await actions(db)).toEqual(['schema-change.bypassed']);
  });

  it('are noted by what the port promises, whatever the level was', async () => {
    await promise('BACKWARD');
    await pass({ ...V1, compatibility: 'NONE' }, V2);
    expect(await open()).toEqual([[2, 1]]);
  });

  it('are no versions that fit, nor those of subjects that nobody promises', async () => {
    await pass(V1, V2);
    await promise();
    await pass(V1, version(2, schemaOf(ID, OPTIONAL)));
    await pass(V2, V1);
    expect(await open()).toEqual([]);
    expect(await actions(db)).toEqual([]);
  });

  it('are no versions that readers have agreed to, registered or about to be', async () => {
    await promise();
    await storeChange(db, anAcceptedChange({ subject: SUBJECT }));
    await pass(V1, V2);
    expect(await open()).toEqual([]);
    await db('schema_changes').update({
      state: 'registered',
      registered_version: 2,
    });
    // Ours and somebody else's between two passes: only the other one breaks.
    await pass(V1, version(3, schemaOf(ID, TOTAL, { ...ID, name: 'x' })));
    expect(await open()).toEqual([[3, 2]]);
  });

  it('are undone by a later version that fits what was before', async () => {
    await promise();
    await pass(V1, V2);
    const again = version(3, schemaOf(ID, OPTIONAL));
    await pass(V2, again);
    expect(await open()).toEqual([]);
    expect(await actions(db)).toEqual([
      'schema-change.bypassed',
      'schema-change.bypass-resolved',
    ]);
  });
});
