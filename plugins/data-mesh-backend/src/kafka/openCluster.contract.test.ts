import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { testCluster } from '../__testUtils__/testKafka';
import type { ClusterSettings, DataMeshConfig } from '../config/DataMeshConfig';
import { readDataMeshConfig } from '../config/readDataMeshConfig';
import { grantAccess, grantRow } from '../provisioning/__testUtils__/grants';
import { createReconcilers } from '../provisioning/createReconcilers';
import { createKafkaPort } from './createKafkaPort';
import type { AclBinding, KafkaPort } from './KafkaPort';

jest.setTimeout(120_000);

const ROOT = path.resolve(__dirname, '../../../..');
const exec = promisify(execFile);
const NOBODY_HAS = {
  topic: 'probe-nope',
  group: 'probe-nope',
  transactionalId: 'probe-nope',
};

/**
 * What the port finds out of a cluster that lets everyone do whatever no ACL
 * forbids, on a broker of its own: `allow.everyone.if.no.acl.found=true`.
 */
describe('a probe of an open cluster', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'open-'));
  const databases = new Databases();
  let admin: KafkaPort;
  let reader: KafkaPort;
  let settings: ClusterSettings;

  const broker = (...args: string[]) =>
    exec(
      process.execPath,
      [path.join(ROOT, 'scripts/broker.mjs'), ...args, '--dir', dir],
      { cwd: ROOT },
    );

  const acl = (overrides: Partial<AclBinding>): AclBinding => ({
    resourceType: 'TRANSACTIONAL_ID',
    resourceName: NOBODY_HAS.transactionalId,
    patternType: 'LITERAL',
    principal: 'User:another',
    host: '*',
    operation: 'DESCRIBE',
    permission: 'ALLOW',
    ...overrides,
  });

  beforeAll(async () => {
    const properties = path.join(dir, 'extra.properties');
    fs.writeFileSync(properties, '\nallow.everyone.if.no.acl.found=true\n');
    await broker('start', '--properties', properties);
    const { port } = JSON.parse(
      fs.readFileSync(path.join(dir, 'broker.json'), 'utf8'),
    );
    const bootstrapServers = [{ host: '127.0.0.1', port }];
    admin = createKafkaPort(testCluster('admin', { bootstrapServers }), 'sync');
    await admin.upsertScramUsers([
      { user: 'reader', mechanism: 'SCRAM-SHA-512', password: 'reader-secret' },
    ]);
    const credentials = {
      mechanism: 'SCRAM-SHA-512',
      username: 'reader',
      password: 'reader-secret',
      principal: 'User:reader',
    } as const;
    settings = testCluster('admin', {
      name: 'main',
      mode: 'manage',
      bootstrapServers,
      credentials: { sync: credentials, provisioning: credentials },
    });
    reader = createKafkaPort(settings, 'sync');
  });

  afterEach(async () => {
    await admin.deleteAcls(await admin.describeAcls());
  });

  afterAll(async () => {
    await reader?.close();
    await admin?.close();
    await broker('stop');
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('is allowed all, although there is no ACL, and leaves no trace', async () => {
    expect(await admin.describeAcls()).toEqual([]);
    expect(await reader.probeAccess(NOBODY_HAS)).toEqual({
      topic: 'allowed',
      group: 'allowed',
      transactionalId: 'allowed',
    });
    // Not even the internal topics that a search for coordinators would make.
    expect([...(await admin.listTopics()).items.keys()]).toEqual([]);
    expect([...(await admin.listGroups()).items.keys()]).toEqual([]);
  });

  it('is denied once an ACL gives the same to somebody else', async () => {
    await admin.createAcls([acl({})]);
    expect(await reader.probeAccess(NOBODY_HAS)).toMatchObject({
      topic: 'allowed',
      group: 'allowed',
      transactionalId: 'denied',
    });
    // So the name has to be one that no ACL names.
    const unnamed = { ...NOBODY_HAS, transactionalId: 'probe-unnamed' };
    expect(await reader.probeAccess(unnamed)).toMatchObject({
      transactionalId: 'allowed',
    });
  });

  it('is told by the transactional ID where ACLs cover all topics and groups', async () => {
    await admin.createAcls([
      acl({ resourceType: 'TOPIC', resourceName: '*' }),
      acl({ resourceType: 'GROUP', resourceName: '*' }),
    ]);
    expect(await reader.probeAccess(NOBODY_HAS)).toEqual({
      topic: 'denied',
      group: 'denied',
      transactionalId: 'allowed',
    });
  });

  it('makes the reconciler create nothing, however the grant came about', async () => {
    const db = await databases.migrated(DATABASES[0]);
    const { id } = await grantAccess(db, { now: Date.now() });
    const config: DataMeshConfig = {
      ...readDataMeshConfig(new ConfigReader({})),
      clusters: [{ name: 'main', settings, problems: [] }],
    };
    const found = createReconcilers({
      config,
      db,
      provisioners: new Map(),
      subjectProvisioners: new Map(),
      onChange: async () => {},
      logger: mockServices.logger.mock(),
    }).get('main');
    await found?.runner.run();
    expect(await grantRow(db, id)).toMatchObject({
      state: 'pending',
      last_error: expect.stringMatching(
        /found to let everyone in.*allow\.everyone\.if\.no\.acl\.found=false/,
      ),
    });
    expect(await admin.describeAcls()).toEqual([]);
    await found?.port?.close();
  });
});
