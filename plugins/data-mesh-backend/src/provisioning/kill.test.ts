import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import createKnex, { type Knex } from 'knex';
import { MIGRATIONS } from '../__testUtils__/databases';
import { KilledChild } from '../__testUtils__/KilledChild';
import { testPort, uniquePrefix } from '../__testUtils__/testKafka';
import { isAcl } from '../access/GrantedBinding';
import type { KafkaPort } from '../kafka/KafkaPort';
import { bindingKey } from './bindingRows';
import { KafkaProvisioner } from './KafkaProvisioner';
import { LEASE_MS } from './lease';
import { Reconciler } from './Reconciler';
import {
  actions,
  endGrant,
  grantAccess,
  grantRow,
} from './__testUtils__/grants';

jest.setTimeout(300_000);

const MOST_PASSES = 20;

const CHILD = path.join(__dirname, '__testUtils__/killedPass.ts');
const CLUSTER = 'test';

function open(filename: string): Knex {
  return createKnex({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
}

/** Real `kill -9` of a process at each step of a pass, against a real broker. */
describe('a pass that is killed', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'killed-'));
  const template = path.join(dir, 'template.sqlite');
  const prefix = uniquePrefix().replace(/\.$/, '');
  const child = new KilledChild(CHILD, dir);
  let port: KafkaPort;
  let count = 0;

  beforeAll(async () => {
    await child.prepare();
    port = testPort('data-mesh-provisioning');
    const db = open(template);
    await db.migrate.latest({ directory: MIGRATIONS });
    await db.destroy();
  });

  afterAll(async () => {
    await port.close();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  const pass = (filename: string, at: number, now: number) =>
    child.run('KILLED_PASS', { filename, cluster: CLUSTER, at, now });

  async function recover(db: Knex, now: number): Promise<void> {
    const reconciler = new Reconciler({
      cluster: CLUSTER,
      db,
      provisioner: new KafkaProvisioner(port),
      failAfterMs: 3_600_000,
      repairMissing: false,
      forbidsCreation: async () => undefined,
      onChange: async () => {},
      logger: mockServices.logger.mock(),
      clock: () => now,
    });
    // A broker that is busy shows what was done only a moment later.
    for (let i = 0; i < MOST_PASSES; i += 1) {
      await reconciler.pass();
      const moving = await db('grants').whereIn('state', ['pending', 'ending']);
      if (moving.length === 0) return;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  async function atKafka(principal: string): Promise<Set<string>> {
    return new Set((await port.describeAcls({ principal })).map(bindingKey));
  }

  async function scenario(ending: boolean, at: number) {
    count += 1;
    const filename = path.join(dir, `${count}.sqlite`);
    fs.copyFileSync(template, filename);
    const db = open(filename);
    let now = Date.now();
    const consumer = `${prefix}-${count}`;
    const grant = await grantAccess(db, { cluster: CLUSTER, consumer, now });
    const [preexisting, ...ours] = grant.bindings.filter(isAcl);
    await port.createAcls([preexisting]);
    if (ending) {
      await recover(db, now);
      await endGrant(db, grant.id);
    }
    await db.destroy();
    try {
      const outcome = await pass(filename, at, now);
      const again = open(filename);
      now += LEASE_MS;
      await recover(again, now);
      const state = (await grantRow(again, grant.id)).state;
      const history = await actions(again);
      await again.destroy();
      return {
        outcome,
        state,
        history: history.sort(),
        acls: await atKafka(`User:${consumer}`),
        preexisting: bindingKey(preexisting),
        ours: ours.map(bindingKey),
      };
    } finally {
      await port.deleteAcls([preexisting, ...ours]);
    }
  }

  it.each([
    ['while it creates', false],
    ['while it removes', true],
  ])(
    'is finished by the next one, wherever it died %s',
    async (_name, ending) => {
      const whole = await scenario(ending, 0);
      const steps = Number(/^steps (\d+)$/.exec(whole.outcome)?.[1]);
      expect(steps).toBeGreaterThan(10);
      const expected = {
        state: ending ? 'revoked' : 'active',
        acls: new Set([whole.preexisting, ...(ending ? [] : whole.ours)]),
      };
      expect(whole).toMatchObject(expected);
      for (let at = 1; at <= steps; at += 1) {
        const killed = await scenario(ending, at);
        expect({ at, outcome: killed.outcome }).toEqual({
          at,
          outcome: 'SIGKILL',
        });
        expect({ at, state: killed.state }).toEqual({
          at,
          state: expected.state,
        });
        // Exactly the wanted ACLs, and each fact once, as without a crash.
        expect(killed.acls).toEqual(
          new Set([killed.preexisting, ...(ending ? [] : killed.ours)]),
        );
        expect({ at, history: killed.history }).toEqual({
          at,
          history: whole.history,
        });
      }
    },
  );
});
