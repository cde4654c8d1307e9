import { DocumentError, DocumentReader, problemsOf } from './documentProblems';
import type { Parameter, Parameters } from './parameters';

/**
 * Values of all parameters out of a document.
 *
 * @throws Error that names the parameter and what is wrong with it
 */
export function readParameters(
  parameters: Parameters,
  document: Record<string, unknown>,
): Record<string, unknown> {
  const known = Object.keys(parameters);
  const reader = new DocumentReader();
  for (const key of Object.keys(document)) {
    if (known.includes(key)) continue;
    reader.part(key, () => {
      throw new Error(
        `there is no parameter '${key}'; there are ${
          known.join(', ') || 'none'
        }`,
      );
    });
  }
  const read = Object.entries(parameters).map(([name, parameter]) => [
    name,
    reader.part(name, () => readParameter(name, parameter, document[name])),
  ]);
  reader.end();
  return Object.fromEntries(read);
}

function readParameter<T>(
  name: string,
  parameter: Parameter<T>,
  value: unknown,
): T {
  if (value === undefined && !parameter.optional) {
    throw new Error(`parameter '${name}' is missing: ${parameter.description}`);
  }
  try {
    return parameter.read(value);
  } catch (error) {
    const { message } = error as Error;
    throw new DocumentError(
      problemsOf(error, ''),
      `parameter '${name}': ${message}`,
    );
  }
}

/**
 * What a domain makes of a policy's parameters. It can only make them stricter:
 * where it names a looser value, the policy's own stays.
 *
 * @param own - values for some of the parameters
 */
export function tightenParameters(
  parameters: Parameters,
  parent: Record<string, unknown>,
  own: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [
      name,
      own[name] === undefined
        ? parent[name]
        : parameter.tighten(parent[name], own[name]),
    ]),
  );
}
