/** What is wrong with a policy's document, and where. */
export type DocumentProblem = {
  /** Dotted, as `rule.expressions[0]`; '' for the document as a whole. */
  path: string;
  /** What is wrong with the value there, without its path. */
  message: string;
  /** Within a text, both from 1. */
  line?: number;
  column?: number;
};

/** A part of a document that cannot be read, with all that is wrong with it. */
export class DocumentError extends Error {
  /** Paths are relative to the part. */
  readonly problems: DocumentProblem[];

  /** @param message - what to say where the problems are not shown by path */
  constructor(problems: DocumentProblem[], message = problems[0].message) {
    super(message);
    this.problems = problems;
  }
}

function joined(path: string, below: string): string {
  if (path === '' || below === '') return path + below;
  return below.startsWith('[') ? `${path}${below}` : `${path}.${below}`;
}

/** What an error of a reader says, of the part at a path. */
export function problemsOf(error: unknown, path: string): DocumentProblem[] {
  return error instanceof DocumentError
    ? error.problems.map(problem => ({
        ...problem,
        path: joined(path, problem.path),
      }))
    : [{ path, message: (error as Error).message }];
}

/** Reads a document part by part, and goes on where one cannot be read. */
export class DocumentReader {
  readonly problems: DocumentProblem[] = [];
  /** What the first part that cannot be read says. */
  error: Error | undefined;

  part<T>(path: string, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      this.problems.push(...problemsOf(error, path));
      this.error ??= error as Error;
      return undefined;
    }
  }

  /** @throws DocumentError of all parts that cannot be read, if any */
  end(): void {
    if (this.error) {
      throw new DocumentError(this.problems, this.error.message);
    }
  }
}

/**
 * Reads each text of a list.
 *
 * @throws DocumentError that names those that cannot be read
 */
export function readEach(texts: unknown, read: (text: string) => void): void {
  const reader = new DocumentReader();
  for (const [i, text] of Array.isArray(texts) ? texts.entries() : []) {
    if (typeof text === 'string') reader.part(`[${i}]`, () => read(text));
  }
  reader.end();
}
