import {
  CelScalar,
  celEnv,
  isCelError,
  listType,
  mapType,
  plan,
  type CelInput,
} from '@bufbuild/cel';
import { readExpression } from './readExpression';

/** Most elements that lists give out in one evaluation. */
const MAX_STEPS = 100_000;
/** Most of them in all evaluations of a policy on one product. */
const MAX_STEPS_TOGETHER = 250_000;
const MAX_KNOWN = 200;

/** Why an expression has no answer. */
export class ExpressionError extends Error {}

/** Counts what expressions look at, so that all of them end. */
export class Meter {
  readonly #inputs = new Map<unknown, CelInput>();
  #steps = 0;
  #left = MAX_STEPS_TOGETHER;

  /** Call it before each evaluation. */
  begin(): void {
    this.#steps = 0;
  }

  /** @throws ExpressionError once it is too much */
  readonly spend = (): void => {
    this.#steps += 1;
    this.#left -= 1;
    if (this.#steps > MAX_STEPS) {
      throw new ExpressionError(
        `it looks at more than ${MAX_STEPS} elements; let it loop over less`,
      );
    }
    if (this.#left < 0) {
      throw new ExpressionError(
        'all expressions of the policy together look at too many elements; let them loop over less',
      );
    }
  };

  /** What several evaluations are about is made ready for them once. */
  inputOf(value: unknown): CelInput {
    let input = this.#inputs.get(value);
    if (input === undefined) {
      input = toInput(value, this.spend);
      this.#inputs.set(value, input);
    }
    return input;
  }
}

/** A list that tells of each element that it gives out, so that loops end. */
class CountedList extends Array<CelInput> {
  // What is derived from it is none.
  static get [Symbol.species]() {
    return Array;
  }

  spend: () => void = () => {};

  override *values(): ArrayIterator<CelInput> {
    for (let i = 0; i < this.length; i += 1) {
      this.spend();
      yield this[i];
    }
  }
}

function toInput(value: unknown, spend: () => void): CelInput {
  if (Array.isArray(value)) {
    const list = new CountedList();
    for (const each of value) list.push(toInput(each, spend));
    list.spend = spend;
    return list;
  }
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? BigInt(value) : value;
  }
  if (typeof value === 'object' && value !== null) {
    return new Map(
      Object.entries(value)
        .filter(([, each]) => each !== undefined)
        .map(([key, each]) => [key, toInput(each, spend)]),
    );
  }
  return (value ?? null) as CelInput;
}

type Evaluation = (
  variables: Record<string, unknown>,
  meter?: Meter,
) => boolean;

const known = new Map<string, Evaluation>();

/**
 * An expression as a function of its variables, which are JSON: objects are
 * maps, whole numbers are integers. Evaluations with the same meter are counted
 * together, and must not change their variables meanwhile.
 *
 * @throws Error that says what is wrong with the expression, and where
 */
export function compileExpression(
  text: string,
  variables: readonly string[],
): Evaluation {
  const key = JSON.stringify([text, variables]);
  const before = known.get(key);
  if (before) return before;
  const { parsed } = readExpression(text, variables);
  const env = celEnv({
    variables: Object.fromEntries(
      variables.map(name => [
        name,
        name.endsWith('s')
          ? listType(CelScalar.DYN)
          : mapType(CelScalar.STRING, CelScalar.DYN),
      ]),
    ),
  });
  const planned = plan(env, parsed);
  const evaluate: Evaluation = (values, meter = new Meter()) => {
    meter.begin();
    const result = answerOf(() =>
      planned(
        Object.fromEntries(
          variables.map(name => [name, meter.inputOf(values[name])]),
        ) as Parameters<typeof planned>[0],
      ),
    );
    if (typeof result !== 'boolean') {
      throw new ExpressionError('it is neither true nor false');
    }
    return result;
  };
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, evaluate);
  return evaluate;
}

/** @throws ExpressionError where there is no answer */
function answerOf(run: () => unknown): unknown {
  let result: unknown;
  try {
    result = run();
  } catch (error) {
    throw new ExpressionError((error as Error).message);
  }
  if (isCelError(result)) throw new ExpressionError(result.message);
  return result;
}
