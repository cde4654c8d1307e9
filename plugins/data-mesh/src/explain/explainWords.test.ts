import { anExplanation, anyoneElse, aPrincipal } from '../__testUtils__/acls';
import { answerWords, verdictLook } from './explainWords';

const unknown = aPrincipal({ verdict: 'unknown' });
const depends = aPrincipal({ verdict: 'depends' });

describe('answerWords', () => {
  it.each([
    [
      [aPrincipal(), anyoneElse],
      '1 principal may read it; anyone else may not',
    ],
    [[anyoneElse], 'No principal may read it; anyone else may not'],
    [
      [aPrincipal(), depends, depends, anyoneElse],
      '1 principal may read it, 2 from some addresses; anyone else may not',
    ],
    [
      [{ ...anyoneElse, verdict: 'allowed' as const }],
      'No principal may read it by name, but anyone may',
    ],
    [
      [unknown, { ...anyoneElse, verdict: 'unknown' as const }],
      'Who may read it is not known here',
    ],
  ])('claims no more than is known (%#)', (principals, words) => {
    expect(answerWords(anExplanation({ principals }))).toBe(words);
  });
});

describe('verdictLook', () => {
  it('tells who is denied from who is not allowed', () => {
    expect(verdictLook(anyoneElse, 'WRITE')).toEqual(['over', 'May not write']);
    expect(
      verdictLook(
        { verdict: 'denied', deniedBy: aPrincipal().allowedBy },
        'READ',
      ),
    ).toEqual(['bad', 'Must not read']);
    expect(verdictLook(unknown, 'READ')).toEqual(['waiting', 'Not known']);
  });
});
