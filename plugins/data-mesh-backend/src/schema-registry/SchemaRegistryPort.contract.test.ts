import { fetch } from 'undici';
import { testRegistryUrl, uniquePrefix } from '../__testUtils__/testKafka';
import { KafkaError } from '../kafka/errors';
import { ConfluentSchemaRegistry } from './ConfluentSchemaRegistry';
import { RegistryHttp } from './http';
import type { NewSchema, SchemaFormat } from './SchemaRegistryPort';

jest.setTimeout(60_000);

const avro = (fields: object[], name = 'R'): NewSchema => ({
  format: 'AVRO',
  schema: JSON.stringify({ type: 'record', name, fields }),
});
const A = { name: 'a', type: 'string' };
const json = (properties: object, required: string[] = []): NewSchema => ({
  format: 'JSON',
  schema: JSON.stringify({
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties,
    required,
    additionalProperties: false,
  }),
});
const protobuf = (fields: string): NewSchema => ({
  format: 'PROTOBUF',
  schema: `syntax = "proto3";\nmessage R {\n${fields}\n}\n`,
});

type Evolution = { first: NewSchema; fits: NewSchema; breaks: NewSchema };

/** Of each format: a schema, one that may follow it, and one that may not. */
const FORMATS: Record<SchemaFormat, Evolution> = {
  AVRO: {
    first: avro([A]),
    fits: avro([A, { name: 'b', type: 'string', default: '' }]),
    breaks: avro([A, { name: 'b', type: 'string' }]),
  },
  JSON: {
    first: json({ a: { type: 'string' } }),
    fits: json({ a: { type: 'string' }, b: { type: 'string' } }),
    breaks: json({ a: { type: 'number' } }),
  },
  PROTOBUF: {
    first: protobuf('  string a = 1;'),
    fits: protobuf('  string a = 1;\n  string b = 2;'),
    breaks: protobuf('  int32 a = 1;'),
  },
};

describe('SchemaRegistryPort on a real schema registry', () => {
  const prefix = uniquePrefix();
  const url = testRegistryUrl();
  const http = new RegistryHttp('the registry', {
    url,
    auth: { type: 'none' },
  });
  const registry = new ConfluentSchemaRegistry(http);

  afterAll(async () => {
    const ours = (await registry.listSubjects()).filter(subject =>
      subject.startsWith(prefix),
    );
    // What others refer to goes last.
    for (const subject of ours.sort().reverse()) {
      const target = `${url}/subjects/${encodeURIComponent(subject)}`;
      await fetch(target, { method: 'DELETE' });
      await fetch(`${target}?permanent=true`, { method: 'DELETE' });
    }
    await http.close();
  });

  async function failure(promise: Promise<unknown>): Promise<KafkaError> {
    const error = await promise.then(
      () => undefined,
      e => e,
    );
    expect(error).toBeInstanceOf(KafkaError);
    return error;
  }

  describe.each(Object.keys(FORMATS) as SchemaFormat[])('%s', format => {
    const { first, fits, breaks } = FORMATS[format];
    const subject = `${prefix}${format.toLowerCase()}-value`;

    it('registers a version, and the same schema under the same ID', async () => {
      const { id } = await registry.register(subject, first);
      expect(id).toBeGreaterThan(0);
      expect(await registry.register(subject, first)).toEqual({ id });
      expect(await registry.listVersions(subject)).toEqual([1]);
      expect(await registry.getVersion(subject)).toMatchObject({
        subject,
        version: 1,
        id,
        format,
        references: [],
      });
      expect(await registry.getById(id)).toMatchObject({
        format,
        schema: (await registry.getVersion(subject)).schema,
        references: [],
      });
    });

    it('keeps a level of its own, and checks by it', async () => {
      await registry.setCompatibility(subject, 'BACKWARD');
      expect(await registry.getCompatibility(subject)).toBe('BACKWARD');
      expect(
        (await registry.checkCompatibility(subject, fits)).compatible,
      ).toBe(true);
      expect(
        (await registry.checkCompatibility(subject, breaks)).compatible,
      ).toBe(false);
    });

    it('refuses a version that breaks, and takes one that fits', async () => {
      const error = await failure(registry.register(subject, breaks));
      expect(error.code).toBe('INVALID');
      expect(error.retryable).toBe(false);
      expect(error.message).toContain(subject);
      expect(error.message).toContain('409');
      await registry.register(subject, fits);
      expect(await registry.listVersions(subject)).toEqual([1, 2]);
      expect((await registry.getVersion(subject)).version).toBe(2);
      expect((await registry.getVersion(subject, 1)).version).toBe(1);
    });

    it('refuses what is no schema of that format', async () => {
      const error = await failure(
        registry.register(`${subject}-broken`, {
          format,
          schema: '{"type": "nonsense", ',
        }),
      );
      expect(error.code).toBe('INVALID');
      expect(error.message).toContain('42201');
    });
  });

  it('lists all subjects, and the latest version of each with its level', async () => {
    const subject = `${prefix}listed-value`;
    await registry.register(subject, avro([A], 'L'));
    await registry.setCompatibility(subject, 'FULL');
    expect(await registry.listSubjects()).toContain(subject);
    const latest = await registry.listLatest();
    expect(latest.get(subject)).toMatchObject({
      ok: true,
      value: { subject, version: 1, format: 'AVRO', compatibility: 'FULL' },
    });
  });

  it('keeps what a schema refers to', async () => {
    const base = `${prefix}address`;
    await registry.register(base, avro([A], 'Address'));
    const references = [{ name: 'Address', subject: base, version: 1 }];
    const subject = `${prefix}customer-value`;
    await registry.register(subject, {
      ...avro([{ name: 'address', type: 'Address' }], 'Customer'),
      references,
    });
    const { id, ...found } = await registry.getVersion(subject);
    expect(found.references).toEqual(references);
    expect((await registry.getById(id)).references).toEqual(references);
  });

  it('keeps the tags that fields have inline', async () => {
    const subject = `${prefix}tagged-value`;
    await registry.register(
      subject,
      avro([{ ...A, 'confluent:tags': ['PII'] }], 'T'),
    );
    expect((await registry.getVersion(subject)).schema).toContain('PII');
  });

  it('takes subjects of any name', async () => {
    for (const name of ['a/b', 'a b?c#d', 'ü%2F', ':.ctx:x']) {
      const subject = `${prefix}${name}`;
      await registry.register(subject, avro([A], 'N'));
      expect((await registry.getVersion(subject)).subject).toBe(subject);
    }
  });

  it('tells a subject and a version that do not exist by the same code', async () => {
    const unknown = `${prefix}unknown`;
    for (const call of [
      registry.getVersion(unknown),
      registry.listVersions(unknown),
    ]) {
      const error = await failure(call);
      expect(error).toMatchObject({ code: 'NOT_FOUND', retryable: false });
      expect(error.message).toContain(unknown);
      expect(error.message).toContain('40401');
    }
    const known = `${prefix}known-value`;
    await registry.register(known, avro([A], 'K'));
    expect((await failure(registry.getVersion(known, 99))).code).toBe(
      'NOT_FOUND',
    );
  });

  it('knows the level of a subject that has none of its own', async () => {
    expect(await registry.getCompatibility(`${prefix}none`)).toMatch(
      /^(NONE|(BACKWARD|FORWARD|FULL)(_TRANSITIVE)?)$/,
    );
  });

  it('gives a subject back the level of all', async () => {
    const subject = `${prefix}cleared-value`;
    expect(await registry.getOwnCompatibility(subject)).toBeUndefined();
    await registry.clearCompatibility(subject);
    await registry.register(subject, avro([A], 'C'));
    await registry.setCompatibility(subject, 'FULL');
    expect(await registry.getOwnCompatibility(subject)).toBe('FULL');
    await registry.clearCompatibility(subject);
    const ofAll = await registry.getCompatibility(`${prefix}none`);
    expect(await registry.getCompatibility(subject)).toBe(ofAll);
    expect([undefined, ofAll]).toContain(
      await registry.getOwnCompatibility(subject),
    );
  });

  it('finds the version that has a schema, whatever came after it', async () => {
    const subject = `${prefix}found-value`;
    const first = avro([A], 'F');
    const second = avro([{ ...A, type: 'int' }], 'F');
    expect(await registry.findVersion(subject, first)).toBeUndefined();
    const { id } = await registry.register(subject, first);
    expect(await registry.findVersion(subject, second)).toBeUndefined();
    await registry.register(subject, second);
    expect(await registry.findVersion(subject, first)).toEqual({
      version: 1,
      id,
    });
  });

  it('deletes one version for good, and leaves the others', async () => {
    const subject = `${prefix}deleted-value`;
    const versions = [avro([A], 'D'), avro([{ ...A, type: 'int' }], 'D')];
    for (const version of versions) await registry.register(subject, version);
    await registry.deleteVersion(subject, 2);
    expect(await registry.listVersions(subject)).toEqual([1]);
    expect(await registry.findVersion(subject, versions[1])).toBeUndefined();
    await registry.deleteVersion(subject, 2, { permanent: true });
    expect((await registry.getVersion(subject)).version).toBe(1);
  });

  it('takes a version that is gone already, or never was, as deleted', async () => {
    const subject = `${prefix}gone-value`;
    await registry.register(subject, avro([A], 'G'));
    for (const options of [{}, {}, { permanent: true }, { permanent: true }]) {
      await registry.deleteVersion(subject, 1, options);
    }
    expect(await registry.listSubjects()).not.toContain(subject);
    await registry.deleteVersion(subject, 7);
    await registry.deleteVersion(`${prefix}never-value`, 1);
  });

  it('deletes no version that another schema refers to', async () => {
    const base = `${prefix}referred`;
    await registry.register(base, avro([A], 'Referred'));
    await registry.register(`${prefix}referring-value`, {
      ...avro([{ name: 'r', type: 'Referred' }], 'Referring'),
      references: [{ name: 'Referred', subject: base, version: 1 }],
    });
    const error = await failure(registry.deleteVersion(base, 1));
    expect(error).toMatchObject({ code: 'INVALID', retryable: false });
    expect(error.message).toContain(base);
    expect(await registry.listVersions(base)).toEqual([1]);
  });

  it('checks against all versions where the level is about all', async () => {
    const subject = `${prefix}transitive-value`;
    const B = { name: 'b', type: 'string', default: '' };
    await registry.register(subject, avro([], 'T'));
    await registry.register(subject, avro([B], 'T'));
    await registry.setCompatibility(subject, 'BACKWARD_TRANSITIVE');
    const third = avro([{ name: 'b', type: 'string' }], 'T');
    const { compatible } = await registry.checkCompatibility(
      subject,
      third,
      'level',
    );
    expect(compatible).toBe(false);
  });

  it('lets anything be the first version of a subject', async () => {
    expect(
      (await registry.checkCompatibility(`${prefix}first`, avro([A])))
        .compatible,
    ).toBe(true);
  });
});
