import fc from 'fast-check';
import {
  decideAnswer,
  refuseProposal,
  type TransferFacts,
} from './decideTransfer';

const REF = 'dataproduct:default/orders';
const GROUPS = ['group:default/a', 'group:default/b', 'group:default/c'];
const group = fc.constantFrom(...GROUPS);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined });

const transfer: fc.Arbitrary<TransferFacts> = fc
  .record({
    ref: fc.constant(REF),
    current: maybe(
      fc.record({
        state: fc.constantFrom('published', 'unpublished'),
        ownerRef: group,
      }),
    ),
    declaredAt: maybe(fc.constant('url:https://git.example/x.yaml')),
    speaksFor: fc.subarray(GROUPS).map(refs => new Set(refs)),
    others: fc.subarray(GROUPS),
    open: maybe(
      group.map(to => ({
        id: '1',
        ref: REF,
        from: GROUPS[0],
        to,
        proposedBy: 'user:default/olivia',
        proposedAt: 1,
      })),
    ),
  })
  .map(({ others, ...facts }) => ({
    ...facts,
    offerers: facts.current ? [facts.current.ownerRef, ...others] : [],
  }));

const offers = ({ offerers, speaksFor }: TransferFacts) =>
  offerers.some(each => speaksFor.has(each));

describe('a transfer', () => {
  it('is accepted by nobody but the receiver', () => {
    fc.assert(
      fc.property(transfer, fc.boolean(), (input, accept) => {
        const decided = decideAnswer(input, accept);
        const answer = 'answer' in decided ? decided.answer : undefined;
        const { open, current: now, declaredAt, speaksFor } = input;
        const isOpen =
          open && now?.state === 'published' && declaredAt === undefined;
        const receives = isOpen && speaksFor.has(open.to);
        expect(answer === 'accepted').toBe(Boolean(receives && accept));
        expect(answer === 'declined').toBe(Boolean(receives && !accept));
        expect(answer === 'withdrawn').toBe(
          Boolean(isOpen && !receives && offers(input) && !accept),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('is offered by nobody but those who may, once, to somebody else who is there', () => {
    fc.assert(
      fc.property(transfer, group, fc.boolean(), (input, to, exists) => {
        if (refuseProposal(input, to, exists)) return;
        expect(input.current?.state).toBe('published');
        expect(offers(input)).toBe(true);
        expect(input.open).toBeUndefined();
        expect(to).not.toBe(input.current?.ownerRef);
        expect(exists).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
