import { diffLines } from './diffLines';

describe('diffLines', () => {
  it('shows what is new, what is gone, and some lines around', () => {
    const before = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].join('\n');
    const after = ['a', 'b', 'c', 'd', 'x', 'f', 'g'].join('\n');
    expect(diffLines(before, after).map(l => `${l.kind} ${l.text}`)).toEqual([
      'gap …',
      'same b',
      'same c',
      'same d',
      'removed e',
      'added x',
      'same f',
      'same g',
    ]);
  });

  it.each([
    ['', 'a'],
    ['a\nb', ''],
    ['a\nb\na', 'b\na\nb'],
    ['a\na\nb', 'c\na\nb\nb'],
  ])('loses no line that is different: %j, %j', (before, after) => {
    const lines = diffLines(before, after);
    const side = (kind: string) =>
      lines
        .filter(line => line.kind === 'same' || line.kind === kind)
        .map(({ text }) => text)
        .join('\n');
    expect(side('removed')).toBe(before);
    expect(side('added')).toBe(after);
  });

  it('says that nothing is different', () => {
    expect(diffLines('a\nb', 'a\nb')).toEqual([{ kind: 'gap', text: '…' }]);
  });

  it('shows all of both where they are too long to be compared', () => {
    const many = (name: string) =>
      Array.from({ length: 2_001 }, (_, i) => `${name}${i}`).join('\n');
    expect(diffLines(many('a'), many('b'))).toHaveLength(4_002);
  });

  it('has nothing removed of what was not there', () => {
    expect(diffLines('', 'a')).toEqual([{ kind: 'added', text: 'a' }]);
  });
});
