import type { SubjectRecord } from '../schema-registry/SchemaRegistryPort';

const MAX_DESCRIPTION = 500;

/**
 * What a schema says it is about: `doc` of an Avro record, `description` of a
 * JSON Schema.
 */
export function describeSchema(record: SubjectRecord): string | undefined {
  if (record.format === 'PROTOBUF') return undefined;
  try {
    const parsed: unknown = JSON.parse(record.schema);
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    const text: unknown = Reflect.get(
      parsed,
      record.format === 'AVRO' ? 'doc' : 'description',
    );
    return typeof text === 'string' && text.trim()
      ? text.trim().slice(0, MAX_DESCRIPTION)
      : undefined;
  } catch {
    // A registry may keep what is no JSON; then it says nothing to us.
    return undefined;
  }
}

/** The subject of a topic's values, as Kafka's clients name it by default. */
export function valueSubjectOf(topic: string): string {
  return `${topic}-value`;
}
