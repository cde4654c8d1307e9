import {
  KubernetesValidatorFunctions,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import type { ConfigProblem } from './DataMeshConfig';

/** Runs a reader; what it throws becomes a problem of that key. */
export function attempt<T>(
  problems: ConfigProblem[],
  key: string,
  read: () => T,
): T | undefined {
  try {
    return read();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    problems.push({ key, message });
    return undefined;
  }
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

/**
 * Refuses keys that there are not. Passed over, a misspelt one would change what
 * the rest means.
 *
 * @param owner - what the keys are of, where that is not clear
 */
export function requireKnownKeys(
  config: Config | undefined,
  known: readonly string[],
  owner = '',
): void {
  const strange = config?.keys().find(key => !known.includes(key));
  if (strange) {
    throw new Error(
      `there is no key '${strange}'${owner}; it has ${known.join(', ')}`,
    );
  }
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
