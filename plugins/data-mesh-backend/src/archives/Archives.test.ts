import { mockCredentials } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { pruneArchives } from './archiveRows';
import { Archives, KEPT_FOR_MS, MAX_ARCHIVES } from './Archives';

jest.setTimeout(120_000);

const NOW = 1_790_000_000_000;
const olivia = mockCredentials.user('user:default/olivia');
const liam = mockCredentials.user('user:default/liam');
const zip = (text: string) =>
  Buffer.from(`PK\x03\x04${text}\x00\xff`, 'latin1');

describe.each(DATABASES)('archives on %s', id => {
  const databases = new Databases();
  let db: Knex;
  let now: number;
  let archives: Archives;

  beforeEach(async () => {
    db = await databases.migrated(id);
    now = NOW;
    archives = new Archives({ db, clock: () => now });
  });

  const keep = (run: string, content = zip(run), by = olivia) =>
    archives.keep({ run, name: 'orders.zip', content }, by);

  it('gives whoever made it exactly what was kept', async () => {
    const { id: archive, size } = await keep('r1', zip('orders'));
    expect(size).toBe(12);
    expect(await archives.download(archive, olivia)).toEqual({
      name: 'orders.zip',
      content: zip('orders'),
    });
  });

  it('refuses everybody else, naming whose it is', async () => {
    const { id: archive } = await keep('r1');
    await expect(archives.download(archive, liam)).rejects.toThrow(
      /is of olivia, and only they can download it/,
    );
    expect(await archives.ofRun('r1', liam)).toEqual([]);
  });

  it('is over after a day, and then gone', async () => {
    const { id: archive } = await keep('r1');
    now += KEPT_FOR_MS;
    await expect(archives.download(archive, olivia)).rejects.toThrow(
      /no longer: each is kept for 24 hours/,
    );
    await pruneArchives(db, now);
    expect(await db('archives').select()).toEqual([]);
  });

  it('has one for each run and name, the last one kept', async () => {
    await keep('r1', zip('first'));
    const { id: archive } = await keep('r1', zip('second'));
    expect(await archives.ofRun('r1', olivia)).toHaveLength(1);
    const { content } = await archives.download(archive, olivia);
    expect(content).toEqual(zip('second'));
  });

  it('refuses what is no ZIP file', async () => {
    await expect(keep('r1', Buffer.from('<html>'))).rejects.toThrow(
      'Archive orders.zip is no ZIP file',
    );
  });

  it('keeps a bounded number for each person', async () => {
    for (let i = 0; i < MAX_ARCHIVES; i++) await keep(`r${i}`);
    await expect(keep('one more')).rejects.toThrow(
      /the oldest is gone at 2026-/,
    );
    await keep('r0', zip('anew'));
    await keep('one more', zip('x'), liam);
  });
});
