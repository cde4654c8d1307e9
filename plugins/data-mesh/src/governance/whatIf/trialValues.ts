import type { Policy } from '@data-mesh/backstage-plugin-data-mesh-common';

/** A parameter of a policy's rule. */
export type PolicyParameter = Policy['rule']['parameters'][number];

/**
 * What a parameter is filled in as. Of one that is not set it is not known
 * what it holds; what is typed tells.
 */
export type FieldKind = 'number' | 'list' | 'map' | 'text' | 'unset';

/** What is typed, by the parameter's name. */
export type TrialTexts = Record<string, string>;

/** How a parameter is filled in, by the value that it has. */
export function fieldKind(value: unknown): FieldKind {
  if (value === undefined || value === null) return 'unset';
  if (typeof value === 'number') return 'number';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' ? 'map' : 'text';
}

/** A value as one would type it. */
export function toText(value: unknown): string {
  if (value === undefined || value === null) return '';
  // Not with commas: patterns and values such as "compact,delete" have them.
  if (Array.isArray(value)) return value.join('\n');
  return typeof value === 'object'
    ? JSON.stringify(value, undefined, 2)
    : String(value);
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The value that is typed; nothing where the field is empty.
 *
 * @throws Error that says what is wrong with it
 */
export function readText(kind: FieldKind, text: string): unknown {
  const typed = text.trim();
  if (typed === '') return undefined;
  switch (kind) {
    case 'number':
      return Number(typed);
    case 'list':
      return typed
        .split('\n')
        .map(line => line.trim())
        .filter(Boolean);
    case 'map': {
      const map = asJson(typed);
      if (fieldKind(map) !== 'map') {
        throw new Error(
          'It is not a JSON object, such as {"internal": "P30D"}',
        );
      }
      return map;
    }
    case 'unset':
      return asJson(typed) ?? typed;
    default:
      return typed;
  }
}

/** The texts to begin with: what is tried, else what the policy has. */
export function toTexts(
  parameters: PolicyParameter[],
  tried: Record<string, unknown> = {},
): TrialTexts {
  return Object.fromEntries(
    parameters.map(({ name, value }) => [name, toText(tried[name] ?? value)]),
  );
}

/** What differs from the policy, or what of it cannot be read. */
export function readChange(
  parameters: PolicyParameter[],
  texts: TrialTexts,
): { change: Record<string, unknown>; errors: Record<string, string> } {
  const change: Record<string, unknown> = {};
  const errors: Record<string, string> = {};
  for (const { name, value } of parameters) {
    try {
      const typed = readText(fieldKind(value), texts[name] ?? '');
      const isSame = JSON.stringify(typed) === JSON.stringify(value);
      if (typed !== undefined && !isSame) change[name] = typed;
    } catch (error) {
      errors[name] = (error as Error).message;
    }
  }
  return { change, errors };
}

/** The change in an address; nothing where there is none that can be read. */
export function readTried(text: string): Record<string, unknown> | undefined {
  const tried = asJson(text);
  return fieldKind(tried) === 'map'
    ? (tried as Record<string, unknown>)
    : undefined;
}

/** What the backend says of one of the parameters, if that is what it says. */
export function parameterError(
  message: string,
  parameters: PolicyParameter[],
): { parameter: PolicyParameter; words: string } | undefined {
  const [, named, words] = message.match(/parameter '([^']+)':? (.*)/s) ?? [];
  const parameter = parameters.find(({ name }) => name === named);
  return parameter && { parameter, words };
}
