import {
  KubernetesValidatorFunctions,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { readDurationFromConfig, type Config } from '@backstage/config';
import {
  durationToMilliseconds,
  type HumanDuration,
  type JsonValue,
} from '@backstage/types';
import { checkKeys, type KeySpec } from './checkKeys';
import type { ConfigProblem } from './DataMeshConfig';

/** Whether one key is the other, or stands below it. */
function isWithin(key: string, other: string): boolean {
  return (
    key === other || key.startsWith(`${other}.`) || key.startsWith(`${other}[`)
  );
}

/**
 * Runs a reader; what it throws becomes a problem of that key, unless one is
 * known of it or of what is below or above it, which says more.
 */
export function attempt<T>(
  problems: ConfigProblem[],
  key: string,
  read: () => T,
): T | undefined {
  try {
    return read();
  } catch (error) {
    const isKnown = problems.some(
      known => isWithin(known.key, key) || isWithin(key, known.key),
    );
    const message = error instanceof Error ? error.message : String(error);
    if (!isKnown) problems.push({ key, message });
    return undefined;
  }
}

/** All that is wrong with the keys of a section, as they were written. */
export function checkSection(
  config: Config | undefined,
  key: string,
  spec: KeySpec,
  at: string,
): ConfigProblem[] {
  const value = config?.getOptional<JsonValue>(key);
  return value === undefined || value === null
    ? []
    : checkKeys(value, spec, at);
}

/** A section of the configuration, or nothing where there is none. */
export function readSection(
  config: Config | undefined,
  key: string,
): Config | undefined {
  const section = config?.getOptionalConfig(key);
  // Only asking for keys tells whether the value is an object at all.
  section?.keys();
  return section;
}

/** Milliseconds of a duration key, or of the default where it is not set. */
export function readDuration(
  config: Config | undefined,
  key: string,
  fallback: HumanDuration,
): number {
  const duration = config?.has(key)
    ? readDurationFromConfig(config, { key })
    : fallback;
  const ms = durationToMilliseconds(duration);
  if (ms < 1_000) {
    throw new Error(`${ms} ms is too short, it must be at least one second`);
  }
  return ms;
}

/** A full entity reference of the wanted kind. */
export function readRef(text: string, kind: string): string {
  const ref = parseEntityRef(text, {
    defaultKind: kind,
    defaultNamespace: 'default',
  });
  if (ref.kind.toLocaleLowerCase('en-US') !== kind.toLocaleLowerCase('en-US')) {
    throw new Error(`'${text}' must name a ${kind}`);
  }
  if (!KubernetesValidatorFunctions.isValidObjectName(ref.name)) {
    throw new Error(`'${text}' does not hold a legal entity name`);
  }
  return stringifyEntityRef(ref);
}
