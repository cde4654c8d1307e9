import type { Config } from '@backstage/config';
import { isError, ResponseError, toError } from '@backstage/errors';

/** Where a run is looked at, and undone. */
export type RunLink = (run: string) => string;

/** Links to the portal that the configuration names. */
export function createRunLink(config: Config): RunLink {
  const baseUrl = (config.getOptionalString('app.baseUrl') ?? '').replace(
    /\/$/,
    '',
  );
  return run => `${baseUrl}/data-mesh/runs/${encodeURIComponent(run)}`;
}

/** In which run a step is. */
export type MeshStep = {
  run: string;
  linkOf: RunLink;
  /** Whether it makes nothing, and comes before all that does. */
  isPlan?: boolean;
};

/**
 * Does what a step asks of the mesh, and says of a failure why, and what one
 * can do now.
 *
 * @param what - in words that follow "could not", such as `create topic x`
 * @throws Error whose message reads as a sentence in the task's log
 */
export async function meshStep<T>(
  what: string,
  { run, linkOf, isPlan }: MeshStep,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const next = isPlan
      ? 'Nothing has been made'
      : `Retry this task to go on where it stopped, or undo what it made: ${linkOf(
          run,
        )}`;
    throw new Error(`Could not ${what}: ${reasonOf(error)}. ${next}`, {
      cause: toError(error),
    });
  }
}

/** Why something failed, as whoever refused it says. */
function reasonOf(error: unknown): string {
  const message =
    error instanceof ResponseError || (isError(error) && error.cause)
      ? messageOf(toError(error).cause) ?? toError(error).message
      : toError(error).message;
  return message.replace(/[.\s]+$/, '');
}

function messageOf(cause: unknown): string | undefined {
  return isError(cause) && cause.message ? cause.message : undefined;
}
