import { CLASSIFICATIONS } from '@data-mesh/backstage-plugin-data-mesh-common';
import { Duration } from 'luxon';
import { readEach } from './documentProblems';

/** What a parameter holds, so that a form has the right field for it. */
export type ParameterKind =
  | 'number'
  | 'choice'
  | 'list'
  | 'expressions'
  | 'periods';

/** A parameter of a rule: how it is read, and how a domain tightens it. */
export type Parameter<T> = {
  /** What it means, in words. */
  description: string;
  kind: ParameterKind;
  /** Which texts it may hold; any if left out. */
  allowed?: readonly string[];
  /** Whether a policy works without it. */
  optional: boolean;
  /** @throws Error that says what is wrong with a value */
  read(value: unknown): T;
  /**
   * The stricter of both, whichever that is: what either forbids is forbidden.
   */
  tighten(parent: T, own: T): T;
};

/** Parameters of a rule, by name. */
export type Parameters = Record<string, Parameter<any>>;

/** The values that the parameters of a rule have. */
export type ValuesOf<P extends Parameters> = {
  [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

function wrong(value: unknown, wanted: string): Error {
  return new Error(`${JSON.stringify(value) ?? 'nothing'} is not ${wanted}`);
}

// So that no document makes an evaluation as long as it likes.
const MAX_LIST = 200;

function readNumber(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw wrong(value, 'a number');
  }
  return value;
}

function readList(value: unknown, allowed?: readonly string[]): string[] {
  const isList =
    Array.isArray(value) && value.every(each => typeof each === 'string');
  if (!isList || value.length === 0) {
    throw wrong(value, 'a list of texts with something in it');
  }
  if (value.length > MAX_LIST) {
    throw new Error(
      `${value.length} are more than ${MAX_LIST}; say it in several policies`,
    );
  }
  readEach(value, each => {
    if (allowed && !allowed.includes(each)) {
      throw wrong(each, `one of ${allowed.join(', ')}`);
    }
  });
  return [...new Set(value as string[])].sort();
}

/** A lower bound: the higher one is stricter. */
export function atLeast(description: string): Parameter<number> {
  return {
    description,
    kind: 'number',
    optional: false,
    read: readNumber,
    tighten: (parent, own) => Math.max(parent, own),
  };
}

/** An upper bound: the lower one is stricter. */
export function atMost(description: string): Parameter<number> {
  return {
    description,
    kind: 'number',
    optional: false,
    read: readNumber,
    tighten: (parent, own) => Math.min(parent, own),
  };
}

/** What is allowed: only what both allow is. */
export function anyOf(
  description: string,
  allowed?: readonly string[],
): Parameter<string[]> {
  return {
    description,
    kind: 'list',
    ...(allowed ? { allowed } : {}),
    optional: false,
    read: value => readList(value, allowed),
    tighten: (parent, own) => parent.filter(each => own.includes(each)),
  };
}

/** What is looked for: all that either looks for is. */
export function allOf(
  description: string,
  allowed?: readonly string[],
): Parameter<string[]> {
  return {
    description,
    kind: 'list',
    ...(allowed ? { allowed } : {}),
    optional: false,
    read: value => readList(value, allowed),
    tighten: (parent, own) => [...new Set([...parent, ...own])].sort(),
  };
}

/** One of a scale, of which a later one is stricter. */
export function leastOf(
  description: string,
  scale: readonly string[],
): Parameter<string> {
  return {
    description,
    kind: 'choice',
    allowed: scale,
    optional: false,
    read(value) {
      if (typeof value !== 'string' || !scale.includes(value)) {
        throw wrong(value, `one of ${scale.join(', ')}`);
      }
      return value;
    },
    tighten: (parent, own) =>
      scale.indexOf(own) > scale.indexOf(parent) ? own : parent,
  };
}

/** Milliseconds of an ISO 8601 period. */
export function periodMs(text: string): number {
  return Duration.fromISO(text).toMillis();
}

/** A period for each classification: the shorter one is stricter. */
export function periodsByClassification(
  description: string,
): Parameter<Record<string, string>> {
  return {
    description,
    kind: 'periods',
    allowed: CLASSIFICATIONS,
    optional: false,
    read(value) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        throw wrong(value, 'a map from classifications to periods');
      }
      for (const [classification, period] of Object.entries(value)) {
        if (!CLASSIFICATIONS.some(each => each === classification)) {
          throw wrong(classification, `one of ${CLASSIFICATIONS.join(', ')}`);
        }
        if (typeof period !== 'string' || !(periodMs(period) > 0)) {
          throw wrong(period, 'an ISO 8601 period such as P30D');
        }
      }
      return value as Record<string, string>;
    },
    tighten(parent, own) {
      const merged = { ...parent };
      for (const [classification, period] of Object.entries(own)) {
        const before = merged[classification];
        if (!before || periodMs(period) < periodMs(before)) {
          merged[classification] = period;
        }
      }
      return merged;
    },
  };
}

/** The same parameter, which may be left out: then it asks for nothing. */
export function optional<T>(parameter: Parameter<T>): Parameter<T | undefined> {
  return {
    ...parameter,
    optional: true,
    read: value => (value === undefined ? undefined : parameter.read(value)),
    tighten(parent, own) {
      if (own === undefined) return parent;
      return parent === undefined ? own : parameter.tighten(parent, own);
    },
  };
}
