import { spawn } from 'node:child_process';

/**
 * Opens a page where there is somebody to see it; elsewhere does nothing.
 *
 * @param {string} url
 * @param {NodeJS.ProcessEnv} [env]
 */
export function openBrowser(url, env = process.env) {
  const command = browserCommand(env);
  if (!command) return;
  const child = spawn(command, [url], { detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} [platform]
 * @returns {string | undefined}
 */
export function browserCommand(env, platform = process.platform) {
  if (env.CI || env.BROWSER === 'none') return undefined;
  if (platform === 'darwin') return 'open';
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return undefined;
  return 'xdg-open';
}
