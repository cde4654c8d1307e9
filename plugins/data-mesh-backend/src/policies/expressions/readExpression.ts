import { parse } from '@bufbuild/cel';
import { DocumentError } from '../documentProblems';

type Parsed = ReturnType<typeof parse>;
type Expr = Parsed['expr'];

/** Longest expression, in characters. */
const MAX_LENGTH = 2_000;
/** A loop in a loop in a loop is work that grows with the cube of a list. */
const MAX_LOOP_DEPTH = 2;

/** An expression that can be evaluated. */
export type ReadExpression = { text: string; parsed: Parsed };

/** Line and column, as people count them. */
function placeOf(text: string, offset: number) {
  const before = text.slice(0, offset).split('\n');
  return {
    line: before.length,
    column: before[before.length - 1].length + 1,
  };
}

class Walk {
  constructor(readonly text: string, readonly parsed: Parsed) {}

  #fail(expr: Expr, message: string): never {
    const offset = this.parsed.sourceInfo?.positions[`${expr.id}`];
    if (offset === undefined) throw new Error(message);
    const { line, column } = placeOf(this.text, offset);
    throw new DocumentError(
      [{ path: '', message, line, column }],
      `${message} (line ${line}, column ${column})`,
    );
  }

  check(
    expr: Expr | undefined,
    known: ReadonlySet<string>,
    depth: number,
  ): void {
    if (!expr) return;
    const { exprKind } = expr;
    switch (exprKind.case) {
      case 'identExpr': {
        const { name } = exprKind.value;
        if (!known.has(name)) {
          this.#fail(
            expr,
            `there is no variable '${name}'; there are ${[...known]
              .filter(each => !each.startsWith('@') && !/^__.*__$/.test(each))
              .join(', ')}`,
          );
        }
        return;
      }
      case 'selectExpr':
        this.check(exprKind.value.operand, known, depth);
        return;
      case 'callExpr':
        this.check(exprKind.value.target, known, depth);
        for (const arg of exprKind.value.args) this.check(arg, known, depth);
        return;
      case 'listExpr':
        for (const each of exprKind.value.elements) {
          this.check(each, known, depth);
        }
        return;
      case 'structExpr':
        for (const { keyKind, value } of exprKind.value.entries) {
          if (keyKind.case === 'mapKey') {
            this.check(keyKind.value, known, depth);
          }
          this.check(value, known, depth);
        }
        return;
      case 'comprehensionExpr': {
        if (depth >= MAX_LOOP_DEPTH) {
          this.#fail(
            expr,
            `it loops within loops more than ${MAX_LOOP_DEPTH} deep; say it in several policies`,
          );
        }
        const loop = exprKind.value;
        this.check(loop.iterRange, known, depth);
        this.check(loop.accuInit, known, depth);
        const within = new Set([...known, loop.iterVar, loop.accuVar]);
        if (loop.iterVar2) within.add(loop.iterVar2);
        this.check(loop.loopCondition, within, depth + 1);
        this.check(loop.loopStep, within, depth + 1);
        this.check(loop.result, within, depth);
        return;
      }
      default:
    }
  }
}

/**
 * Reads a CEL expression (https://cel.dev).
 *
 * @param variables - names that it may use
 * @throws Error that says what is wrong with it, and where
 */
export function readExpression(
  text: string,
  variables: readonly string[],
): ReadExpression {
  if (text.length > MAX_LENGTH) {
    throw new Error(
      `an expression of ${text.length} characters is longer than ${MAX_LENGTH}`,
    );
  }
  let parsed: Parsed;
  try {
    parsed = parse(text);
  } catch (error) {
    throw syntaxError((error as Error).message);
  }
  new Walk(text, parsed).check(parsed.expr, new Set(variables), 0);
  return { text, parsed };
}

// The parser names the place as `<input>:1:26`.
function syntaxError(message: string): Error {
  const what = 'it is no expression of CEL';
  const [, line, column, words] =
    /^<input>:(\d+):(\d+): (.*)$/s.exec(message) ?? [];
  if (!line) return new Error(`${what}: ${message}`);
  return new DocumentError(
    [
      {
        path: '',
        message: `${what}: ${words}`,
        line: Number(line),
        column: Number(column),
      },
    ],
    `${what}: line ${line}, column ${column}: ${words}`,
  );
}
