/**
 * `npm test`: everything, from nothing, on a broker, a registry and a PostgreSQL of its own.
 *
 *   npm test [-- --only <suite>[,<suite>] [-- <arguments for that suite's runner>]]
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureChrome } from './lib/chrome.mjs';
import { countsOf, sum, summary } from './lib/counts.mjs';
import { Failure, runMain } from './lib/failure.mjs';
import { ensureDependencies } from './lib/install.mjs';
import { Interrupted, untilInterrupted } from './lib/interrupt.mjs';
import { ensureNode } from './lib/node-runtime.mjs';
import { devDir, shown } from './lib/paths.mjs';
import { createProgress, seconds } from './lib/progress.mjs';
import { lastLines, stopRunning } from './lib/run.mjs';
import { suites } from './lib/suites.mjs';
import { createSupervisor } from './lib/supervisor.mjs';
import {
  clearOldTests,
  makeInstalledPortal,
  startTestKafka,
  startTestPortal,
  startTestPostgres,
} from './lib/test-harness.mjs';

const names = suites.map(suite => suite.name);
const usage = `Usage: npm test [-- --only <${names.join(
  '|',
)}>[,…] [-- <arguments for that suite>]]`;

await runMain(async () => {
  const { selected, extra } = parse();
  const progress = createProgress();
  await clearOldTests();
  const dir = path.join(devDir, `test-${process.pid}`);
  const logs = path.join(devDir, 'logs/test');
  fs.mkdirSync(dir, { recursive: true });
  fs.mkdirSync(logs, { recursive: true });
  const supervisor = createSupervisor({
    stateFile: path.join(devDir, `run/test-${process.pid}.json`),
    progress,
  });
  const harness = { dir, logs, supervisor, progress };
  const needs = (/** @type {string} */ what) =>
    selected.some(suite => suite.needs?.includes(what));
  /** @type {(() => void)[]} */
  const cleanups = [];
  let over = false;

  try {
    const code = await Promise.race([
      untilInterrupted(),
      supervisor.untilCrash(),
      work(),
    ]);
    return code;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    console.error('interrupted');
    return 130;
  } finally {
    over = true;
    await stopRunning();
    await supervisor.stop();
    for (const cleanup of cleanups) cleanup();
    fs.rmSync(dir, { recursive: true, force: true });
    setImmediate(() => process.exit());
  }

  async function work() {
    // Fails the browser suite, not the others; so it is awaited where that suite begins.
    const chrome =
      needs('portal') || needs('fresh-portal')
        ? ensureChrome(progress)
        : undefined;
    chrome?.catch(() => {});
    const runtime = ensureNode(progress).then(async found => {
      await ensureDependencies(found, progress);
      return found;
    });
    const kafka = needs('kafka')
      ? startTestKafka({ ...harness, runtime })
      : undefined;
    kafka?.catch(() => {});

    const context = {
      runtime: await runtime,
      env: {
        ...(await runtime).env,
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
      },
      dir,
      extra,
    };
    const postgres = needs('postgres') ? startTestPostgres(harness) : undefined;
    postgres?.catch(() => {});

    /** @type {import('./lib/counts.mjs').Counts[]} */
    const results = [];
    const runSuite = async (
      /** @type {import('./lib/suites.mjs').Suite} */ suite,
    ) => {
      const result = await report(suite, context, logs, () => over);
      results.push(result);
    };
    const runInTurn = async (/** @type {string} */ word) => {
      for (const suite of selected.filter(({ quiet }) => quiet === word)) {
        await runSuite(suite);
      }
    };
    await Promise.all([runInTurn('sources'), runInTurn('packages')]);

    if (kafka) Object.assign(context.env, (await kafka).env);
    if (postgres) {
      const { env, remove } = await postgres;
      Object.assign(context.env, env);
      cleanups.push(remove);
    }
    const startedFor = portalStarters(harness, {
      context,
      kafka,
      chrome,
      isInstalled: needs('fresh-portal'),
    });
    for (const suite of selected.filter(({ quiet }) => !quiet)) {
      const start = suite.needs?.map(need => startedFor[need]).find(Boolean);
      if (start) {
        try {
          Object.assign(context.env, await start());
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          results.push(say(suite.name, countsOf({ failed: 1 }), error.message));
          continue;
        }
      }
      await runSuite(suite);
    }
    const total = sum(results);
    console.log(summary(total));
    return total.failed ? 1 : 0;
  }
});

/**
 * How the portals are started that suites need. Each gives what their tests find it by.
 *
 * @param {import('./lib/test-harness.mjs').Harness} harness
 * @param {{
 *   context: { runtime: import('./lib/node-runtime.mjs').NodeRuntime },
 *   kafka: ReturnType<typeof startTestKafka> | undefined,
 *   chrome: Promise<string> | undefined,
 *   isInstalled: boolean,
 * }} needed - isInstalled: whether the portal that is made is wanted, too
 * @returns {Record<string, () => Promise<NodeJS.ProcessEnv>>}
 */
function portalStarters(harness, { context, kafka, chrome, isInstalled }) {
  const options = async () => ({
    ...harness,
    runtime: context.runtime,
    ports: (await kafka).ports,
  });
  const withChrome = async (
    /** @type {{ env: NodeJS.ProcessEnv }} */ portal,
  ) => ({
    ...portal.env,
    CHROME_PATH: await chrome,
  });
  /** @type {ReturnType<typeof makeInstalledPortal> | undefined} */
  let installed;
  const install = async () => {
    installed ??= makeInstalledPortal(await options());
    return installed;
  };
  return {
    portal: async () => {
      // Made beside the browser's tests, which mostly wait.
      if (isInstalled) await install().catch(() => {});
      return withChrome(await startTestPortal(await options()));
    },
    'fresh-portal': async () => withChrome(await (await install()).start()),
  };
}

/**
 * Runs a suite and says how it went.
 *
 * @param {import('./lib/suites.mjs').Suite} suite
 * @param {Omit<import('./lib/suites.mjs').SuiteContext, 'log'>} context
 * @param {string} logs
 * @param {() => boolean} isOver - whether the run was ended: then a suite's end says nothing
 */
async function report(suite, context, logs, isOver) {
  const begin = Date.now();
  const log = path.join(logs, `${suite.name}.log`);
  console.log(`${suite.name} …`);
  const { counts, problem, details } = await suite.run({ ...context, log });
  if (isOver()) return new Promise(() => {});
  const time = ` (${seconds(Date.now() - begin)})`;
  if (counts.failed === 0) return say(suite.name, counts, '', time);
  const shownDetails = details?.length
    ? details.join('\n\n')
    : lastLines(log, 80);
  return say(
    suite.name,
    counts,
    [
      problem && `${suite.name} ${problem}`,
      shownDetails,
      `All of its output: ${shown(log)}`,
    ]
      .filter(Boolean)
      .join('\n'),
    time,
  );
}

/**
 * @param {string} name
 * @param {import('./lib/counts.mjs').Counts} counts
 * @param {string} text
 * @param {string} [time]
 */
function say(name, counts, text, time = '') {
  if (text) console.log(text);
  // Not the form of the last line, of which there is one.
  const { passed, failed, skipped } = counts;
  console.log(
    `${name}: ${passed} ok, ${failed} not ok${
      skipped ? `, ${skipped} left out` : ''
    }${time}`,
  );
  return counts;
}

function parse() {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: { only: { type: 'string' } },
    });
  } catch (error) {
    throw new Failure(`${error.message} ${usage}`);
  }
  const { values, positionals: extra } = parsed;
  const wanted = values.only?.split(',') ?? names;
  const unknown = wanted.filter(name => !names.includes(name));
  if (unknown.length) {
    throw new Failure(`There is no suite "${unknown.join(', ')}". ${usage}`);
  }
  const selected = suites.filter(suite => wanted.includes(suite.name));
  if (extra.length && !(selected.length === 1 && selected[0].takesArguments)) {
    throw new Failure(
      `Arguments are for one runner, so choose one of scripts, jest and browser with --only. ${usage}`,
    );
  }
  return { selected, extra };
}
