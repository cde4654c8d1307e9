import { atLeast } from '../parameters';
import { policyRule } from '../PolicyRule';

/** A share of the fields of each schema says what it means. */
export const documentedFields = policyRule({
  type: 'documented-fields',
  title: 'Fields of schemas are documented',
  parameters: {
    percent: atLeast('Least share of fields with a description, in percent'),
  },
  check: (facts, { percent }) =>
    facts.ports.flatMap(({ name, schemas }) =>
      (schemas === 'unknown' ? [] : schemas).flatMap(({ subject, fields }) => {
        const documented = fields.filter(f => f.description?.trim()).length;
        const share = fields.length ? (100 * documented) / fields.length : 100;
        return share >= percent
          ? []
          : [
              {
                subject,
                value: `${documented} of ${fields.length}`,
                message: `Subject ${subject} of port ${name} documents ${documented} of ${fields.length} fields, less than ${percent} %`,
              },
            ];
      }),
    ),
});
