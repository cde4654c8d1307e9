import { policyRule } from '../PolicyRule';
import { liveTopicsOf } from './topicsOf';

/** Each topic is somebody's: in a product, which has an owner. */
export const topicOwned = policyRule({
  type: 'topic-owned',
  title: 'Each topic is in a data product that somebody owns',
  parameters: {},
  looksAtLooseTopics: true,
  check: facts =>
    liveTopicsOf(facts).flatMap(({ topic: { name, cluster } }) => {
      if (facts.isLooseTopic) {
        return [
          {
            subject: `${name} product`,
            value: 'no product',
            message: `Topic ${name} on ${cluster} is in no data product`,
          },
        ];
      }
      return facts.owner
        ? []
        : [
            {
              subject: `${name} owner`,
              value: 'no owner',
              message: `Topic ${name} on ${cluster} is in ${facts.title}, which nobody owns`,
            },
          ];
    }),
});
