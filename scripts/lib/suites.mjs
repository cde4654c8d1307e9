/** The suites of `npm test`: what each runs, and how its tests are counted. */
import fs from 'node:fs';
import path from 'node:path';
import {
  countsOfCommand,
  countsOfJest,
  countsOfPlaywright,
  countsOfTap,
  judge,
} from './counts.mjs';
import { yarn } from './install.mjs';
import { root } from './paths.mjs';
import { readState } from './processes.mjs';
import { runForCode } from './run.mjs';

/**
 * @typedef {object} SuiteContext
 * @property {import('./node-runtime.mjs').NodeRuntime} runtime
 * @property {NodeJS.ProcessEnv} env
 * @property {string} dir - for reports
 * @property {string} log
 * @property {string[]} extra - arguments that the user gave for the runner
 *
 * @typedef {object} SuiteResult
 * @property {import('./counts.mjs').Counts} counts
 * @property {string} [problem]
 * @property {string[]} [details] - what failed, for the user
 *
 * @typedef {object} Suite
 * @property {string} name
 * @property {'sources' | 'packages'} [quiet] - looks at files only: runs while other things start, one
 *   suite of the same word after the other
 * @property {('kafka' | 'postgres' | 'portal' | 'fresh-portal')[]} [needs]
 * @property {boolean} [takesArguments]
 * @property {(context: SuiteContext) => Promise<SuiteResult>} run
 */

/**
 * A suite that is one command and one test.
 *
 * @param {string} name
 * @param {string[]} args - for yarn
 * @param {Suite['quiet']} [quiet]
 * @returns {Suite}
 */
const command = (name, args, quiet = 'sources') => ({
  name,
  quiet,
  async run({ runtime, env, log }) {
    const code = await runForCode(runtime.node, [yarn, ...args], {
      cwd: root,
      env,
      log,
    });
    return { counts: countsOfCommand(code) };
  },
});

/**
 * A suite of tests for Node's own runner.
 *
 * @param {string} name
 * @param {string[]} files - patterns
 * @returns {Suite}
 */
const nodeSuite = (name, files) => ({
  name,
  takesArguments: true,
  async run({ runtime, env, log, extra }) {
    const code = await runForCode(
      runtime.node,
      ['--test', '--test-reporter=tap', ...extra, ...files],
      { cwd: root, env, log },
    );
    const tap = fs.readFileSync(log, 'utf8');
    return {
      ...judge(countsOfTap(tap), code),
      details: tap.match(/^not ok .*\n( .*\n)*/gm) ?? undefined,
    };
  },
});

/**
 * A suite of browser tests.
 *
 * @param {string} name
 * @param {{ needs: Suite['needs'], args: string[] }} options - args: for Playwright
 * @returns {Suite}
 */
const browserSuite = (name, { needs, args }) => ({
  name,
  needs,
  takesArguments: true,
  async run({ runtime, env, dir, log, extra }) {
    const outputFile = path.join(dir, `${name}.json`);
    const code = await runForCode(
      runtime.node,
      [
        yarn,
        ...['playwright', 'test', '--reporter=line,json'],
        ...args,
        ...extra,
      ],
      {
        cwd: root,
        env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: outputFile },
        log,
      },
    );
    return judge(countsOfPlaywright(readState(outputFile)), code);
  },
});

/** @type {Suite[]} */
export const suites = [
  command('lint', ['backstage-cli', 'repo', 'lint']),
  command('prettier', ['prettier', '--check', '.']),
  // The reports of what packages export read what this one writes.
  command('types', ['tsc'], 'packages'),
  {
    ...nodeSuite('published', ['scripts/published/*.test.mjs']),
    quiet: 'packages',
  },
  nodeSuite('scripts', [
    'scripts/*.test.mjs',
    'scripts/lib/*.test.mjs',
    'examples/**/*.test.mjs',
  ]),
  {
    name: 'jest',
    needs: ['kafka', 'postgres'],
    takesArguments: true,
    async run({ runtime, env, dir, log, extra }) {
      const outputFile = path.join(dir, 'jest.json');
      const code = await runForCode(
        runtime.node,
        [
          yarn,
          ...['backstage-cli', 'repo', 'test', '--ci'],
          ...['--json', `--outputFile=${outputFile}`, ...extra],
        ],
        // Without CI the command would watch for changes.
        { cwd: root, env: { ...env, CI: '1' }, log },
      );
      const report = readState(outputFile);
      return {
        ...judge(countsOfJest(report), code),
        details: report?.testResults
          ?.filter(file => file.status === 'failed')
          .map(file => `${path.relative(root, file.name)}\n${file.message}`),
      };
    },
  },
  browserSuite('browser', { needs: ['kafka', 'portal'], args: [] }),
  browserSuite('install', {
    needs: ['kafka', 'fresh-portal'],
    args: ['--config', 'playwright.install.config.ts'],
  }),
];
