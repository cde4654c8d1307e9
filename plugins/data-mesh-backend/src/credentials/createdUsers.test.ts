import fc from 'fast-check';
import { principalOfUser } from '../principals/registerRows';
import { nextUsername } from './createdUsers';

const FIRST = 'route-planner';
const numbers = fc.uniqueArray(fc.integer({ min: 2, max: 12 }));
const named = (n: number) => `${FIRST}-${n}`;

describe('nextUsername', () => {
  it('numbers the first name, beginning with 2', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/), first => {
        expect(nextUsername(first, new Set([first]))).toBe(`${first}-2`);
      }),
    );
  });

  it("takes the lowest number that is nobody's, neither as a user nor as a principal", () => {
    fc.assert(
      fc.property(numbers, numbers, (users, principals) => {
        const taken = new Set([
          ...users.map(named),
          ...principals.map(n => principalOfUser(named(n))),
        ]);
        const lowest = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13].find(
          n => !users.includes(n) && !principals.includes(n),
        );
        expect(nextUsername(FIRST, taken)).toBe(`${FIRST}-${lowest}`);
      }),
    );
  });

  it('never gives out a name twice', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 8 }), (users, count) => {
        const taken = new Set(users.map(named));
        for (let i = 0; i < count; i++) {
          const next = nextUsername(FIRST, taken);
          expect([...taken]).not.toContain(next);
          taken.add(next);
        }
        expect(taken.size).toBe(users.length + count);
      }),
    );
  });

  it("does not mind what is taken under another's name", () => {
    fc.assert(
      fc.property(numbers, users => {
        const taken = new Set(
          users.flatMap(n => [`${FIRST}s-${n}`, `Group:${named(n)}`]),
        );
        expect(nextUsername(FIRST, taken)).toBe(`${FIRST}-2`);
      }),
    );
  });
});
