import { COMPATIBILITY_LEVELS, isAtLeast, strictest } from '../compatibility';
import { anyOf, leastOf, optional } from '../parameters';
import { policyRule } from '../PolicyRule';

const FORMATS = ['AVRO', 'JSON', 'PROTOBUF'];

/** Every port has a schema, of some format and compatibility. */
export const schemaRequired = policyRule({
  type: 'schema-required',
  title: 'Ports have a schema that may only change compatibly',
  parameters: {
    formats: optional(anyOf('Formats that a schema may have', FORMATS)),
    compatibility: optional({
      ...leastOf('Least level of compatibility', COMPATIBILITY_LEVELS),
      tighten: strictest,
    }),
  },
  check: (facts, { formats, compatibility }) =>
    facts.ports.flatMap(({ name, schemas }) => {
      if (schemas === 'unknown') return [];
      if (schemas.length === 0) {
        return [
          {
            subject: `${name} schema`,
            value: 'none',
            message: `Port ${name} has no schema in its schema registry`,
          },
        ];
      }
      return schemas.flatMap(({ subject, format, compatibility: level }) => [
        ...(formats && !formats.includes(format)
          ? [
              {
                subject: `${subject} format`,
                value: format,
                message: `Subject ${subject} of port ${name} is ${format}, not ${
                  formats.join(' or ') || 'of a format that is allowed'
                }`,
              },
            ]
          : []),
        ...(compatibility &&
        level !== undefined &&
        !isAtLeast(level, compatibility)
          ? [
              {
                subject: `${subject} compatibility`,
                value: level,
                message: `Subject ${subject} of port ${name} has compatibility ${level}, less than ${compatibility}`,
              },
            ]
          : []),
      ]);
    }),
});
