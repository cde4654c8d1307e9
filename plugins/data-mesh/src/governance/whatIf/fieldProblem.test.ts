import { pointerOf, problemsAt, problemWords } from './fieldProblem';

const problem = { path: '', message: 'no such variable', line: 2, column: 3 };

describe('what is wrong with an expression', () => {
  it('is said with its place, and pointed at below its line', () => {
    expect(problemWords(problem)).toBe('Line 2, column 3: no such variable');
    expect(pointerOf('a &&\n  b.c', problem)).toEqual(['  b.c', '  ^']);
    expect(pointerOf('a &&\n\tb.c', { ...problem, column: 2 })).toEqual([
      '\tb.c',
      '\t^',
    ]);
  });

  it('is said without a place where there is none, or none any more', () => {
    const vague = { path: '', message: 'too long' };
    expect(problemWords(vague)).toBe('too long');
    expect(pointerOf('a', vague)).toBeUndefined();
    expect(pointerOf('one line', problem)).toBeUndefined();
    // At the end of the text, behind all of it.
    expect(pointerOf('ab', { ...problem, line: 1, column: 5 })).toEqual([
      'ab',
      '    ^',
    ]);
  });

  it('belongs to the part of the document that its path begins with', () => {
    const all = ['rule.tags', 'rule.tags[1]', 'rule.tagsMore', 'rule'].map(
      path => ({ path, message: path }),
    );
    expect(problemsAt(all, 'rule.tags')).toEqual([
      { path: '', message: 'rule.tags' },
      { path: '[1]', message: 'rule.tags[1]' },
    ]);
  });
});
