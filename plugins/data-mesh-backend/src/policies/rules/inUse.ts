import { atMost } from '../parameters';
import { policyRule } from '../PolicyRule';

/** Somebody reads the product, or its topics cost for nothing. */
export const inUse = policyRule({
  type: 'in-use',
  title: 'Somebody reads the data',
  parameters: {
    days: atMost('Most days in a row in which no consumer group reads it'),
  },
  check({ use, title, consumers }, { days }) {
    // Watched for less, it may have been read just before.
    if (!use || use.watchedDays <= days) return [];
    const unread = use.unreadDays ?? use.watchedDays;
    if (unread <= days) return [];
    const grants = consumers.filter(({ mode }) => mode === 'read').length;
    return [
      {
        subject: 'use',
        value: `${unread} days`,
        message: `No consumer group has read ${title} for ${unread} ${
          unread === 1 ? 'day' : 'days'
        }${
          grants > 0
            ? `, though ${grants} ${
                grants === 1 ? 'grant allows' : 'grants allow'
              } it`
            : ''
        }`,
      },
    ];
  },
});
