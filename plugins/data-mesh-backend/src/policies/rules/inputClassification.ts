import { CLASSIFICATIONS } from '@data-mesh/backstage-plugin-data-mesh-common';
import { policyRule } from '../PolicyRule';

const rank = (classification: string | undefined) =>
  CLASSIFICATIONS.findIndex(each => each === classification);

/** What is read is not passed on as less sensitive than it is. */
export const inputClassification = policyRule({
  type: 'input-classification',
  title: 'No output is less classified than an input',
  parameters: {},
  check: ({ inputs, ports, anonymisation }) =>
    inputs.flatMap(input => {
      if (anonymisation?.of.includes(input.name)) return [];
      return ports
        .filter(port => rank(port.classification) < rank(input.classification))
        .map(port => ({
          subject: `${port.name} ${input.name}`,
          value: port.classification ?? 'unclassified',
          message: `Port ${port.name} is ${
            port.classification ?? 'not classified'
          }, but reads ${input.product}, port ${input.port}, which is ${
            input.classification
          }`,
        }));
    }),
});
