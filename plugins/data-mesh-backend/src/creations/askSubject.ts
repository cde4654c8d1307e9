import { KafkaError, toKafkaError } from '../kafka/errors';
import type { SchemaRegistryPort } from '../schema-registry/SchemaRegistryPort';
import type { WantedSchema } from './creation';
import type { LiveSubject } from './decideSchema';

/** What a schema registry says of a subject, and of what is to follow. */
export async function askSubject(
  registry: SchemaRegistryPort,
  wanted: WantedSchema,
): Promise<LiveSubject> {
  const { subject } = wanted;
  try {
    const versions = await unlessMissing(registry.listVersions(subject));
    const latest = await unlessMissing(registry.getVersion(subject));
    // A registry compares nothing across formats, and says so by many errors.
    const isComparable = !latest || latest.format === wanted.format;
    const found = isComparable
      ? await registry.findVersion(subject, wanted)
      : undefined;
    const check =
      latest && isComparable
        ? await registry.checkCompatibility(subject, wanted, 'level')
        : { compatible: isComparable, messages: [] };
    return {
      state: 'known',
      versions: versions ?? [],
      ...(latest ? { latest } : {}),
      level: await registry.getCompatibility(subject),
      ...(found ? { found } : {}),
      isCompatible: check.compatible,
      messages: check.messages,
    };
  } catch (error) {
    const { code, message, retryable } = toKafkaError(error, subject);
    return {
      state: code === 'INVALID' && !retryable ? 'invalid' : 'unknown',
      reason: message,
    };
  }
}

async function unlessMissing<T>(question: Promise<T>): Promise<T | undefined> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof KafkaError && error.code === 'NOT_FOUND') {
      return undefined;
    }
    throw error;
  }
}
