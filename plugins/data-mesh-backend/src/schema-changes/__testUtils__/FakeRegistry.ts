import {
  directionsOf,
  schemaBreaks,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { KafkaError, type KafkaErrorCode } from '../../kafka/errors';
import type {
  NewSchema,
  SchemaRegistryPort,
  SubjectRecord,
} from '../../schema-registry/SchemaRegistryPort';

function failure(code: KafkaErrorCode, message: string): KafkaError {
  return new KafkaError({ code, message, retryable: code === 'UNREACHABLE' });
}

/**
 * A schema registry that behaves as Confluent's: levels of subjects and of all,
 * each schema once. The contract of the port is tested on a real one.
 */
export class FakeRegistry implements SchemaRegistryPort {
  readonly versions = new Map<string, SubjectRecord[]>();
  readonly levels = new Map<string, string>();
  globalLevel = 'BACKWARD';
  /** Every call that changes something, in order. */
  readonly changes: string[] = [];
  /** Thrown by the next calls that change something, if any. */
  failing: (call: string) => Error | undefined = () => undefined;

  async listSubjects() {
    return [...this.versions.keys()];
  }

  async listLatest() {
    return new Map(
      [...this.versions].map(
        ([subject, list]) =>
          [
            subject,
            { ok: true as const, value: list[list.length - 1] },
          ] as const,
      ),
    );
  }

  async listVersions(subject: string) {
    return (this.versions.get(subject) ?? []).map(({ version }) => version);
  }

  async getVersion(subject: string, version: number | 'latest' = 'latest') {
    const list = this.versions.get(subject) ?? [];
    const found =
      version === 'latest'
        ? list[list.length - 1]
        : list.find(one => one.version === version);
    if (!found) throw failure('NOT_FOUND', `${subject} not found (40401)`);
    return found;
  }

  async getById(id: number) {
    const found = [...this.versions.values()]
      .flat()
      .find(version => version.id === id);
    if (!found) throw failure('NOT_FOUND', `schema ${id} not found (40403)`);
    return found;
  }

  async getCompatibility(subject: string) {
    return this.levels.get(subject) ?? this.globalLevel;
  }

  async getOwnCompatibility(subject: string) {
    return this.levels.get(subject);
  }

  async setCompatibility(subject: string, level: string) {
    this.#change(`set ${level}`);
    this.levels.set(subject, level);
  }

  async clearCompatibility(subject: string) {
    this.#change('clear');
    this.levels.delete(subject);
  }

  async checkCompatibility(subject: string, { format, schema }: NewSchema) {
    const list = this.versions.get(subject) ?? [];
    const latest = list[list.length - 1];
    const wanted = directionsOf(await this.getCompatibility(subject));
    const breaks = latest
      ? schemaBreaks(format, latest.schema, schema) ?? []
      : [];
    return {
      compatible: !breaks.some(one => wanted.includes(one.direction)),
      messages: [],
    };
  }

  async findVersion(subject: string, { schema }: NewSchema) {
    const found = this.versions
      .get(subject)
      ?.find(one => one.schema === schema);
    return found && { version: found.version, id: found.id };
  }

  async register(subject: string, schema: NewSchema) {
    this.#change('register');
    const same = await this.findVersion(subject, schema);
    if (same) return same;
    const { compatible } = await this.checkCompatibility(subject, schema);
    if (!compatible) {
      throw failure('INVALID', `${subject}: incompatible (409)`);
    }
    const list = this.versions.get(subject) ?? [];
    const version = list.length + 1;
    this.versions.set(subject, [
      ...list,
      { ...schema, references: [], subject, version, id: 100 + version },
    ]);
    return { id: 100 + version };
  }

  async deleteVersion(subject: string, version: number) {
    this.#change(`delete ${version}`);
    const list = this.versions.get(subject) ?? [];
    const kept = list.filter(one => one.version !== version);
    if (kept.length > 0) this.versions.set(subject, kept);
    else this.versions.delete(subject);
  }

  #change(call: string) {
    const error = this.failing(call);
    if (error) throw error;
    this.changes.push(call);
  }
}
