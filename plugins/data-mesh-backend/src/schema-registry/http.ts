import { Agent, fetch } from 'undici';
import type { SchemaRegistrySettings } from '../config/DataMeshConfig';
import { KafkaError, toKafkaError } from '../kafka/errors';

const TIMEOUT_MS = 10_000;
const MAX_BODY_BYTES = 16 * 1024 * 1024;
const ACCEPT = 'application/vnd.schemaregistry.v1+json, application/json';

/** An answer of the registry; `errorCode` is Confluent's, where there is one. */
export type RegistryAnswer = {
  status: number;
  body: unknown;
  errorCode?: number;
  message?: string;
};

function authorization(settings: SchemaRegistrySettings): string | undefined {
  const { auth } = settings;
  switch (auth.type) {
    case 'basic':
      return `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString(
        'base64',
      )}`;
    case 'bearer':
      return `Bearer ${auth.token}`;
    default:
      return undefined;
  }
}

async function readBounded(
  stream: AsyncIterable<Uint8Array>,
  item: string,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.byteLength;
    if (size > MAX_BODY_BYTES) {
      throw new KafkaError({
        code: 'INVALID',
        message: `${item}: the answer is larger than ${MAX_BODY_BYTES} bytes`,
        retryable: false,
        item,
      });
    }
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Requests to one schema registry: its address, credentials and TLS, with
 * bounded time and size and no redirects.
 */
export class RegistryHttp {
  readonly #settings: SchemaRegistrySettings;
  readonly #label: string;
  readonly #agent: Agent;

  constructor(label: string, settings: SchemaRegistrySettings) {
    this.#label = label;
    this.#settings = settings;
    const { ca, cert, key, serverName } = settings.tls ?? {};
    this.#agent = new Agent({
      connect: {
        timeout: TIMEOUT_MS,
        ...(ca ? { ca } : {}),
        ...(cert && key ? { cert, key } : {}),
        ...(serverName ? { servername: serverName } : {}),
      },
      connections: 32,
    });
  }

  get label(): string {
    return this.#label;
  }

  /**
   * Sends one request.
   *
   * @param segments - of the path, encoded here
   * @throws KafkaError where there was no answer, or not one of a registry;
   *   answers with a status of 400 and more are returned
   */
  async send(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    segments: Array<string | number>,
    options: { query?: Record<string, string>; body?: unknown } = {},
  ): Promise<RegistryAnswer> {
    const path = segments.map(s => encodeURIComponent(s)).join('/');
    const query = options.query ? `?${new URLSearchParams(options.query)}` : '';
    const auth = authorization(this.#settings);
    try {
      const response = await fetch(`${this.#settings.url}/${path}${query}`, {
        method,
        headers: {
          Accept: ACCEPT,
          ...(auth ? { Authorization: auth } : {}),
          ...(options.body === undefined
            ? {}
            : { 'Content-Type': 'application/vnd.schemaregistry.v1+json' }),
        },
        ...(options.body === undefined
          ? {}
          : { body: JSON.stringify(options.body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
        dispatcher: this.#agent,
      });
      const text = response.body
        ? await readBounded(response.body, this.#label)
        : '';
      return this.#answer(response.status, text);
    } catch (error) {
      throw toKafkaError(error, `${this.#label} (${this.#settings.url})`);
    }
  }

  async close(): Promise<void> {
    await this.#agent.close();
  }

  #answer(status: number, text: string): RegistryAnswer {
    if (status === 401 || status === 403) {
      throw new KafkaError({
        code: status === 401 ? 'AUTHENTICATION_FAILED' : 'NOT_AUTHORIZED',
        message: `${
          this.#label
        }: the registry refused our credentials (HTTP ${status}); check schemaRegistry.auth`,
        retryable: false,
        item: this.#label,
      });
    }
    let body: unknown;
    try {
      body = text ? JSON.parse(text) : undefined;
    } catch {
      throw new KafkaError({
        code: 'INVALID',
        message: `${
          this.#label
        }: the answer (HTTP ${status}) is not of a schema registry with Confluent's API; check schemaRegistry.url`,
        retryable: false,
        item: this.#label,
      });
    }
    if (status < 400) return { status, body };
    const field = (name: string): unknown =>
      typeof body === 'object' && body !== null
        ? Reflect.get(body, name)
        : undefined;
    const errorCode = field('error_code');
    const message = field('message');
    return {
      status,
      body,
      ...(typeof errorCode === 'number' ? { errorCode } : {}),
      ...(typeof message === 'string' ? { message } : {}),
    };
  }
}
