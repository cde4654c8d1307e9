/** Records as Confluent's serializers write them: a zero byte, the schema's id, the encoded value. */
import { encodeAvro } from './avro.mjs';
import { encodeProtobuf } from './protobuf.mjs';

/**
 * @param {string} registryUrl
 * @returns {(subject: string, value: any) => Promise<Buffer>}
 */
export function createSerializer(registryUrl) {
  /** @type {Map<string, Promise<any>>} */
  const known = new Map();

  /** @param {string} path */
  async function get(path) {
    const response = await fetch(`${registryUrl}${path}`, {
      signal: AbortSignal.timeout(5_000),
    });
    if (!response.ok) {
      throw new Error(
        `the schema registry answered ${response.status} on ${path}`,
      );
    }
    return response.json();
  }

  /** @param {string} subject */
  async function load(subject) {
    const path = `/subjects/${encodeURIComponent(subject)}/versions`;
    const {
      id,
      schema,
      schemaType = 'AVRO',
      references = [],
    } = await get(`${path}/latest`);
    const named = new Map();
    for (const reference of references) {
      const used = await get(
        `/subjects/${encodeURIComponent(reference.subject)}/versions/${
          reference.version
        }`,
      );
      named.set(reference.name, JSON.parse(used.schema));
    }
    return { id, schemaType, schema, named };
  }

  return async (subject, value) => {
    let loading = known.get(subject);
    if (!loading) {
      loading = load(subject);
      known.set(subject, loading);
      loading.catch(() => known.delete(subject));
    }
    const { id, schemaType, schema, named } = await loading;
    const head = Buffer.alloc(5);
    head.writeInt32BE(id, 1);
    switch (schemaType) {
      case 'AVRO':
        return Buffer.concat([
          head,
          encodeAvro(JSON.parse(schema), value, named),
        ]);
      case 'PROTOBUF':
        // The single 0 is the path to the file's first message.
        return Buffer.concat([
          head,
          Buffer.from([0]),
          encodeProtobuf(schema, value),
        ]);
      default:
        return Buffer.concat([head, Buffer.from(JSON.stringify(value))]);
    }
  };
}
