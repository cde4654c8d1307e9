import fs from 'node:fs';
import path from 'node:path';
import { ConfigReader } from '@backstage/config';
import {
  validateDataProduct,
  validateDomainDataMesh,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { parse } from 'yaml';
import { readDataMeshConfig } from './config/readDataMeshConfig';

const ROOT = path.resolve(__dirname, '../../..');

const markdown = (dir: string): string[] =>
  fs
    .readdirSync(path.join(ROOT, dir))
    .filter(name => name.endsWith('.md'))
    .map(name => path.join(dir, name));

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...markdown('docs'),
  ...markdown('docs/decisions'),
  ...fs
    .readdirSync(path.join(ROOT, 'plugins'))
    .flatMap(name => markdown(`plugins/${name}`)),
];

const read = (page: string) => fs.readFileSync(path.join(ROOT, page), 'utf8');

/** The fenced blocks of a language in all pages, with where each is. */
const blocks = (language: string) =>
  PAGES.flatMap(page => {
    const text = read(page);
    return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
      .filter(([, found]) => found === language)
      .map(match => ({
        page,
        line: text.slice(0, match.index).split('\n').length,
        text: match[2],
      }));
  });

/** As GitHub names the headings of a page. */
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('links', () => {
  it.each(PAGES)('of %s lead to something', page => {
    const text = read(page).replace(/^```[\s\S]*?^```$/gm, '');
    const broken = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link]) => link)
      .filter(link => !/^(https?:|mailto:)/.test(link))
      .filter(link => {
        const [file, anchor] = link.split('#');
        const target = file
          ? path.join(path.dirname(page), decodeURIComponent(file))
          : page;
        if (!fs.existsSync(path.join(ROOT, target))) return true;
        return (
          anchor !== undefined && !anchorsOf(read(target)).includes(anchor)
        );
      });
    expect(broken).toEqual([]);
  });
});

describe('tests that are named', () => {
  const named = PAGES.flatMap(page =>
    [
      ...read(page).matchAll(
        /\["([^\]]+)"\]\(([^)\s]+\.test\.(?:ts|tsx|mjs))\)/g,
      ),
    ].map(([, title, file]) => ({
      page,
      title,
      file: path.join(path.dirname(page), file),
    })),
  );

  it.each(named)('on $page, "$title" is in $file', ({ title, file }) => {
    const text = read(file);
    const isTitle = [`'`, `"`, '`'].some(q => text.includes(q + title + q));
    expect(isTitle).toBe(true);
  });

  it('show each line of what roles can do, or the page says why none can', () => {
    const rows = read('docs/security.md')
      .split('\n')
      .filter(line => /^\| (can|cannot) +\|/.test(line));
    expect(rows.length).toBeGreaterThan(50);
    const silent = rows.filter(
      row =>
        !/\| \[.*\.test\.(ts|mjs)\) +\|$/.test(row) &&
        !/\| not tested: \w.{20,}\|$/.test(row),
    );
    expect(silent).toEqual([]);
  });
});

describe('configuration', () => {
  const configs = blocks('yaml').filter(({ text }) => /^dataMesh:/m.test(text));

  it.each(configs)('on $page, line $line, has no problem', ({ text }) => {
    process.env.DATA_MESH_SYNC_PASSWORD = 'secret';
    const { problems } = readDataMeshConfig(new ConfigReader(parse(text)));
    expect(problems).toEqual([]);
  });

  it('is there at all', () => expect(configs.length).toBeGreaterThan(5));
});

describe('other YAML', () => {
  const orders = parse(read('examples/products/orders.yaml'));

  it.each(blocks('yaml'))('on $page, line $line, is valid', ({ text }) => {
    expect(problemsOf(parse(text))).toEqual([]);
  });

  /** Of a descriptor, a policy or the steps of a template; anything else is only YAML. */
  function problemsOf(document: any): unknown[] {
    const { kind, rule, outputPorts, spec, steps } = document;
    if (kind === 'DataProduct') return validateDataProduct(document);
    if (kind === 'Domain') {
      return validateDomainDataMesh({
        apiVersion: 'backstage.io/v1alpha1',
        kind,
        metadata: { name: 'sales' },
        spec: { owner: 'group:default/order-team', ...spec },
      });
    }
    if (outputPorts) {
      const [port] = outputPorts;
      const [own] = orders.spec.outputPorts;
      return validateDataProduct({
        ...orders,
        spec: { ...orders.spec, outputPorts: [{ ...own, ...port }] },
      });
    }
    if (rule) {
      const policy = {
        ...{ id: 'a', title: 'A', why: 'B', severity: 'info', stage: 'warn' },
        ...{ remedy: 'C', rule },
      };
      return readDataMeshConfig(
        new ConfigReader({ dataMesh: { policies: [policy] } }),
      ).problems;
    }
    const known = actions();
    return (steps ?? [])
      .map(({ action }: { action: string }) => action)
      .filter((action: string) => !known.includes(action));
  }

  /** What the scaffolder module registers; a package that this one does not know. */
  function actions(): string[] {
    const dir = path.join(
      ROOT,
      'plugins/scaffolder-backend-module-data-mesh/src',
    );
    return fs
      .readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .flatMap(name => [
        ...fs
          .readFileSync(path.join(dir, name), 'utf8')
          .matchAll(/\bid: '([\w:-]+)'/g),
      ])
      .map(([, id]) => id);
  }
});

describe('commands', () => {
  const commands = blocks('sh').flatMap(({ page, text }) =>
    text
      .replace(/\\\n/g, ' ')
      // What is in quotes may go over several lines.
      .split(/\n(?=(?:[^']*'[^']*')*[^']*$)/)
      .map(line => line.replace(/\s+# .*$/, '').trim())
      .filter(Boolean)
      .map(command => ({ page, command })),
  );
  const manifest = (file: string) => JSON.parse(read(file));
  const bins = fs.readdirSync(path.join(ROOT, 'plugins')).flatMap(name => {
    const { name: id, bin } = manifest(`plugins/${name}/package.json`);
    return typeof bin === 'string' ? [id] : Object.keys(bin ?? {}).concat(id);
  });
  const api = parse(read('plugins/data-mesh-backend/src/schema/openapi.yaml'));

  /** The operation of the API that a call is of. */
  function operationOf(line: string): unknown {
    const url = line.match(/\/api\/data-mesh\/v1(\/[^"'\s?]*)/)?.[1] ?? '';
    const method =
      line.match(/-X (\w+)/)?.[1] ??
      (/ (-d|--data) /.test(line) ? 'POST' : 'GET');
    const found = Object.entries<any>(api.paths).find(([template]) =>
      new RegExp(`^(/v1)?${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(url),
    );
    return found?.[1][method.toLowerCase()];
  }

  /** What is wrong with a command, or nothing. */
  function problemOf(page: string, command: string): string | undefined {
    const [program, first, second] = command.split(/\s+/);
    switch (program) {
      case 'npm': {
        const script = first === 'run' ? second : first;
        const { scripts } = manifest('package.json');
        return scripts[script] ? undefined : `there is no script ${script}`;
      }
      case 'npx':
        return bins.includes(first) ? undefined : `there is no ${first}`;
      case 'curl': {
        const data = command.match(/(?:-d|--data) '([\s\S]+)'$/)?.[1];
        if (data) JSON.parse(data);
        return operationOf(command) ? undefined : 'the API has no such call';
      }
      default:
        // Those are run by the suite that installs the packages, and by the
        // test that takes them out again.
        return page === 'docs/install.md' &&
          /^(yarn|kafka-(acls|configs)\.sh)$/.test(program)
          ? undefined
          : `no test knows ${program}`;
    }
  }

  it.each(commands)('on $page can be run: $command', ({ page, command }) => {
    expect(problemOf(page, command)).toBeUndefined();
  });
});
