/**
 * Something the user can put right. The message is one sentence that names the item, the reason and
 * the remedy; it is printed as it is, without a stack.
 */
export class Failure extends Error {
  name = 'Failure';
}

/**
 * Runs a script's main function: a Failure becomes one line on stderr, anything else a stack.
 *
 * @param {() => Promise<number | void>} main - answers the exit code, 0 if nothing
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    process.exitCode = 1;
  }
}
