import { KafkaError, toKafkaError } from '../kafka/errors';
import type {
  NewSchema,
  SchemaRegistryPort,
} from '../schema-registry/SchemaRegistryPort';
import { targetOf, type StoredChange } from './changeRows';
import type { Outcome } from './registrationRows';

/** The level under which a registry takes anything. */
export const OVERRIDING_LEVEL = 'NONE';

const refused = (message: string): Outcome => ({
  ok: false,
  retryable: false,
  message,
});

async function latestVersion(
  registry: SchemaRegistryPort,
  subject: string,
): Promise<number | undefined> {
  try {
    return (await registry.getVersion(subject)).version;
  } catch (error) {
    if (toKafkaError(error, subject).code === 'NOT_FOUND') return undefined;
    throw error;
  }
}

/**
 * Registers the schema of a change that is accepted. Safe to be repeated at
 * any time: what is there already is found, and nothing is registered on top of
 * a version that nobody has been asked about.
 *
 * @param override - lets the registry take what breaks readers; called before
 *   it is needed, and whoever calls this restores the level afterwards
 * @param begin - called right before the registry is changed
 */
export async function registerSchema(
  registry: SchemaRegistryPort,
  change: StoredChange,
  override: () => Promise<void>,
  begin: () => Promise<void>,
): Promise<Outcome> {
  const { format, schema, references, newPort } = change;
  const subject = targetOf(change);
  // A port of its own begins with the first version of another subject.
  const base = newPort ? undefined : change.base;
  const wanted: NewSchema = { format, schema, references };
  try {
    const found = await registry.findVersion(subject, wanted);
    if (found) return { ok: true, ...found };
    const latest = await latestVersion(registry, subject);
    if (latest !== base?.version) {
      return refused(
        latest === undefined
          ? `Subject ${subject} has lost its versions meanwhile; withdraw this change, and propose the schema again`
          : `Somebody else has registered version ${latest} of ${subject} meanwhile, which nobody was asked about; withdraw this change, and propose the schema again`,
      );
    }
    const { compatible } = await registry.checkCompatibility(
      subject,
      wanted,
      'level',
    );
    if (!compatible) {
      if (change.compatible || newPort) {
        return refused(
          `The schema is no longer compatible, since the level of ${subject} has changed; withdraw this change, and propose the schema again, so that its readers are asked`,
        );
      }
      await override();
    }
    await begin();
    const { id } = await registry.register(subject, wanted);
    const registered = await registry.findVersion(subject, wanted);
    return registered
      ? { ok: true, ...registered }
      : {
          ok: false,
          retryable: true,
          message: `Subject ${subject} does not show the schema that was registered under ID ${id} yet`,
        };
  } catch (error) {
    // Whatever else is wrong is not the registry's doing, and not its answer.
    if (!(error instanceof KafkaError)) throw error;
    const { message, retryable } = error;
    return { ok: false, retryable, message };
  }
}

/**
 * Gives a subject the level back that it had before it was overridden. A level
 * that is not the overriding one is somebody else's doing, and stays.
 *
 * @returns the level that was left, if so
 */
export async function restoreLevel(
  registry: SchemaRegistryPort,
  subject: string,
  previous: string | undefined,
  begin: () => Promise<void>,
): Promise<{ kept?: string }> {
  const own = await registry.getOwnCompatibility(subject);
  if (own === previous) return {};
  if (own !== OVERRIDING_LEVEL) return { kept: own ?? 'that of all subjects' };
  await begin();
  if (previous === undefined) await registry.clearCompatibility(subject);
  else await registry.setCompatibility(subject, previous);
  return {};
}
