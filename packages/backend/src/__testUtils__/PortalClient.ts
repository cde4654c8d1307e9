import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { mockCredentials } from '@backstage/backend-test-utils';
import { parseEntityRef, type Entity } from '@backstage/catalog-model';
import { stringify } from 'yaml';

/** Waits until a condition holds; what it last threw is the failure. */
export async function eventually<T>(
  check: () => Promise<T>,
  seconds: number,
): Promise<T> {
  const end = Date.now() + seconds * 1_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  }
}

/** A portal as its users have it: its API, and files that they register. */
export abstract class PortalClient {
  readonly #dir: string;

  /** @param dir - where files are written that it can read */
  constructor(dir: string) {
    this.#dir = dir;
  }

  /** Where the backend is. */
  abstract get url(): string;

  /** Answer of a request as a user; `undefined` body for none. */
  async call(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    options: { user?: string; service?: string; body?: unknown } = {},
  ): Promise<{ status: number; body: any }> {
    const response = await fetch(`${this.url}/api${url}`, {
      method,
      headers: {
        Authorization: options.service
          ? mockCredentials.service.header({
              onBehalfOf: mockCredentials.service(options.service),
              targetPluginId: url.split('/')[1],
            })
          : mockCredentials.user.header(
              `user:default/${options.user ?? 'olivia'}`,
            ),
        'Content-Type': 'application/json',
      },
      ...(options.body ? { body: JSON.stringify(options.body) } : {}),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      body: isJson ? JSON.parse(text) : text || undefined,
    };
  }

  /** An entity of the catalog; throws if it is not there. */
  async entity(ref: string): Promise<Entity> {
    const { kind, namespace, name } = parseEntityRef(ref);
    const { status, body } = await this.call(
      'GET',
      `/catalog/entities/by-name/${kind}/${namespace}/${name}`,
    );
    if (status !== 200) {
      throw new Error(`${ref}: ${status} ${body?.error?.message}`);
    }
    return body;
  }

  /** Waits until an entity is not in the catalog. */
  async isGone(ref: string, seconds: number): Promise<void> {
    await eventually(async () => {
      const there = await this.entity(ref).catch(() => undefined);
      if (there) throw new Error(`${ref} is still there`);
    }, seconds);
  }

  async product(ref: string, user?: string): Promise<any> {
    const { namespace, name } = parseEntityRef(ref);
    const { status, body } = await this.call(
      'GET',
      `/data-mesh/v1/products/${namespace}/${name}`,
      { user },
    );
    if (status !== 200) throw new Error(`${ref}: ${status}`);
    return body;
  }

  /** Waits until a product, with its owner, is known and its topics are there. */
  async untilInSync(ref: string, seconds = 30): Promise<void> {
    await eventually(async () => {
      const { product } = await this.product(ref);
      if (product.state !== 'in-sync' || !product.ownerRef) {
        throw new Error(`${ref} of ${product.ownerRef} is ${product.state}`);
      }
    }, seconds);
  }

  /** Writes entities to a file, without registering it. */
  write(file: string, ...entities: object[]): string {
    const target = path.join(this.#dir, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, entities.map(e => stringify(e)).join('---\n'));
    return target;
  }

  /** Registers a file of entities as a location. @returns the location's ID */
  async register(file: string, ...entities: object[]): Promise<string> {
    const target = this.write(file, ...entities);
    const { status, body } = await this.call('POST', '/catalog/locations', {
      body: { type: 'file', target },
    });
    if (status !== 201) {
      throw new Error(`${pathToFileURL(target)}: ${JSON.stringify(body)}`);
    }
    return body.location.id;
  }

  async unregister(id: string): Promise<void> {
    await this.call('DELETE', `/catalog/locations/${id}`);
  }
}
