/**
 * Turns Ctrl-C and its relatives into a rejected promise, so that a script can end in one place.
 * The first counts; npm and the terminal both send one, so that a second means nothing.
 */
export class Interrupted extends Error {
  name = 'Interrupted';
}

/** @returns {Promise<never>} */
export function untilInterrupted() {
  return new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => reject(new Interrupted(signal)));
    }
    if (process.env.npm_lifecycle_event) {
      onOrphaned(() => reject(new Interrupted('npm was stopped')));
    }
  });
}

/**
 * npm hands SIGTERM to a shell, which ends without handing it on: all that can be seen from here is
 * that the parent is another one.
 *
 * @param {() => void} listener
 */
function onOrphaned(listener) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    listener();
  }, 500);
  timer.unref();
}
