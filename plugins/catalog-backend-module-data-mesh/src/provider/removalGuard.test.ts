import fc from 'fast-check';
import { maySubtract } from './removalGuard';

describe('maySubtract', () => {
  it.each([
    [10, 0, 0],
    [1, 1, 0],
    [100, 5, 0],
    [100, 20, 20],
    [6, 5, 0],
  ])('of %d lets %d go at %d percent', (held, gone, percent) => {
    expect(maySubtract(held, gone, percent)).toBe(true);
  });

  it.each([
    [2, 2, 100],
    [100, 100, 100],
    [100, 21, 20],
    [100, 6, 0],
  ])('of %d does not let %d go at %d percent', (held, gone, percent) => {
    expect(maySubtract(held, gone, percent)).toBe(false);
  });

  it('never lets everything go but a last one, and never more by a smaller share', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 200 }),
        fc.nat({ max: 200 }),
        fc.nat({ max: 100 }),
        fc.nat({ max: 100 }),
        (a, b, c, d) => {
          const [gone, held] = [Math.min(a, b), Math.max(a, b)];
          const [less, more] = [Math.min(c, d), Math.max(c, d)];
          expect(held > 1 && maySubtract(held, held, more)).toBe(false);
          expect(
            maySubtract(held, gone, less) && !maySubtract(held, gone, more),
          ).toBe(false);
        },
      ),
    );
  });
});
