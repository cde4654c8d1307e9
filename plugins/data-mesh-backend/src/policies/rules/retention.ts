import { humanPeriod } from '../humanPeriod';
import {
  anyOf,
  optional,
  periodMs,
  periodsByClassification,
} from '../parameters';
import { policyRule } from '../PolicyRule';
import { liveTopicsOf, numberOf } from './topicsOf';

const FOREVER = -1;

/** How long records are kept, by what they are classified as. */
export const retention = policyRule({
  type: 'retention',
  title: 'Records are kept no longer than their classification allows',
  parameters: {
    longest: periodsByClassification(
      'Longest retention.ms for each classification',
    ),
    cleanupPolicies: optional(
      anyOf('Values that cleanup.policy may have', [
        'compact',
        'compact,delete',
        'delete',
      ]),
    ),
  },
  check: (facts, { longest, cleanupPolicies }) =>
    liveTopicsOf(facts).flatMap(({ port, topic }) => {
      const { name, cluster } = topic;
      const cleanup = topic.live.configs['cleanup.policy']?.value;
      const kept = numberOf(topic, 'retention.ms');
      const limit = port.classification && longest[port.classification];
      const compacts = cleanup?.includes('compact') ?? false;
      const deletes = cleanup?.includes('delete') ?? false;
      const tooLong =
        limit !== undefined &&
        limit !== '' &&
        ((kept !== undefined &&
          deletes &&
          (kept === FOREVER || kept > periodMs(limit))) ||
          (compacts && !deletes));
      const normal = cleanup?.split(',').sort().join(',');
      const strange =
        normal !== undefined &&
        cleanupPolicies !== undefined &&
        !cleanupPolicies.includes(normal);
      return [
        ...(tooLong
          ? [
              {
                subject: `${name} retention.ms`,
                value: compacts && !deletes ? 'compacted' : `${kept}`,
                message: `Topic ${name} on ${cluster} is ${
                  port.classification
                } and keeps records ${
                  (compacts && !deletes) || kept === FOREVER
                    ? 'for ever'
                    : `for ${humanPeriod(kept ?? 0)}`
                }, longer than ${limit}`,
              },
            ]
          : []),
        ...(strange
          ? [
              {
                subject: `${name} cleanup.policy`,
                value: cleanup ?? '',
                message: `Topic ${name} on ${cluster} has cleanup.policy ${cleanup}, which is not one of ${
                  cleanupPolicies?.join(', ') || 'those that are allowed'
                }`,
              },
            ]
          : []),
      ];
    }),
});
