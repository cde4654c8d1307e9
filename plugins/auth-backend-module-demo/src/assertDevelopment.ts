import { Config } from '@backstage/config';
import { isLoopback } from './loopback';

/** The part of the environment that decides. */
export type Environment = {
  NODE_ENV?: string;
  /** Set by Jest in every test process, and by nothing else. */
  JEST_WORKER_ID?: string;
};

/**
 * Throws unless this can only be a developer's own machine. The demo sign-in
 * lets anyone be anyone, so everything that it takes to be reachable from
 * elsewhere must be ruled out by configuration, not merely be unlikely.
 *
 * @throws an error that names the key and what it must be
 */
export function assertDevelopment(config: Config, env: Environment): void {
  const isTest = env.NODE_ENV === 'test' && env.JEST_WORKER_ID !== undefined;
  if (env.NODE_ENV !== 'development' && !isTest) {
    throw refusal(`NODE_ENV must be "development", ${actual(env.NODE_ENV)}`);
  }
  for (const key of ['app.baseUrl', 'backend.baseUrl']) {
    const url = config.getOptionalString(key);
    if (!isLoopback(hostOf(url))) {
      throw refusal(`the host of ${key} must be localhost, ${actual(url)}`);
    }
  }
  const host = listenHost(config);
  // unset means all interfaces
  if (host === undefined || !isLoopback(host)) {
    throw refusal(
      `backend.listen.host must be a loopback address such as 127.0.0.1, ${actual(
        host,
      )}`,
    );
  }
}

function refusal(reason: string): Error {
  return new Error(
    `The demo sign-in is for development on one's own machine and refuses to start: ${reason}. Remove the module from the backend, or correct the setting.`,
  );
}

function actual(value: string | undefined): string {
  return value === undefined ? 'but is not set' : `not "${value}"`;
}

function hostOf(url: string | undefined): string {
  try {
    return new URL(url ?? '').hostname;
  } catch {
    return '';
  }
}

/** `backend.listen` is an object, or in short `:7007` or `127.0.0.1:7007`. */
function listenHost(config: Config): string | undefined {
  const listen = config.getOptional('backend.listen');
  if (typeof listen === 'string') {
    return listen.replace(/:\d+$/, '') || undefined;
  }
  return config.getOptionalString('backend.listen.host');
}
