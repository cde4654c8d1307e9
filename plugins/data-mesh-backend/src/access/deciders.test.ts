import fc from 'fast-check';
import type { StepName } from './accessRules';
import { decidersOf, type Responsible } from './deciders';

const PRIVACY = 'group:default/privacy';

const responsible: fc.Arbitrary<Responsible> = fc.record(
  {
    productOwner: fc.constantFrom(
      'group:default/orders',
      'group:default/sales',
    ),
    domainOwner: fc.constant('group:default/sales'),
    steward: fc.constantFrom('user:default/sam', 'group:default/sales'),
  },
  { requiredKeys: [] },
);
const stepNames = fc.constantFrom<StepName>('owner', 'steward', PRIVACY);
// Whoever it was when the request came in.
const step = (name: StepName) => ({ name, deciders: ['user:default/former'] });

describe('decidersOf', () => {
  it("lets the product's owner decide, and the domain's where it has none", () => {
    fc.assert(
      fc.property(responsible, who => {
        const { productOwner, domainOwner } = who;
        expect(decidersOf(step('owner'), who, false)).toEqual(
          [productOwner ?? domainOwner].flatMap(ref => ref ?? []),
        );
      }),
    );
  });

  it("lets the domain's steward decide, and its owner where it has none", () => {
    fc.assert(
      fc.property(responsible, who => {
        const { steward, domainOwner } = who;
        expect(decidersOf(step('steward'), who, false)).toEqual(
          [steward ?? domainOwner].flatMap(ref => ref ?? []),
        );
      }),
    );
  });

  it('leaves a step of a named group to that group, however long it takes and whoever owns what', () => {
    fc.assert(
      fc.property(responsible, fc.boolean(), (who, escalated) => {
        expect(decidersOf(step(PRIVACY), who, escalated)).toEqual([PRIVACY]);
      }),
    );
  });

  it('lets the domain decide as well once it has waited too long, and takes it from nobody', () => {
    fc.assert(
      fc.property(responsible, stepNames, (who, name) => {
        const usual = decidersOf(step(name), who, false);
        const late = decidersOf(step(name), who, true);
        const domain = [who.steward, who.domainOwner].flatMap(r => r ?? []);
        expect(late.slice(0, usual.length)).toEqual(usual);
        expect(new Set(late)).toEqual(
          new Set(name === PRIVACY ? usual : [...usual, ...domain]),
        );
      }),
    );
  });

  it('goes by who is responsible now, not by who was when it was asked for', () => {
    fc.assert(
      fc.property(responsible, stepNames, fc.boolean(), (who, name, late) => {
        expect(decidersOf(step(name), who, late)).not.toContain(
          'user:default/former',
        );
      }),
    );
  });

  it('names each once', () => {
    fc.assert(
      fc.property(responsible, stepNames, fc.boolean(), (who, name, late) => {
        const refs = decidersOf(step(name), who, late);
        expect(new Set(refs).size).toBe(refs.length);
      }),
    );
  });
});
