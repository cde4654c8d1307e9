import { JsonValue } from '@backstage/types';
import { CatalogProcessorCache } from '@backstage/plugin-catalog-node';

/** A cache that behaves as the catalog's own over several runs. */
export class Runs {
  #kept: Record<string, JsonValue> = {};

  async next<T>(work: (cache: CatalogProcessorCache) => Promise<T>) {
    const written: Record<string, JsonValue> = {};
    const kept = this.#kept;
    const result = await work({
      async get<ItemType extends JsonValue>(key: string) {
        return kept[key] as ItemType | undefined;
      },
      async set(key, value) {
        written[key] = value;
      },
    });
    if (Object.keys(written).length > 0) this.#kept = written;
    return result;
  }
}
