/** What is wrong with what is filled in, and where in it. */
export type FieldProblem = {
  /** Within the field, as `[1]` for the second of several; '' for all of it. */
  path: string;
  message: string;
  /** Within the text, both from 1. */
  line?: number;
  column?: number;
};

/** A problem with its place in words, as people count. */
export function problemWords({ message, line, column }: FieldProblem): string {
  return line === undefined
    ? message
    : `Line ${line}, column ${column ?? 1}: ${message}`;
}

/**
 * The line that a problem is in, and what to draw below it so that it points
 * at the place; nothing where there is no place.
 */
export function pointerOf(
  text: string,
  { line, column = 1 }: FieldProblem,
): [line: string, pointer: string] | undefined {
  const found = line === undefined ? undefined : text.split('\n')[line - 1];
  if (found === undefined) return undefined;
  // What is a tab above is one below, so that both are as wide.
  const before = found.slice(0, column - 1).replace(/[^\t]/g, ' ');
  return [found, `${before.padEnd(column - 1)}^`];
}

/** Those of a document's problems that are about one part of it. */
export function problemsAt(
  problems: FieldProblem[],
  path: string,
): FieldProblem[] {
  return problems.flatMap(problem => {
    if (problem.path === path) return [{ ...problem, path: '' }];
    const rest = problem.path.slice(path.length);
    return problem.path.startsWith(path) && /^[.[]/.test(rest)
      ? [{ ...problem, path: rest.replace(/^\./, '') }]
      : [];
  });
}
