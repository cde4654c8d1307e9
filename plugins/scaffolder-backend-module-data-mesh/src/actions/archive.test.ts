import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import {
  exampleInputs,
  fakeMesh,
  runAction,
} from '../__testUtils__/runExample';
import { archiveAction } from './archive';
import { MAX_FILES, zipFolder } from './zipFolder';

const open = promisify<Buffer, object, ZipFile>(fromBuffer as never);

/** Names of the files in a ZIP file. */
async function namesIn(content: Buffer): Promise<string[]> {
  const zip = await open(content, { lazyEntries: false });
  const names: string[] = [];
  return new Promise((resolve, reject) => {
    zip.on('entry', ({ fileName }: Entry) => names.push(fileName));
    zip.on('error', reject);
    zip.on('end', () => resolve(names));
  });
}

describe('data-mesh:archive', () => {
  let root: string;
  let workspacePath: string;

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'archive-'));
    workspacePath = path.join(root, 'workspace');
    write('service/src/index.ts', 'export {};');
    write('service/.github/workflows/ci.yaml', 'on: push');
    write('service/node_modules/x/index.js', '');
    write('service/.git/config', '');
    fs.writeFileSync(path.join(root, 'secret'), 'of another task');
  });

  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  function write(name: string, content: string) {
    const file = path.join(workspacePath, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }

  it('keeps the files of the workspace, hidden ones too', async () => {
    const keepArchive = jest.fn(async () => ({ id: 'a' } as never));
    const action = archiveAction(fakeMesh({ keepArchive }));
    const [, [, input]] = exampleInputs(action);
    const outputs = await runAction(action, input, { workspacePath });
    expect(outputs).toEqual({
      archiveId: 'a',
      url: 'https://portal.example.com/data-mesh/runs/run-1',
    });
    const [[query, blob]] = keepArchive.mock.calls as unknown as [
      [object, Blob],
    ];
    expect(query).toEqual({ run: 'run-1', name: 'return-service.zip' });
    expect(await namesIn(Buffer.from(await blob.arrayBuffer()))).toEqual([
      '.github/workflows/ci.yaml',
      'src/index.ts',
    ]);
  });

  it.each(['../', '../../etc', '/etc', 'service/../../..'])(
    'refuses the path %s, which leads out of the workspace',
    async out => {
      const keepArchive = jest.fn();
      const action = archiveAction(fakeMesh({ keepArchive }));
      await expect(
        runAction(action, { name: 'x', path: out }, { workspacePath }),
      ).rejects.toThrow(/Relative path is not allowed/);
      expect(keepArchive).not.toHaveBeenCalled();
    },
  );

  it.each(['../x', 'a/b', '.hidden', '', 'x'.repeat(97)])(
    'refuses the name %s',
    async name => {
      const action = archiveAction(fakeMesh({ keepArchive: jest.fn() }));
      await expect(
        runAction(action, { name }, { workspacePath }),
      ).rejects.toThrow(/name/);
    },
  );

  it('leaves links out, whatever they name', async () => {
    fs.symlinkSync(path.join(root, 'secret'), path.join(workspacePath, 'link'));
    fs.symlinkSync(root, path.join(workspacePath, 'folder'));
    const { content } = await zipFolder(workspacePath);
    expect(await namesIn(content)).not.toContainEqual(
      expect.stringMatching(/link|folder|secret/),
    );
  });

  it('says so where there is nothing, or too much', async () => {
    const empty = path.join(workspacePath, 'empty');
    fs.mkdirSync(empty);
    await expect(zipFolder(empty)).rejects.toThrow('There are no files');
    for (let i = 0; i <= MAX_FILES; i++) write(`many/${i}`, '');
    await expect(zipFolder(path.join(workspacePath, 'many'))).rejects.toThrow(
      /more than can be kept \(2000 files/,
    );
  });
});
