import type { JsonValue } from '@backstage/types';
import type { ConfigProblem } from './DataMeshConfig';

/** What a value has to be, and what somebody could write who got it wrong. */
export type ValueSpec = {
  kind: 'value';
  /** Continues "is not": `text`, `one of 'a', 'b'`. */
  wanted: string;
  /** Continues "write". */
  example: string;
  /**
   * @returns whether it is that, or why it is not: `reason` continues the
   *   value, `message` has it already
   */
  fits: (
    value: JsonValue,
  ) => boolean | { reason: string } | { message: string };
  /** Whether a wrong value may be told; by default it is. */
  mayBeTold?: (value: JsonValue) => boolean;
};

/** A list; `ifEmpty` is why it must not be empty, if so. */
export type ListSpec = {
  kind: 'list';
  of: KeySpec;
  example: string;
  ifEmpty?: string;
};

/** Keys that are known, or a value in place of them. */
export type SectionSpec = {
  kind: 'section';
  keys: Record<string, KeySpec>;
  required?: string[];
  or?: ValueSpec;
  /** What only several keys together tell; asked where each by itself is right. */
  together?: (
    section: Record<string, JsonValue>,
  ) => Array<{ key: string; message: string }>;
};

/** Names of somebody's own, each with the same below it. */
export type NamesSpec = {
  kind: 'names';
  of: KeySpec;
  example: string;
};

/** What is checked by whoever reads it. */
export type ApartSpec = { kind: 'apart' };

export type KeySpec =
  | ValueSpec
  | ListSpec
  | SectionSpec
  | NamesSpec
  | ApartSpec;

/** How many letters have to change to make one word of another. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + change);
    }
    row = next;
  }
  return row[b.length];
}

/** The key that somebody probably meant. */
function meant(strange: string, known: string[]): string | undefined {
  const [best] = known
    .map(key => ({
      key,
      far: distance(strange.toLowerCase(), key.toLowerCase()),
    }))
    .sort((a, b) => a.far - b.far);
  return best && best.far <= Math.max(2, best.key.length / 3)
    ? best.key
    : undefined;
}

function isSection(value: JsonValue): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function holds(value: JsonValue | undefined): value is JsonValue {
  return value !== undefined && value !== null;
}

const MAX_SHOWN = 120;

/** A value, as people write it. */
function shown(value: JsonValue): string {
  const all = typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
  return all.length > MAX_SHOWN ? `${all.slice(0, MAX_SHOWN)}…` : all;
}

function checkValue(value: JsonValue, spec: ValueSpec): string[] {
  const fits = spec.fits(value);
  if (fits === true) return [];
  if (fits && 'message' in fits)
    return [`${fits.message}; write ${spec.example}`];
  const told =
    spec.mayBeTold?.(value) === false ? 'what it holds' : shown(value);
  const why = fits === false ? `is not ${spec.wanted}` : fits.reason;
  return [`${told} ${why}; write ${spec.example}`];
}

function checkSection(
  value: JsonValue,
  spec: SectionSpec,
  at: string,
): ConfigProblem[] {
  const { keys, required = [], or, together } = spec;
  const known = Object.keys(keys);
  if (!isSection(value)) {
    const messages = or
      ? checkValue(value, or)
      : [
          `it is no section of keys (an object); write one with ${known.join(
            ', ',
          )}`,
        ];
    return messages.map(message => ({ key: at, message }));
  }
  const strange = Object.keys(value)
    .filter(key => !known.includes(key))
    .map(key => {
      const guess = meant(key, known);
      return {
        key: `${at}.${key}`,
        message: `there is no key '${key}'; it has ${known.join(', ')}; ${
          guess ? `write '${guess}' if that is meant` : 'leave it out'
        }`,
      };
    });
  const missing = required
    .filter(key => !holds(value[key]))
    .map(key => {
      const of = keys[key];
      const example = 'example' in of ? of.example : 'it';
      return {
        key: `${at}.${key}`,
        message: `it is missing; write ${example}`,
      };
    });
  const below = known.flatMap(key =>
    holds(value[key]) ? checkKeys(value[key], keys[key], `${at}.${key}`) : [],
  );
  const found = [...strange, ...missing, ...below];
  if (found.length > 0 || !together) return found;
  return together(value).map(({ key, message }) => ({
    key: `${at}.${key}`,
    message,
  }));
}

/**
 * All that is wrong with the keys of a part of the configuration, each by its
 * full name, with its value unless that is a secret, and with what to write.
 *
 * @param at - the full name of the part
 */
export function checkKeys(
  value: JsonValue,
  spec: KeySpec,
  at: string,
): ConfigProblem[] {
  switch (spec.kind) {
    case 'value':
      return checkValue(value, spec).map(message => ({ key: at, message }));
    case 'list': {
      if (!Array.isArray(value)) {
        const message = `${shown(value)} is not a list (an array); write ${
          spec.example
        }`;
        return [{ key: at, message }];
      }
      if (value.length === 0 && spec.ifEmpty) {
        return [
          { key: at, message: `[] ${spec.ifEmpty}; write ${spec.example}` },
        ];
      }
      return value.flatMap((each, i) =>
        checkKeys(each, spec.of, `${at}[${i}]`),
      );
    }
    case 'names': {
      // Not repeated: below it there may be secrets.
      if (!isSection(value)) {
        const message = `it is no section of names (an object); write ${spec.example}`;
        return [{ key: at, message }];
      }
      return Object.entries(value).flatMap(([name, each]) => {
        const key = `${at}.${name}`;
        return holds(each) ? checkKeys(each, spec.of, key) : [];
      });
    }
    case 'section':
      return checkSection(value, spec, at);
    default:
      return [];
  }
}
