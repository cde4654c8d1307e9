/** One line of a comparison; `gap` stands for lines that are the same. */
export type DiffLine = {
  kind: 'same' | 'added' | 'removed' | 'gap';
  text: string;
};

const CONTEXT = 3;
// More than a browser compares while one waits; then all of it is shown.
const MOST_CELLS = 4_000_000;

/** Lengths of the longest common parts of what follows each pair of lines. */
function commonLengths(a: string[], b: string[]): Uint32Array[] {
  const lengths = Array.from(
    { length: a.length + 1 },
    () => new Uint32Array(b.length + 1),
  );
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i][j] =
        a[i] === b[j]
          ? lengths[i + 1][j + 1] + 1
          : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  return lengths;
}

function compare(a: string[], b: string[]): DiffLine[] {
  const removed = (text: string): DiffLine => ({ kind: 'removed', text });
  const added = (text: string): DiffLine => ({ kind: 'added', text });
  if (a.length * b.length > MOST_CELLS) {
    return [...a.map(removed), ...b.map(added)];
  }
  const lengths = commonLengths(a, b);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      lines.push({ kind: 'same', text: a[i] });
      i += 1;
      j += 1;
    } else if (lengths[i + 1][j] >= lengths[i][j + 1]) {
      lines.push(removed(a[i]));
      i += 1;
    } else {
      lines.push(added(b[j]));
      j += 1;
    }
  }
  return [...lines, ...a.slice(i).map(removed), ...b.slice(j).map(added)];
}

/** Leaves out lines that are the same, but for some around what is not. */
function shortened(lines: DiffLine[]): DiffLine[] {
  const isNear = (at: number) =>
    lines
      .slice(Math.max(at - CONTEXT, 0), at + CONTEXT + 1)
      .some(({ kind }) => kind !== 'same');
  const short: DiffLine[] = [];
  lines.forEach((line, at) => {
    if (isNear(at)) short.push(line);
    else if (short[short.length - 1]?.kind !== 'gap') {
      short.push({ kind: 'gap', text: '…' });
    }
  });
  return short;
}

// A text that is not there has no line, not an empty one.
const linesOf = (text: string) => (text === '' ? [] : text.split('\n'));

/** What is different between two texts, line by line. */
export function diffLines(before: string, after: string): DiffLine[] {
  return shortened(compare(linesOf(before), linesOf(after)));
}
