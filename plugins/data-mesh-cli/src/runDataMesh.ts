import { CHECK_HELP, runCheck } from './check/runCheck';
import type { Surroundings } from './surroundings';

const HELP = `Works with the data mesh of a portal, from pipelines.

Usage: data-mesh <command>

Commands:
  check [<file>…]  what policies would find wrong with data products

"data-mesh <command> --help" says more.
`;

/** The process that runs. */
const HERE: Surroundings = {
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
  env: process.env,
  cwd: process.cwd(),
};

/**
 * Runs a command line.
 *
 * @param args - without the name of the program
 * @returns the exit code: 0 if nothing stands in the way, 1 if something does,
 *   2 if that could not be told
 *
 * @public
 */
export async function runDataMesh(
  args: string[],
  surroundings: Surroundings = HERE,
): Promise<number> {
  const [command, ...rest] = args;
  if (command === 'check') {
    if (rest.includes('--help')) {
      surroundings.out(CHECK_HELP);
      return 0;
    }
    return runCheck(rest, surroundings);
  }
  if (command === undefined || command === '--help') {
    surroundings.out(HELP);
    return 0;
  }
  surroundings.err(`There is no command '${command}'.\n\n${HELP}`);
  return 2;
}
