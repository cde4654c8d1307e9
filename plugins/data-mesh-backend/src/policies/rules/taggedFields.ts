import { CLASSIFICATIONS } from '@data-mesh/backstage-plugin-data-mesh-common';
import { allOf, leastOf } from '../parameters';
import { policyRule } from '../PolicyRule';

const rank = (classification: string | undefined) =>
  CLASSIFICATIONS.findIndex(each => each === classification);

/** Who has fields with certain tags is classified accordingly. */
export const taggedFields = policyRule({
  type: 'tagged-fields',
  title: 'Fields with certain tags demand a classification',
  parameters: {
    tags: allOf('Tags of fields, such as PII'),
    classification: leastOf(
      'Least classification of a port with such a field',
      CLASSIFICATIONS,
    ),
  },
  check: (facts, { tags, classification }) =>
    facts.ports.flatMap(port => {
      if (port.schemas === 'unknown') return [];
      if (rank(port.classification) >= rank(classification)) return [];
      return port.schemas.flatMap(({ subject, fields }) =>
        fields
          .filter(field => field.tags.some(tag => tags.includes(tag)))
          .map(({ path, tags: own }) => ({
            subject: `${subject} ${path}`,
            value: port.classification ?? 'unclassified',
            message: `Field ${path} of ${subject} is tagged ${own
              .filter(tag => tags.includes(tag))
              .join(', ')}, but port ${port.name} is ${
              port.classification ?? 'not classified'
            }, less than ${classification}`,
          })),
      );
    }),
});
