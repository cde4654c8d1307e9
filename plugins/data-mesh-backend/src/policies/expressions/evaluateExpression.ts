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
const MAX_KNOWN = 200;

/** Why an expression has no answer. */
export class ExpressionError extends Error {}

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

/** How many elements several evaluations may look at together. */
export type Budget = { left: number };

/** Most elements that all expressions of a policy look at in one product. */
export const productBudget = (): Budget => ({ left: 10 * MAX_STEPS });

type Evaluation = (
  variables: Record<string, unknown>,
  budget?: Budget,
) => boolean;

const known = new Map<string, Evaluation>();

/**
 * An expression as a function of its variables, which are JSON: objects are
 * maps, whole numbers are integers.
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
  const evaluate: Evaluation = (values, budget = productBudget()) => {
    let steps = 0;
    const spend = () => {
      steps += 1;
      budget.left -= 1;
      if (steps > MAX_STEPS) {
        throw new ExpressionError(
          `it looks at more than ${MAX_STEPS} elements; let it loop over less`,
        );
      }
      if (budget.left < 0) {
        throw new ExpressionError(
          'all expressions of the policy together look at too many elements; let them loop over less',
        );
      }
    };
    const result = answerOf(() =>
      planned(
        Object.fromEntries(
          variables.map(name => [name, toInput(values[name], spend)]),
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
