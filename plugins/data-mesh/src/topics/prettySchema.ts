import type { TopicSchema } from './types';

/** Laid out for reading; as it is where it is not JSON. */
export function prettySchema({ schema }: Pick<TopicSchema, 'schema'>): string {
  try {
    return JSON.stringify(JSON.parse(schema), null, 2);
  } catch {
    return schema;
  }
}
