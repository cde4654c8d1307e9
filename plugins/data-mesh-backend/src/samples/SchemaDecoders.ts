import type {
  SchemaReference,
  SchemaRegistryPort,
} from '../schema-registry/SchemaRegistryPort';
import { avroDecoder } from './avroDecoder';
import type { DecoderSource } from './decodePayload';
import { protobufDecoder } from './protobufDecoder';

/** What of a registry decoding takes. */
export type SchemaSource = Pick<SchemaRegistryPort, 'getById' | 'getVersion'>;

type Decoder = Awaited<ReturnType<DecoderSource>>;

const MOST_KEPT = 500;
const MOST_REFERENCES = 50;

/** Decoders by the IDs of their schemas, which never change and so are kept. */
export class SchemaDecoders {
  readonly #registry: SchemaSource;
  readonly #kept = new Map<number, Promise<Decoder>>();

  constructor(registry: SchemaSource) {
    this.#registry = registry;
  }

  /** @throws Error that says why there is none */
  async of(schemaId: number): Promise<Decoder> {
    const kept = this.#kept.get(schemaId);
    if (kept) return kept;
    const made = this.#make(schemaId);
    this.#kept.set(schemaId, made);
    // A registry that is away now is asked again.
    made.catch(() => this.#kept.delete(schemaId));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(oldest);
    return made;
  }

  async #make(schemaId: number): Promise<Decoder> {
    const { format, schema, references } = await this.#registry.getById(
      schemaId,
    );
    if (format === 'JSON') {
      return {
        format: 'json',
        decode: payload => JSON.parse(payload.toString('utf8')),
      };
    }
    const texts = new Map<string, string>();
    await this.#collect(references, texts);
    const all = [...texts.values()];
    return format === 'AVRO'
      ? { format: 'avro', decode: avroDecoder(schema, all) }
      : { format: 'protobuf', decode: protobufDecoder(schema, all) };
  }

  /** What is referred to, each after what it refers to itself. */
  async #collect(
    references: SchemaReference[],
    texts: Map<string, string>,
  ): Promise<void> {
    for (const { subject, version } of references) {
      const key = `${subject} ${version}`;
      if (texts.has(key)) continue;
      const found = await this.#registry.getVersion(subject, version);
      await this.#collect(found.references, texts);
      texts.set(key, found.schema);
      if (texts.size > MOST_REFERENCES) {
        throw new Error(`it refers to more than ${MOST_REFERENCES} others`);
      }
    }
  }
}
