import type { KafkaErrorInfo } from '../kafka/errors';

export type SchemaFormat = 'AVRO' | 'JSON' | 'PROTOBUF';

export type SchemaReference = {
  name: string;
  subject: string;
  version: number;
};

/** The latest version of a subject. */
export type SubjectRecord = {
  subject: string;
  version: number;
  id: number;
  format: SchemaFormat;
  schema: string;
  references: SchemaReference[];
  /** Its own level, or the one that applies to it; absent where not told. */
  compatibility?: string;
  /** Confluent's data contract properties, where the server keeps them. */
  metadata?: Record<string, string>;
};

export type SchemaResult<T> =
  | { ok: true; value: T }
  | { ok: false; error: KafkaErrorInfo };

export type NewSchema = {
  format: SchemaFormat;
  schema: string;
  references?: SchemaReference[];
};

/**
 * Everything that the suite asks of a schema registry with Confluent's REST
 * API. Errors of a whole call are thrown, as `KafkaError`s.
 */
export interface SchemaRegistryPort {
  /** Names of all subjects that are not deleted. */
  listSubjects(): Promise<string[]>;

  /**
   * The latest version of every subject, by one bulk call where the server
   * has it (`GET /schemas?latestOnly=true`), else one call each.
   */
  listLatest(): Promise<Map<string, SchemaResult<SubjectRecord>>>;

  /** All version numbers of a subject, ascending. */
  listVersions(subject: string): Promise<number[]>;

  /** @param version - `latest` by default */
  getVersion(
    subject: string,
    version?: number | 'latest',
  ): Promise<SubjectRecord>;

  /**
   * A schema by the ID that records written by it begin with.
   *
   * @throws KafkaError `NOT_FOUND`
   */
  getById(id: number): Promise<{
    format: SchemaFormat;
    schema: string;
    references: SchemaReference[];
  }>;

  /** The level that applies to a subject. */
  getCompatibility(subject: string): Promise<string>;

  /**
   * The level that is the subject's own; nothing where that of all applies. A
   * registry that does not tell one from the other gives what applies.
   */
  getOwnCompatibility(subject: string): Promise<string | undefined>;

  setCompatibility(subject: string, level: string): Promise<void>;

  /** Has the level of all apply to a subject; fine if it does already. */
  clearCompatibility(subject: string): Promise<void>;

  /**
   * Whether a schema may follow. A subject without versions takes anything.
   *
   * @param against - the latest version alone, or all that the level of the
   *   subject is about; the latest by default
   */
  checkCompatibility(
    subject: string,
    schema: NewSchema,
    against?: 'latest' | 'level',
  ): Promise<{ compatible: boolean; messages: string[] }>;

  /** The version that has exactly this schema, if there is one. */
  findVersion(
    subject: string,
    schema: NewSchema,
  ): Promise<{ version: number; id: number } | undefined>;

  /** Registers a version; the same schema again gives the same ID. */
  register(subject: string, schema: NewSchema): Promise<{ id: number }>;

  /**
   * Deletes one version; fine if it is gone already. Readers still find the
   * schema by its ID, until it is deleted for good, which takes both: first
   * without `permanent`, then with it.
   *
   * @throws KafkaError `INVALID` where another schema refers to it
   */
  deleteVersion(
    subject: string,
    version: number,
    options?: { permanent?: boolean },
  ): Promise<void>;
}
