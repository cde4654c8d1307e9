import type {
  MeshDomain,
  MeshProduct,
  MeshTopic,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { readHead, readObjects, type MeshObjectType } from '../feed/meshRows';

type Objects = { topic: MeshTopic; product: MeshProduct; domain: MeshDomain };

/**
 * The stored mesh, parsed once a change: lists of thousands are asked for far
 * more often than they change.
 */
export class MeshReader {
  readonly #db: Knex;
  readonly #kept = new Map<
    MeshObjectType,
    { version: string; objects: Promise<object[]> }
  >();

  constructor(db: Knex) {
    this.#db = db;
  }

  async all<T extends MeshObjectType>(type: T): Promise<Objects[T][]> {
    const head = await readHead(this.#db);
    const version = head ? `${head.epoch}.${head.seq}` : '';
    const kept = this.#kept.get(type);
    if (kept?.version === version) {
      return (await kept.objects) as Objects[T][];
    }
    const objects = readObjects<Objects[T]>(this.#db, type);
    this.#kept.set(type, { version, objects });
    objects.catch(() => this.#kept.delete(type));
    return objects;
  }
}
