import { CLASSIFICATIONS } from '@data-mesh/backstage-plugin-data-mesh-common';
import { periodMs, periodsByClassification } from '../parameters';
import { policyRule } from '../PolicyRule';

/** How long access may be given, by what the data is classified as. */
export const longestGrant = policyRule({
  type: 'longest-grant',
  title: 'Access ends soon enough for the classification',
  parameters: {
    longest: periodsByClassification('Longest grant for each classification'),
  },
  check: ({ ports, maxDuration, title }, { longest }) => {
    if (!maxDuration) return [];
    const found = CLASSIFICATIONS.filter(classification =>
      ports.some(port => port.classification === classification),
    );
    return found.flatMap(classification => {
      const limit = longest[classification];
      return limit && periodMs(maxDuration) > periodMs(limit)
        ? [
            {
              subject: `maxDuration ${classification}`,
              value: maxDuration,
              message: `${title} lets grants last ${maxDuration}, but has a port that is ${classification}, for which ${limit} is the longest`,
            },
          ]
        : [];
    });
  },
});
