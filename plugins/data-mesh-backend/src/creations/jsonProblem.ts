type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end';

const SPACE = /[ \t\n\r]*/y;
// One piece at a time: what has no end of its own must not be tried again.
const PLAIN = /[ !#-[\]-\uffff]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SCALAR =
  /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;

function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex - at : 0;
}

/** How long the string is that begins here; 0 where there is none. */
function stringAt(text: string, start: number): number {
  if (text[start] !== '"') return 0;
  for (let at = start + 1; ; ) {
    at += matchAt(PLAIN, text, at);
    if (text[at] === '"') return at + 1 - start;
    const escaped = matchAt(ESCAPE, text, at);
    if (escaped === 0) return 0;
    at += escaped;
  }
}

/**
 * Where a text stops being JSON; nothing where it is JSON. `JSON.parse` does
 * not always say.
 *
 * @returns an offset, as far as the text is long where it only ends too early
 */
export function jsonErrorAt(text: string): number | undefined {
  const open: Array<'{' | '['> = [];
  let expected: Expected = 'value';
  for (let at = 0; ; ) {
    at += matchAt(SPACE, text, at);
    const isDone = expected === ', or end' && open.length === 0;
    if (at >= text.length) return isDone ? undefined : at;
    const char = text[at];
    const inside = open[open.length - 1];
    if (expected === ', or end') {
      const closing = inside === '{' ? '}' : ']';
      if (inside && char === ',') expected = inside === '{' ? 'key' : 'value';
      else if (inside && char === closing) open.pop();
      else return at;
      at += 1;
    } else if (expected === ':') {
      if (char !== ':') return at;
      expected = 'value';
      at += 1;
    } else if (expected === 'key' || expected === 'key or }') {
      const length = stringAt(text, at);
      if (length > 0) expected = ':';
      else if (expected === 'key or }' && char === '}') {
        open.pop();
        expected = ', or end';
      } else return at;
      at += length || 1;
    } else if (char === '{' || char === '[') {
      open.push(char);
      expected = char === '{' ? 'key or }' : 'value or ]';
      at += 1;
    } else if (expected === 'value or ]' && char === ']') {
      open.pop();
      expected = ', or end';
      at += 1;
    } else {
      const length =
        char === '"' ? stringAt(text, at) : matchAt(SCALAR, text, at);
      if (length === 0) return at;
      expected = ', or end';
      at += length;
    }
  }
}

/** Where a text stops being JSON, in words; nothing where it is JSON. */
export function jsonProblem(text: string): string | undefined {
  const at = jsonErrorAt(text);
  if (at === undefined) return undefined;
  const before = text.slice(0, at).split('\n');
  const column = before[before.length - 1].length + 1;
  return at >= text.length
    ? 'it ends too early'
    : `'${text[at]}' is out of place in line ${before.length}, column ${column}`;
}
