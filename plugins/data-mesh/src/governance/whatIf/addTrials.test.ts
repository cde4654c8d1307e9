import { aTrial } from '../../__testUtils__/governance';
import { addTrials } from './addTrials';

describe('trials of parts', () => {
  it('add up, with the end of the last one', () => {
    const first = addTrials(
      undefined,
      aTrial({ totalProducts: 30, nextCursor: 'a' }),
    );
    expect(first.nextCursor).toBe('a');
    const sum = addTrials(first, aTrial({ totalProducts: 31 }));
    expect(sum).toMatchObject({
      products: 28,
      totalProducts: 31,
      failsNow: 6,
      wouldFail: 10,
      stillFailing: 4,
      newlyFailingTotal: 6,
    });
    expect(sum.newlyFailing).toHaveLength(6);
    expect(sum.nextCursor).toBeUndefined();
  });

  it('list no more than can be read', () => {
    const [failing] = aTrial().newlyFailing;
    const many = aTrial({
      newlyFailing: Array.from({ length: 400 }, () => failing),
      newlyFailingTotal: 400,
    });
    const sum = addTrials(many, many);
    expect(sum.newlyFailing).toHaveLength(500);
    expect(sum.newlyFailingTotal).toBe(800);
  });
});
