import { TOPIC_CONFIGS } from '@data-mesh/backstage-plugin-data-mesh-common';

export { TOPIC_CONFIGS };

/** The first key of some configs that cannot be set, if there is one. */
export function unknownConfig(keys: string[]): string | undefined {
  return keys.find(key => !TOPIC_CONFIGS.includes(key));
}
