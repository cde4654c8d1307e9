import { aTrial } from '../../__testUtils__/governance';
import {
  blockedWords,
  countWords,
  groupFailing,
  trialWords,
} from './trialWords';

describe('words about a trial', () => {
  it('say first what would change', () => {
    expect(trialWords(aTrial())).toBe(
      '3 products would newly fail, 1 product would newly pass',
    );
    expect(trialWords(aTrial({ newlyFailingTotal: 0, newlyPassing: 0 }))).toBe(
      'Nothing would change',
    );
    expect(countWords(aTrial())).toBe(
      'Of 14 products that you may see, 3 fail now and 5 would, 2 of them as now.',
    );
    expect(countWords(aTrial({ stillFailing: 0 }))).toBe(
      'Of 14 products that you may see, 3 fail now and 5 would.',
    );
    expect(blockedWords({ newlyBlocked: 1 })).toBe(
      'Once it is enforced, nobody would be given access to 1 product that can be had now.',
    );
  });

  it('put together whom it concerns, the most concerned first', () => {
    const groups = groupFailing(aTrial().newlyFailing);
    expect(
      groups.map(({ owner, products }) => [
        owner,
        products.map(({ productTitle }) => productTitle),
      ]),
    ).toEqual([
      ['group:default/order-team', ['Orders', 'Invoices']],
      [undefined, ['Returns']],
    ]);
  });
});
