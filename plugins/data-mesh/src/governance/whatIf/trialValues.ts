import type {
  Policy,
  PolicyParameter as RuleParameter,
} from '@data-mesh/backstage-plugin-data-mesh-common';

/** A parameter of a policy's rule, with the value that it has. */
export type PolicyParameter = Policy['rule']['parameters'][number];

/**
 * What is filled in for a parameter: a text, for a list or expressions one of
 * each, for periods one for each classification.
 */
export type ParameterInput = string | string[] | Record<string, string>;

/** What is filled in, by the parameter's name. */
export type ParameterInputs = Record<string, ParameterInput>;

type Kind = Pick<RuleParameter, 'kind' | 'allowed'>;

function asList(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** A value as it is filled in. */
export function toInput({ kind, allowed }: Kind, value: unknown) {
  switch (kind) {
    case 'list':
      // Not with commas: patterns and values such as "compact,delete" have them.
      return allowed ? asList(value) : asList(value).join('\n');
    case 'expressions': {
      const list = asList(value);
      return list.length > 0 ? list : [''];
    }
    case 'periods':
      return Object.fromEntries(
        Object.entries(Object(value)).map(([key, each]) => [key, String(each)]),
      );
    default:
      return value === undefined || value === null ? '' : String(value);
  }
}

function trimmed(texts: string[]): string[] | undefined {
  const found = texts.map(text => text.trim()).filter(Boolean);
  return found.length > 0 ? found : undefined;
}

/** The value that is filled in; nothing where the field is empty. */
export function readInput({ kind, allowed }: Kind, input?: ParameterInput) {
  if (input === undefined) return undefined;
  if (typeof input === 'string') {
    const text = input.trim();
    if (text === '') return undefined;
    if (kind === 'number') return Number(text);
    return kind === 'list' ? trimmed(text.split('\n')) : text;
  }
  if (Array.isArray(input)) {
    return kind === 'list' && allowed
      ? trimmed(allowed.filter(each => input.includes(each)))
      : trimmed(input);
  }
  const entries = Object.entries(input)
    .map(([key, each]) => [key, each.trim()])
    .filter(([, each]) => each !== '');
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** What to begin with: what is tried, else what the policy has. */
export function toInputs(
  parameters: PolicyParameter[],
  tried: Record<string, unknown> = {},
): ParameterInputs {
  return Object.fromEntries(
    parameters.map(parameter => [
      parameter.name,
      toInput(parameter, tried[parameter.name] ?? parameter.value),
    ]),
  );
}

function sameOrder(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify([...value].sort());
  return typeof value === 'object' && value !== null
    ? JSON.stringify(Object.entries(value).sort())
    : JSON.stringify(value);
}

/** What differs from the policy; what is left empty does not. */
export function readChange(
  parameters: PolicyParameter[],
  inputs: ParameterInputs,
): Record<string, unknown> {
  return Object.fromEntries(
    parameters.flatMap(parameter => {
      const typed = readInput(parameter, inputs[parameter.name]);
      const isSame =
        typed === undefined || sameOrder(typed) === sameOrder(parameter.value);
      return isSame ? [] : [[parameter.name, typed]];
    }),
  );
}

/** The change in an address; nothing where there is none that can be read. */
export function readTried(text: string): Record<string, unknown> | undefined {
  try {
    const tried: unknown = JSON.parse(text);
    return typeof tried === 'object' && tried !== null && !Array.isArray(tried)
      ? (tried as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
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
