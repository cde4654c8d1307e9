import type { DraftSchemaFormat } from '@data-mesh/backstage-plugin-data-mesh-common';
import { avroExample } from './avroExample';
import { jsonSchemaExample } from './jsonSchemaExample';
import { protobufExample } from './protobufExample';

/**
 * A record that a schema takes, as an expression in JavaScript: bytes have no
 * other form than `Buffer.alloc(0)`. Skeletons begin with it.
 *
 * @throws Error where the schema is none
 */
export function exampleRecord(
  format: DraftSchemaFormat,
  schema: string,
): string {
  switch (format) {
    case 'AVRO':
      return avroExample(JSON.parse(schema));
    case 'JSON':
      return jsonSchemaExample(JSON.parse(schema));
    default:
      return protobufExample(schema);
  }
}
