import type { TopicFacts } from '../api';

/** One field of a schema. @public */
export type SchemaField = {
  /** Dotted, as deep as the field is nested. */
  path: string;
  /** In words, such as `array of string`. */
  type: string;
  /** What the schema says that it means. */
  description?: string;
  /** Such as `PII`, from `confluent:tags`. */
  tags: string[];
};

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown) =>
  typeof value === 'string' ? value : undefined;

/**
 * The fields of an Avro, JSON or Protobuf schema, in its order; none where its
 * text cannot be read.
 *
 * @public
 */
export function schemaFields({
  format,
  schema,
}: Pick<TopicFacts['schemas'][number], 'format' | 'schema'>): SchemaField[] {
  if (/^proto/i.test(format)) {
    return protobufFields(schema).map(
      ({ number: _number, required: _required, ...field }) => field,
    );
  }
  try {
    const parsed: unknown = JSON.parse(schema);
    return /^json/i.test(format)
      ? jsonSchemaFields(parsed, '')
      : avroFields(parsed, '');
  } catch {
    // No JSON, or nested so deeply that no one could read it either.
    return [];
  }
}

function tagsOf(node: Json): string[] {
  const tags = node['confluent:tags'];
  return Array.isArray(tags) ? tags.map(String) : [];
}

function avroType(type: unknown): string {
  if (typeof type === 'string') return type;
  if (Array.isArray(type)) return type.map(avroType).join(' or ');
  if (!isObject(type)) return 'unknown';
  if (type.logicalType) return String(type.logicalType);
  if (type.type === 'array') return `array of ${avroType(type.items)}`;
  if (type.type === 'map') return `map of ${avroType(type.values)}`;
  if (type.type === 'enum' && Array.isArray(type.symbols)) {
    return `one of ${type.symbols.join(', ')}`;
  }
  return text(type.name) ?? avroType(type.type);
}

function avroFields(schema: unknown, prefix: string): SchemaField[] {
  // inside a union, an array or a map is the record that has the fields
  if (Array.isArray(schema)) {
    return schema.flatMap(each => avroFields(each, prefix));
  }
  if (!isObject(schema)) return [];
  if (schema.type === 'array') return avroFields(schema.items, prefix);
  if (schema.type === 'map') return avroFields(schema.values, prefix);
  if (!Array.isArray(schema.fields)) return [];
  return schema.fields.filter(isObject).flatMap(field => {
    const path = prefix + (text(field.name) ?? '?');
    return [
      {
        path,
        type: avroType(field.type),
        description: text(field.doc),
        tags: tagsOf(field),
      },
      ...avroFields(field.type, `${path}.`),
    ];
  });
}

function jsonSchemaType(node: Json): string {
  if (Array.isArray(node.enum)) return `one of ${node.enum.join(', ')}`;
  if (node.type === 'array' && isObject(node.items)) {
    return `array of ${jsonSchemaType(node.items)}`;
  }
  const type = Array.isArray(node.type) ? node.type.join(' or ') : node.type;
  return text(node.format) ?? text(type) ?? 'any';
}

function jsonSchemaFields(schema: unknown, prefix: string): SchemaField[] {
  if (!isObject(schema)) return [];
  if (schema.type === 'array') return jsonSchemaFields(schema.items, prefix);
  if (!isObject(schema.properties)) return [];
  return Object.entries(schema.properties).flatMap(([name, node]) =>
    isObject(node)
      ? [
          {
            path: prefix + name,
            type: jsonSchemaType(node),
            description: text(node.description),
            tags: tagsOf(node),
          },
          ...jsonSchemaFields(node, `${prefix}${name}.`),
        ]
      : [],
  );
}

// Enough for reading along: names, types and the comment before each field.
const PROTO_LINE =
  /^\s*(?:optional |repeated |required )?((?:map<[^>]+>)|[\w.]+)\s+(\w+)\s*=\s*(\d+)/;

/** A field of a message, as the wire knows it. */
export type ProtobufField = SchemaField & {
  number: number;
  /** Of proto2, where a message without it cannot be read. */
  required: boolean;
};

/** The fields of all messages of a Protobuf schema, in its order. */
export function protobufFields(schema: string): ProtobufField[] {
  const fields: ProtobufField[] = [];
  const messages: string[] = [];
  let comment: string[] = [];
  for (const line of schema.split('\n')) {
    const opened = /^\s*(?:message|enum|oneof)\s+(\w+)\s*\{/.exec(line);
    const said = /^\s*\/\/\s*(.*)$/.exec(line);
    const field = PROTO_LINE.exec(line);
    if (said) {
      comment.push(said[1]);
      continue;
    }
    if (opened) {
      messages.push(opened[1]);
    } else if (/^\s*\}/.test(line)) {
      messages.pop();
    } else if (field && !/^\s*(?:syntax|option|package)\b/.test(line)) {
      const tags = /tags[^"]*"([^"]+)"/.exec(line);
      fields.push({
        path: [...messages.slice(1), field[2]].join('.'),
        type: /^\s*repeated /.test(line) ? `array of ${field[1]}` : field[1],
        description: comment.join(' ') || undefined,
        tags: tags ? tags[1].split(',') : [],
        number: Number(field[3]),
        required: /^\s*required /.test(line),
      });
    }
    comment = [];
  }
  return fields;
}
