import { openApiDocument } from '../schema/openapi.generated';

type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: boolean | Schema;
  format?: string;
};

function resolve(ref: string): never {
  return ref
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (node, key) => Reflect.get(node as object, key),
      openApiDocument,
    ) as never;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

function problems(schema: Schema, value: unknown, path: string): string[] {
  if (schema.$ref) return problems(resolve(schema.$ref), value, path);
  const type = typeOf(value);
  const wanted = [schema.type ?? type].flat();
  const fits = wanted.some(
    w => w === type || (w === 'integer' && Number.isInteger(value)),
  );
  if (!fits) return [`${path}: ${type}, not ${wanted.join(' or ')}`];
  if (schema.enum && !schema.enum.includes(value)) {
    return [`${path}: ${value} is none of ${schema.enum.join(', ')}`];
  }
  if (schema.format === 'date-time' && !/^\d{4}-.*Z$/.test(`${value}`)) {
    return [`${path}: ${value} is no ISO 8601 time`];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, i) =>
      problems(schema.items ?? {}, item, `${path}[${i}]`),
    );
  }
  if (type !== 'object') return [];
  const given = value as Record<string, unknown>;
  const { properties = {}, required = [], additionalProperties } = schema;
  return [
    ...required
      .filter(key => !(key in given))
      .map(key => `${path}.${key}: missing`),
    ...Object.entries(given).flatMap(([key, inner]) => {
      if (properties[key]) {
        return problems(properties[key], inner, `${path}.${key}`);
      }
      if (typeof additionalProperties === 'object') {
        return problems(additionalProperties, inner, `${path}.${key}`);
      }
      // What the document does not tell, no client can rely on.
      return schema.properties ? [`${path}.${key}: not documented`] : [];
    }),
  ];
}

/** What of an answer is not as the OpenAPI document says. */
export function deviations(
  method: 'get' | 'post',
  path: string,
  status: number,
  body: unknown,
): string[] {
  const operation = Reflect.get(
    Reflect.get(openApiDocument.paths, path) ?? {},
    method,
  );
  if (!operation) return [`${method} ${path} is not documented`];
  const answer =
    operation.responses[status] ?? operation.responses.default ?? {};
  const { content } = answer.$ref
    ? (resolve(answer.$ref) as typeof answer)
    : answer;
  const schema = content?.['application/json']?.schema;
  return schema
    ? problems(schema, body, 'body')
    : [`${method} ${path} has no answer of status ${status}`];
}
