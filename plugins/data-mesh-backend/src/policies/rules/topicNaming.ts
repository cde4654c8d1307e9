import { readEach } from '../documentProblems';
import { allOf } from '../parameters';
import { compilePattern } from '../patterns';
import { policyRule } from '../PolicyRule';
import { topicsOf } from './topicsOf';

const PATTERNS = allOf(
  'Regular expressions (RE2), each of which the whole name has to match',
);

/** Names of topics match every pattern. */
export const topicNaming = policyRule({
  type: 'topic-naming',
  title: 'Topics are named by a pattern',
  parameters: {
    patterns: {
      ...PATTERNS,
      read(value) {
        const patterns = PATTERNS.read(value);
        readEach(value, compilePattern);
        return patterns;
      },
    },
  },
  looksAtLooseTopics: true,
  check: (facts, { patterns }) =>
    topicsOf(facts).flatMap(({ topic }) => {
      const missed = patterns.find(
        pattern => !compilePattern(pattern)(topic.name),
      );
      return missed === undefined
        ? []
        : [
            {
              subject: topic.name,
              value: topic.name,
              message: `Topic ${topic.name} on ${topic.cluster} is not named like ${missed}`,
            },
          ];
    }),
});
