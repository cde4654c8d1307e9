import pLimit from 'p-limit';
import { z } from 'zod';
import { KafkaError, toKafkaError, type KafkaErrorCode } from '../kafka/errors';
import type { RegistryAnswer, RegistryHttp } from './http';
import type {
  NewSchema,
  SchemaRegistryPort,
  SchemaResult,
  SubjectRecord,
} from './SchemaRegistryPort';

const PARALLEL = 32;
// As many as Confluent's server gives at once (schema.search.default.limit).
const BULK_PAGE = 1_000;
// No such subject, no such version: anything may be the first.
const NOTHING_YET: readonly number[] = [40401, 40402];
// No such subject, no such schema in it, no level of its own.
const NO_SUCH_SCHEMA: readonly number[] = [40401, 40403];
const NO_OWN_LEVEL: readonly number[] = [40401, 40408];
// No such subject or version, or one that was deleted already.
const GONE: readonly number[] = [40401, 40402, 40404, 40406];

// https://docs.confluent.io/platform/current/schema-registry/develop/api.html
const referenceShape = z.object({
  name: z.string(),
  subject: z.string(),
  version: z.number(),
});
const versionShape = z.object({
  subject: z.string(),
  version: z.number(),
  id: z.number(),
  // Left out for Avro, as the API was before there were other formats.
  schemaType: z.enum(['AVRO', 'JSON', 'PROTOBUF']).default('AVRO'),
  schema: z.string(),
  references: z.array(referenceShape).nullish(),
  metadata: z
    .object({ properties: z.record(z.string(), z.string()).nullish() })
    .nullish(),
});
const schemaShape = versionShape.pick({
  schemaType: true,
  schema: true,
  references: true,
});
const subjectsShape = z.array(z.string());
const versionsShape = z.array(z.number());
const levelShape = z.object({
  compatibilityLevel: z.string().nullish(),
  compatibility: z.string().nullish(),
});
const checkShape = z.object({
  is_compatible: z.boolean(),
  messages: z.array(z.string()).nullish(),
});
const registeredShape = z.object({ id: z.number() });
const foundShape = z.object({ version: z.number(), id: z.number() });

function toRecord(shape: z.infer<typeof versionShape>): SubjectRecord {
  const properties = shape.metadata?.properties;
  return {
    subject: shape.subject,
    version: shape.version,
    id: shape.id,
    format: shape.schemaType,
    schema: shape.schema,
    references: shape.references ?? [],
    ...(properties ? { metadata: properties } : {}),
  };
}

function toRequest({ format, schema, references }: NewSchema) {
  return {
    schema,
    schemaType: format,
    ...(references?.length ? { references } : {}),
  };
}

function codeOf(status: number): KafkaErrorCode {
  if (status === 404) return 'NOT_FOUND';
  return status < 500 ? 'INVALID' : 'UNKNOWN';
}

/** A schema registry with Confluent's REST API, version 7. */
export class ConfluentSchemaRegistry implements SchemaRegistryPort {
  readonly #http: RegistryHttp;
  // Known after the first bulk call; servers do not come to have it later.
  readonly #hasBulk = { maybe: true };

  constructor(http: RegistryHttp) {
    this.#http = http;
  }

  async listSubjects(): Promise<string[]> {
    return this.#ask(subjectsShape, 'subjects', () =>
      this.#http.send('GET', ['subjects']),
    );
  }

  async listLatest(): Promise<Map<string, SchemaResult<SubjectRecord>>> {
    return (await this.#bulk()) ?? this.#oneByOne();
  }

  async listVersions(subject: string): Promise<number[]> {
    return this.#ask(versionsShape, subject, () =>
      this.#http.send('GET', ['subjects', subject, 'versions']),
    );
  }

  async getVersion(
    subject: string,
    version: number | 'latest' = 'latest',
  ): Promise<SubjectRecord> {
    const shape = await this.#ask(versionShape, subject, () =>
      this.#http.send('GET', ['subjects', subject, 'versions', version]),
    );
    return toRecord(shape);
  }

  async getById(id: number) {
    const { schemaType, schema, references } = await this.#ask(
      schemaShape,
      `schema ${id}`,
      () => this.#http.send('GET', ['schemas', 'ids', id]),
    );
    return { format: schemaType, schema, references: references ?? [] };
  }

  async getCompatibility(subject: string): Promise<string> {
    const answer = await this.#http.send('GET', ['config', subject], {
      query: { defaultToGlobal: 'true' },
    });
    // 40408: the subject has no level of its own.
    const level =
      answer.status === 404
        ? await this.#ask(levelShape, 'config', () =>
            this.#http.send('GET', ['config']),
          )
        : this.#parse(levelShape, subject, answer);
    return level.compatibilityLevel ?? level.compatibility ?? 'NONE';
  }

  async getOwnCompatibility(subject: string): Promise<string | undefined> {
    const answer = await this.#http.send('GET', ['config', subject], {
      query: { defaultToGlobal: 'false' },
    });
    if (answer.errorCode && NO_OWN_LEVEL.includes(answer.errorCode)) {
      return undefined;
    }
    const level = this.#parse(levelShape, subject, answer);
    return level.compatibilityLevel ?? level.compatibility ?? undefined;
  }

  async clearCompatibility(subject: string): Promise<void> {
    const answer = await this.#http.send('DELETE', ['config', subject]);
    if (answer.errorCode && NO_OWN_LEVEL.includes(answer.errorCode)) return;
    this.#parse(z.unknown(), subject, answer);
  }

  async findVersion(subject: string, schema: NewSchema) {
    const answer = await this.#http.send('POST', ['subjects', subject], {
      body: toRequest(schema),
    });
    if (answer.errorCode && NO_SUCH_SCHEMA.includes(answer.errorCode)) {
      return undefined;
    }
    return this.#parse(foundShape, subject, answer);
  }

  async setCompatibility(subject: string, level: string): Promise<void> {
    this.#parse(
      z.unknown(),
      subject,
      await this.#http.send('PUT', ['config', subject], {
        body: { compatibility: level },
      }),
    );
  }

  async checkCompatibility(
    subject: string,
    schema: NewSchema,
    against: 'latest' | 'level' = 'latest',
  ) {
    const versions = ['compatibility', 'subjects', subject, 'versions'];
    const answer = await this.#http.send(
      'POST',
      against === 'latest' ? [...versions, 'latest'] : versions,
      { body: toRequest(schema), query: { verbose: 'true' } },
    );
    if (answer.errorCode && NOTHING_YET.includes(answer.errorCode)) {
      return { compatible: true, messages: [] };
    }
    const { is_compatible, messages } = this.#parse(
      checkShape,
      subject,
      answer,
    );
    return { compatible: is_compatible, messages: messages ?? [] };
  }

  async register(subject: string, schema: NewSchema): Promise<{ id: number }> {
    return this.#ask(registeredShape, subject, () =>
      this.#http.send('POST', ['subjects', subject, 'versions'], {
        body: toRequest(schema),
      }),
    );
  }

  async deleteVersion(
    subject: string,
    version: number,
    { permanent = false }: { permanent?: boolean } = {},
  ): Promise<void> {
    const answer = await this.#http.send(
      'DELETE',
      ['subjects', subject, 'versions', version],
      permanent ? { query: { permanent: 'true' } } : {},
    );
    if (answer.errorCode && GONE.includes(answer.errorCode)) return;
    this.#parse(z.unknown(), `${subject}, version ${version}`, answer);
  }

  async #bulk(): Promise<Map<string, SchemaResult<SubjectRecord>> | undefined> {
    if (!this.#hasBulk.maybe) return undefined;
    const records = new Map<string, SchemaResult<SubjectRecord>>();
    for (let offset = 0; ; offset += BULK_PAGE) {
      const answer = await this.#http.send('GET', ['schemas'], {
        query: {
          latestOnly: 'true',
          offset: `${offset}`,
          limit: `${BULK_PAGE}`,
        },
      });
      if (answer.status === 404 || answer.status === 405) {
        this.#hasBulk.maybe = false;
        return undefined;
      }
      const shapes = this.#parse(z.array(versionShape), 'schemas', answer);
      const before = records.size;
      for (const shape of shapes) {
        records.set(shape.subject, { ok: true, value: toRecord(shape) });
      }
      // A server that knows no offset gives the same again.
      if (shapes.length < BULK_PAGE || records.size === before) break;
    }
    return this.#withLevels(records);
  }

  async #oneByOne(): Promise<Map<string, SchemaResult<SubjectRecord>>> {
    const limit = pLimit(PARALLEL);
    const subjects = await this.listSubjects();
    const results = await Promise.all(
      subjects.map(subject =>
        limit(async (): Promise<SchemaResult<SubjectRecord>> => {
          try {
            return { ok: true, value: await this.getVersion(subject) };
          } catch (error) {
            return { ok: false, error: toKafkaError(error, subject).info() };
          }
        }),
      ),
    );
    return this.#withLevels(
      new Map(subjects.map((subject, i) => [subject, results[i]])),
    );
  }

  async #withLevels(
    records: Map<string, SchemaResult<SubjectRecord>>,
  ): Promise<Map<string, SchemaResult<SubjectRecord>>> {
    const limit = pLimit(PARALLEL);
    await Promise.all(
      [...records.values()].map(result =>
        limit(async () => {
          if (!result.ok) return;
          result.value.compatibility = await this.getCompatibility(
            result.value.subject,
          );
        }),
      ),
    );
    return records;
  }

  async #ask<T>(
    shape: z.ZodType<T>,
    item: string,
    send: () => Promise<RegistryAnswer>,
  ): Promise<T> {
    return this.#parse(shape, item, await send());
  }

  #parse<T>(shape: z.ZodType<T>, item: string, answer: RegistryAnswer): T {
    const { status, message, errorCode } = answer;
    const where = `${this.#http.label}, ${item}`;
    if (status >= 400) {
      const detail = message ?? `HTTP ${status}`;
      throw new KafkaError({
        code: codeOf(status),
        message: `${where}: ${detail}${errorCode ? ` (${errorCode})` : ''}`,
        retryable: status >= 500,
        item,
      });
    }
    const parsed = shape.safeParse(answer.body);
    if (!parsed.success) {
      throw new KafkaError({
        code: 'INVALID',
        message: `${where}: the answer is not as Confluent's API has it (${parsed.error.issues[0]?.path.join(
          '.',
        )}: ${parsed.error.issues[0]?.message})`,
        retryable: false,
        item,
      });
    }
    return parsed.data;
  }
}
