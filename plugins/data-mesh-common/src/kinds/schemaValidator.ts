import { JsonObject } from '@backstage/types';
import Ajv, { ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import { EntityProblem } from './problems';

/**
 * Makes a function that checks a value against a JSON schema and says in words
 * what is wrong, with the path of each field. The schema is compiled at the
 * first use, so that importing it costs nothing in a browser.
 *
 * Where a schema says `description` beside `pattern` or `format`, the message
 * uses it: "must be <description>".
 */
export function createSchemaValidator(
  schema: JsonObject,
): (value: unknown, root?: string) => EntityProblem[] {
  let validate: ReturnType<Ajv['compile']> | undefined;
  return (value, root = '') => {
    if (!validate) {
      // verbose: messages quote the offending value and the schema's own words
      const ajv = new Ajv({ allErrors: true, verbose: true });
      addFormats(ajv, ['date', 'duration', 'uri']);
      validate = ajv.compile(schema);
    }
    if (validate(value)) {
      return [];
    }
    const problems = (validate.errors ?? [])
      .filter(error => !isEcho(error))
      .map(error => toProblem(error, root));
    return unique(problems);
  };
}

/**
 * Some keywords report twice: "if" that its branch failed, beside the branch's
 * own errors, and a bad key both by itself and as part of "propertyNames".
 */
function isEcho({ keyword, propertyName }: ErrorObject): boolean {
  return (
    keyword === 'if' ||
    (propertyName !== undefined && keyword !== 'propertyNames')
  );
}

function toProblem(error: ErrorObject, root: string): EntityProblem {
  const { missingProperty, additionalProperty, propertyName } = error.params;
  const child = missingProperty ?? additionalProperty ?? propertyName;
  const pointer = error.instancePath.split('/').slice(1).map(unescapePointer);
  const segments = child === undefined ? pointer : [...pointer, child];
  return { path: toPath(root, segments), message: toMessage(error) };
}

function toMessage(error: ErrorObject): string {
  const { params, data } = error;
  const shown = quote(data);
  const description: unknown = error.parentSchema?.description;
  switch (error.keyword) {
    case 'required':
      return 'is required';
    case 'additionalProperties': {
      const known = Object.keys(error.parentSchema?.properties ?? {});
      return `is not a known field; known are ${known.join(', ')}`;
    }
    case 'propertyNames':
      return `must be named by ${error.parentSchema?.propertyNames?.description}`;
    case 'enum':
      return `must be one of ${params.allowedValues.join(', ')}, not ${shown}`;
    case 'const':
      return `must be ${quote(params.allowedValue)}, not ${shown}`;
    case 'type':
      return `must be ${article(params.type)}, not ${shown}`;
    case 'minItems':
      return `must have at least ${params.limit} ${
        params.limit === 1 ? 'entry' : 'entries'
      }`;
    case 'uniqueItems':
      return `must not list the same entry twice (${params.j} and ${params.i})`;
    case 'pattern':
    case 'format':
    case 'minLength':
    case 'maxLength':
      return description
        ? `must be ${description}, not ${shown}`
        : `${error.message}, not ${shown}`;
    default:
      return `${error.message}, not ${shown}`;
  }
}

function toPath(root: string, segments: string[]): string {
  return segments.reduce((path, segment) => {
    if (/^\d+$/.test(segment)) {
      return `${path}[${segment}]`;
    }
    return path ? `${path}.${segment}` : segment;
  }, root);
}

function unescapePointer(segment: string): string {
  return segment.replace(/~1/g, '/').replace(/~0/g, '~');
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

/** A value as it fits into a sentence; a descriptor may hold anything. */
function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** Two keywords on one field (pattern and format) would say the same twice. */
function unique(problems: EntityProblem[]): EntityProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ path, message }) => {
    const key = `${path} ${message}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
