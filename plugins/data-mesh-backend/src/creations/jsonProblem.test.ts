import fc from 'fast-check';
import { jsonErrorAt, jsonProblem } from './jsonProblem';

const isJson = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('what is wrong with a text that has to be JSON', () => {
  it.each([
    ['{\n"type": }', "'}' is out of place in line 2, column 9"],
    ['{"a": 1,}', "'}' is out of place in line 1, column 9"],
    ['[1 2]', "'2' is out of place in line 1, column 4"],
    ['{"a', "'\"' is out of place in line 1, column 2"],
    ['{"a": [', 'it ends too early'],
    ['', 'it ends too early'],
    ['{}}', "'}' is out of place in line 1, column 3"],
    ['01', "'0' is out of place in line 1, column 1"],
  ])('of %j is told with its place', (text, problem) => {
    expect(jsonProblem(text)).toBe(problem);
  });

  it('is nothing where it is JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), undefined, indent);
        expect(jsonProblem(text)).toBeUndefined();
      }),
    );
  });

  it('is told exactly where JSON.parse finds something, too', () => {
    const edited = fc
      .tuple(fc.json(), fc.nat(), fc.nat(3), fc.string({ maxLength: 2 }))
      .map(([json, at, drop, add]) => {
        const from = at % (json.length + 1);
        return json.slice(0, from) + add + json.slice(from + drop);
      });
    fc.assert(
      fc.property(edited, text => {
        expect(jsonErrorAt(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is told of a text as long as a schema may be, and as deep', () => {
    const deep = '['.repeat(1_000_000);
    expect(jsonProblem(deep)).toBe('it ends too early');
    expect(jsonProblem(`"${'x'.repeat(999_998)}"`)).toBeUndefined();
    expect(jsonProblem(`"${'\\n'.repeat(400_000)}"`)).toBeUndefined();
  });
});
