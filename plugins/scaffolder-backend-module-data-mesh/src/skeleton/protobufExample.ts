import { schemaFields } from '@data-mesh/backstage-plugin-data-mesh-common';
import { objectLiteral } from './literal';

const SCALARS: Record<string, string> = {
  string: '"example"',
  bytes: 'Buffer.alloc(0)',
  bool: 'false',
};
const NUMBERS = /^(double|float|(u|s)?int(32|64)|s?fixed(32|64))$/;

// As protobufjs names fields.
const camelCase = (name: string) =>
  name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());

/**
 * A value that the first message of a Protobuf schema takes, as an expression in
 * JavaScript: its scalar fields. Messages within it may be left out.
 */
export function protobufExample(schema: string): string {
  const fields = schemaFields({ format: 'PROTOBUF', schema });
  const entries = fields
    .filter(({ path }) => !path.includes('.'))
    .flatMap(({ path, type }): Array<[string, string]> => {
      const value = SCALARS[type] ?? (NUMBERS.test(type) ? '0' : undefined);
      return value ? [[camelCase(path), value]] : [];
    });
  return objectLiteral(entries);
}
