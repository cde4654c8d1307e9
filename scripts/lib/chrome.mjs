import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { logsDir } from './paths.mjs';
import { timed } from './progress.mjs';
import { run, works } from './run.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const macApps = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * A browser for the tests: CHROME_PATH, else an installed one, else Debian's package.
 *
 * @param {import('./progress.mjs').Progress} progress
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<string>} the path of its binary
 */
export async function ensureChrome(progress, env = process.env) {
  if (env.CHROME_PATH) {
    if (fs.existsSync(env.CHROME_PATH)) return env.CHROME_PATH;
    throw new Failure(
      `CHROME_PATH is "${env.CHROME_PATH}", where there is no file: set it to the path of Chromium or Chrome.`,
    );
  }
  const installed = find();
  if (installed) return installed;
  if (!fs.existsSync('/etc/debian_version') || process.getuid?.() !== 0) {
    throw new Failure(
      'The browser tests need Chromium or Chrome, and none was found: install one (Debian: apt-get install chromium), or set CHROME_PATH to its binary.',
    );
  }
  await timed(progress, 'Chromium from Debian', async () => {
    const log = path.join(logsDir, 'install-chromium.log');
    const options = {
      log,
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
      failure:
        'Chromium could not be installed with apt-get: install it or Chrome by other means, and set CHROME_PATH to its binary.',
    };
    await run('apt-get', ['update'], options);
    await run(
      'apt-get',
      ['install', '-y', '--no-install-recommends', 'chromium'],
      options,
    );
  });
  const found = find();
  if (!found) {
    throw new Failure(
      'Chromium was installed, but is not on the PATH: set CHROME_PATH to its binary.',
    );
  }
  return found;
}

/** @returns {string | undefined} */
function find() {
  const name = names.find(candidate => works(candidate));
  if (!name) return macApps.find(file => fs.existsSync(file));
  const { stdout } = spawnSync('sh', ['-c', `command -v ${name}`], {
    encoding: 'utf8',
  });
  return stdout.trim();
}
