import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Surroundings } from '../surroundings';
import { askPortal, readPortal } from './askPortal';
import { readDescriptors } from './descriptors';
import { readFile } from './files';
import { remarksOf, unreadableRemark, type Remark } from './remarks';
import { githubReport, gitlabReport, textReport } from './reports';
import { readSchemaFolder } from './schemas';

const MOST_DESCRIPTORS = 100;

/** What `data-mesh check --help` says. */
export const CHECK_HELP = `Checks the data products that files describe against a portal's policies.

Usage: data-mesh check [<file>…] [--schemas <folder>] [--portal <url>]

Arguments:
  <file>       descriptors; catalog-info.yaml unless given. Other entities in
               them are passed over

Options:
  --schemas    a folder with schemas that are not registered yet, each named by
               its subject: sales.orders.v1-value.avsc (.json, .proto)
  --portal     address of the portal's backend; PORTAL_URL unless given
  --token-env  variable that holds a token of the portal; PORTAL_TOKEN unless
               given
  --format     text, or github for annotations in GitHub Actions; found out
               unless given
  --gitlab     file for a Code Quality report of GitLab

Exit code 0: nothing blocks, though policies may warn; 1: something does, or a
descriptor is invalid; 2: it could not be checked.
`;

const OPTIONS = {
  schemas: { type: 'string' },
  portal: { type: 'string' },
  'token-env': { type: 'string' },
  format: { type: 'string' },
  gitlab: { type: 'string' },
} as const;

function read(args: string[], { env }: Surroundings) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: OPTIONS,
  });
  const tokenName = values['token-env'] ?? 'PORTAL_TOKEN';
  const format =
    values.format ?? (env.GITHUB_ACTIONS === 'true' ? 'github' : 'text');
  if (!['text', 'github'].includes(format)) {
    throw new Error(`There is no format '${format}': give text or github`);
  }
  return {
    files: positionals.length > 0 ? positionals : ['catalog-info.yaml'],
    schemas: values.schemas,
    gitlab: values.gitlab,
    format,
    portal: readPortal(
      values.portal ?? env.PORTAL_URL,
      env[tokenName],
      tokenName,
    ),
  };
}

async function findRemarks(
  { files, schemas: folder, portal }: ReturnType<typeof read>,
  cwd: string,
): Promise<{ remarks: Remark[]; checked: string[] }> {
  const found = files.map(file => readDescriptors(readFile(file, cwd)));
  const descriptors = found.flatMap(each => each.descriptors);
  if (descriptors.length > MOST_DESCRIPTORS) {
    throw new Error(
      `There are ${descriptors.length} data products, and ${MOST_DESCRIPTORS} can be checked at a time: give fewer files`,
    );
  }
  const schemas = folder === undefined ? [] : readSchemaFolder(folder, cwd);
  const remarks = found
    .flatMap(each => each.unreadable)
    .map(each => unreadableRemark(each));
  for (const descriptor of descriptors) {
    const check = await askPortal(portal, {
      entity: descriptor.entity,
      schemas: schemas.map(({ subject, format, schema }) => ({
        subject,
        format,
        schema,
      })),
    });
    remarks.push(...remarksOf(check, descriptor, schemas));
  }
  return { remarks, checked: descriptors.map(({ title }) => title) };
}

function summary(checked: string[], remarks: Remark[]): string {
  const blocking = remarks.filter(({ blocks }) => blocks).length;
  const what =
    checked.length === 0
      ? 'No data product is described here.'
      : `Checked ${checked.join(', ')}.`;
  if (remarks.length === 0) return `${what} Nothing is wrong.\n`;
  return `${what} ${remarks.length} wrong, ${
    blocking || 'none'
  } of which blocks.\n`;
}

/** Runs `data-mesh check`; see {@link CHECK_HELP} for what it answers. */
export async function runCheck(
  args: string[],
  surroundings: Surroundings,
): Promise<number> {
  try {
    const options = read(args, surroundings);
    const { remarks, checked } = await findRemarks(options, surroundings.cwd);
    surroundings.out(
      options.format === 'github' ? githubReport(remarks) : textReport(remarks),
    );
    if (options.gitlab) {
      fs.writeFileSync(
        path.resolve(surroundings.cwd, options.gitlab),
        gitlabReport(remarks),
      );
    }
    surroundings.out(summary(checked, remarks));
    return remarks.some(({ blocks }) => blocks) ? 1 : 0;
  } catch (error) {
    surroundings.err(`${(error as Error).message}\n`);
    return 2;
  }
}
