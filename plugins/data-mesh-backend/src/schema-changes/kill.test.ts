import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import createKnex, { type Knex } from 'knex';
import { fetch } from 'undici';
import { MIGRATIONS } from '../__testUtils__/databases';
import { KilledChild } from '../__testUtils__/KilledChild';
import { testRegistryUrl, uniquePrefix } from '../__testUtils__/testKafka';
import { ConfluentSchemaRegistry } from '../schema-registry/ConfluentSchemaRegistry';
import { RegistryHttp } from '../schema-registry/http';
import { Registrar } from './Registrar';
import { REGISTRATION_LEASE_MS } from './registrationRows';
import {
  actions,
  anAcceptedChange,
  changeRow,
  ID,
  schemaOf,
  storeChange,
  TOTAL,
} from './__testUtils__/changes';

jest.setTimeout(300_000);

const CHILD = path.join(__dirname, '__testUtils__/killedRegistration.ts');

function open(filename: string): Knex {
  return createKnex({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
}

/** Real `kill -9` of a process at each step, against a real schema registry. */
describe('a registration that is killed', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'killed-'));
  const template = path.join(dir, 'template.sqlite');
  const prefix = uniquePrefix();
  const child = new KilledChild(CHILD, dir);
  const url = testRegistryUrl();
  const http = new RegistryHttp('the registry', {
    url,
    auth: { type: 'none' },
  });
  const registry = new ConfluentSchemaRegistry(http);
  let count = 0;

  beforeAll(async () => {
    await child.prepare();
    const db = open(template);
    await db.migrate.latest({ directory: MIGRATIONS });
    await db.destroy();
  });

  afterAll(async () => {
    for (let i = 1; i <= count; i += 1) {
      const target = `${url}/subjects/${prefix}${i}-value`;
      await fetch(target, { method: 'DELETE' });
      await fetch(`${target}?permanent=true`, { method: 'DELETE' });
    }
    await http.close();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  const pass = (filename: string, at: number, now: number) =>
    child.run('KILLED_REGISTRATION', { filename, at, now });

  async function scenario(at: number) {
    count += 1;
    const subject = `${prefix}${count}-value`;
    await registry.register(subject, { format: 'AVRO', schema: schemaOf(ID) });
    await registry.setCompatibility(subject, 'BACKWARD');
    const filename = path.join(dir, `${count}.sqlite`);
    fs.copyFileSync(template, filename);
    let db = open(filename);
    const change = anAcceptedChange({ subject });
    await storeChange(db, change);
    await db.destroy();
    let now = Date.now();
    const outcome = await pass(filename, at, now);
    db = open(filename);
    now += REGISTRATION_LEASE_MS;
    await new Registrar({
      db,
      registryOf: () => registry,
      problemOf: async () => undefined,
      logger: mockServices.logger.mock(),
      clock: () => now,
    }).pass();
    const { state, registered_version } = await changeRow(db, change.id);
    const history = await actions(db);
    const left = await db('schema_registrations').select();
    await db.destroy();
    const latest = await registry.getVersion(subject);
    return {
      outcome,
      seen: {
        at,
        state,
        version: registered_version,
        versions: await registry.listVersions(subject),
        isOurs: latest.schema === schemaOf(ID, TOTAL),
        level: await registry.getCompatibility(subject),
        history,
        left,
      },
    };
  }

  it('is finished by the first pass after it, with the level as before, wherever it died', async () => {
    const whole = await scenario(0);
    const steps = Number(/^steps (\d+)$/.exec(whole.outcome)?.[1]);
    expect(steps).toBeGreaterThan(20);
    const expected = {
      state: 'registered',
      version: 2,
      versions: [1, 2],
      isOurs: true,
      level: 'BACKWARD',
      history: [
        'schema-change.level-lowered',
        'schema-change.level-restored',
        'schema-change.registered',
      ],
      left: [],
    };
    expect(whole.seen).toEqual({ at: 0, ...expected });
    for (let at = 1; at <= steps; at += 1) {
      const killed = await scenario(at);
      expect({ at, outcome: killed.outcome }).toEqual({
        at,
        outcome: 'SIGKILL',
      });
      expect(killed.seen).toEqual({ at, ...expected });
    }
  });
});
