import fc from 'fast-check';
import {
  MAX_PRINCIPAL_LENGTH,
  principalProblem,
  reservedPrincipals,
  type ReservedPrincipals,
} from './principalProblem';

const NONE: ReservedPrincipals = { superUsers: [], own: [] };

const name = fc.stringMatching(
  /^[A-Za-z0-9]([A-Za-z0-9._,=@/-]{0,30}[a-z0-9])?$/,
);
const ordinary = name.filter(n => n.toLowerCase() !== 'anonymous');

/** A name with something in it, at its beginning, its end or between. */
function within(text: string): fc.Arbitrary<string> {
  return fc
    .tuple(ordinary, fc.nat({ max: 32 }))
    .map(([n, at]) => `User:${n.slice(0, at)}${text}${n.slice(at)}`);
}

describe('principalProblem', () => {
  it('takes any ordinary name of a user', () => {
    fc.assert(
      fc.property(ordinary, n => {
        expect(principalProblem(`User:${n}`, NONE)).toBeUndefined();
      }),
    );
  });

  it.each([
    'User:route-planner',
    'User:CN=a,O=b',
    'User:CN=Route Planner, OU=Logistics, O=Acme, C=DE',
    'User:planner@EXAMPLE.ORG',
    'User:spiffe://acme/ns/prod/sa/planner',
    'User:a:b',
    'User:Ährenfeld',
    'User:планировщик',
    'User:経路プランナー',
    'User:anonymous-reader',
    'User:**',
  ])('takes %s', principal => {
    expect(principalProblem(principal, NONE)).toBeUndefined();
  });

  it("refuses the cluster's super-users and our own, and no other for their sake", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(ordinary, { minLength: 3, maxLength: 5 }),
        names => {
          const [superUser, own, ...others] = names.map(n => `User:${n}`);
          const reserved = { superUsers: [superUser], own: [own] };
          expect(principalProblem(superUser, reserved)).toBe(
            'is a super-user of the cluster',
          );
          expect(principalProblem(own, reserved)).toBe(
            'is one of the data mesh suite itself',
          );
          for (const other of others) {
            expect(principalProblem(other, reserved)).toBeUndefined();
          }
        },
      ),
    );
  });

  it('refuses every type of principal but users, whatever the name', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', 'user:', 'USER:', 'Group:', 'Role:', ' User:'),
        ordinary,
        (type, n) => {
          expect(principalProblem(`${type}${n}`, NONE)).toMatch(
            "does not begin with 'User:'",
          );
        },
      ),
    );
  });

  it.each([
    ['User:', 'has no name'],
    ['User:*', 'stands for everyone'],
    ['User:ANONYMOUS', 'stands for whoever does not sign in'],
    ['User:anonymous', 'stands for whoever does not sign in'],
  ])('refuses %s, which %s', (principal, problem) => {
    expect(principalProblem(principal, NONE)).toBe(problem);
  });

  it('refuses what is longer than any principal may be', () => {
    const of = (length: number) => `User:${'x'.repeat(length - 5)}`;
    expect(principalProblem(of(MAX_PRINCIPAL_LENGTH), NONE)).toBeUndefined();
    expect(principalProblem(of(MAX_PRINCIPAL_LENGTH + 1), NONE)).toBe(
      `is longer than ${MAX_PRINCIPAL_LENGTH} characters`,
    );
  });

  it.each([
    ['a zero', '\u0000'],
    ['a line break', '\n'],
    ['an escape', '\u001b'],
    ['a control character of Latin-1', '\u0085'],
    ['a zero width space', '\u200b'],
    ['a zero width joiner', '\u200d'],
    ['a change of direction', '\u202e'],
    ['a byte order mark', '\ufeff'],
    ['a soft hyphen', '\u00ad'],
    ['a variation selector', '\ufe0f'],
    ['a grapheme joiner', '\u034f'],
    ['a Hangul filler', '\u115f'],
    ['the blank of Braille', '\u2800'],
    ['a tag', '\u{e0061}'],
    ['a character of private use', '\ue000'],
    ['what is no character', '\uffff'],
    ['half a surrogate pair', '\ud800'],
  ])('refuses %s anywhere in a name, which cannot be seen', (_, text) => {
    fc.assert(
      fc.property(within(text), principal => {
        expect(principalProblem(principal, NONE)).toBe(
          'holds control or invisible characters',
        );
      }),
    );
  });

  it.each([
    ['a no-break space', '\u00a0'],
    ['an ideographic space', '\u3000'],
    ['a thin space', '\u2009'],
  ])('refuses %s anywhere in a name', (_, text) => {
    fc.assert(
      fc.property(within(text), principal => {
        expect(principalProblem(principal, NONE)).toBe(
          'begins or ends with a space, or holds unusual ones',
        );
      }),
    );
  });

  it('refuses spaces around a name', () => {
    fc.assert(
      fc.property(
        ordinary,
        fc.constantFrom([' ', ''], ['', ' '], [' ', ' ']),
        (n, [before, after]) => {
          expect(principalProblem(`User:${before}${n}${after}`, NONE)).toBe(
            'begins or ends with a space, or holds unusual ones',
          );
        },
      ),
    );
  });

  it.each([
    ['a hyphen of Unicode', '\u2010'],
    ['a hyphen that does not break', '\u2011'],
    ['a dash', '\u2013'],
    ['a minus sign', '\u2212'],
    ['two spaces', '  '],
  ])('refuses %s in a name, which is drawn like another', (_, text) => {
    expect(
      principalProblem(`User:route${text}planner`, {
        superUsers: [],
        own: [],
      }),
    ).toMatch(/two spaces in a row, or a dash|NFKC/);
  });

  it.each([
    ['full-width letters', 'ａ'],
    ['ligatures', 'ﬁ'],
    ['superscripts', '²'],
    ['letters apart from their accents', 'a\u0308'],
    ['mathematical letters', '𝐚'],
  ])('refuses %s, which look like others', (_, text) => {
    fc.assert(
      fc.property(ordinary, n => {
        expect(principalProblem(`User:${n}${text}`, NONE)).toMatch(
          'holds characters that look like others',
        );
      }),
    );
  });

  it.each([
    ['Cyrillic', 'а'],
    ['Greek', 'ο'],
    ['Armenian', 'օ'],
    ['Hebrew', 'ס'],
    ['Han', '一'],
    ['Cherokee', 'Ꭺ'],
    ['Lisu', 'ꓮ'],
    ['Coptic', 'ⲟ'],
  ])('refuses a letter of %s among Latin ones', (_, letter) => {
    fc.assert(
      fc.property(
        within(letter).filter(principal => /[a-z]/i.test(principal.slice(5))),
        principal => {
          expect(principalProblem(principal, NONE)).toMatch(
            'mixes letters of several scripts',
          );
        },
      ),
    );
  });

  it('takes only what can be seen, is the same when written out, and has no other form', () => {
    const unit = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      // Halves of surrogate pairs among them.
      fc.nat({ max: 0xffff }).map(code => String.fromCharCode(code)),
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 3 }), text => {
        const principal = `User:${text}`;
        if (principalProblem(principal, NONE)) return;
        expect(principal).not.toMatch(
          /\p{C}|\p{Default_Ignorable_Code_Point}/u,
        );
        expect(principal.normalize('NFKC')).toBe(principal);
        expect(principal.trim()).toBe(principal);
        expect(Buffer.from(principal).toString()).toBe(principal);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('reservedPrincipals', () => {
  it('reserves the super-users, and each principal of our credentials that is known', () => {
    expect(
      reservedPrincipals({
        superUsers: ['User:admin'],
        credentials: {
          observation: { principal: 'User:observer' },
          provisioning: {},
        } as never,
      }),
    ).toEqual({ superUsers: ['User:admin'], own: ['User:observer'] });
  });
});
