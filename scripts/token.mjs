/**
 * Prints a Backstage token of a demo user, for the API:
 *
 *   npm run demo:token -- <user>
 */
import { Failure, runMain } from './lib/failure.mjs';
import { demoPorts } from './lib/ports.mjs';

await runMain(async () => {
  if (process.env.NODE_ENV === 'production') {
    throw new Failure(
      'demo:token works in development only, and NODE_ENV is "production": unset it for the demo.',
    );
  }
  const [user, ...rest] = process.argv.slice(2);
  if (!user || rest.length || user.startsWith('-')) {
    throw new Failure(
      'Usage: npm run demo:token -- <user>, for example olivia.',
    );
  }
  console.log(await fetchToken(user, demoPorts().backend));
});

/**
 * @param {string} user
 * @param {number} port
 * @returns {Promise<string>}
 */
async function fetchToken(user, port) {
  const response = await ask(user, port);
  if (response.ok) {
    const { backstageIdentity } = await response.json();
    return backstageIdentity.token;
  }
  if ([401, 403, 404].includes(response.status)) {
    throw new Failure(
      `The portal knows no demo user "${user}" (it answered ${response.status}): use one of the users under examples/, for example olivia.`,
    );
  }
  throw new Failure(
    `The portal on port ${port} answered ${response.status} to the sign-in of "${user}": see .dev/logs/backend.log.`,
  );
}

/**
 * @param {string} user
 * @param {number} port
 */
async function ask(user, port) {
  try {
    return await fetch(`http://localhost:${port}/api/auth/demo/refresh`, {
      headers: { 'x-demo-user': user },
      signal: AbortSignal.timeout(15_000),
    });
  } catch {
    throw new Failure(
      `No portal answers on port ${port}: start it with "npm start", or set BACKEND_PORT to where its backend is.`,
    );
  }
}
