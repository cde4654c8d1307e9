import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { bindingKey } from './bindingRows';
import { LEASE_MS } from './lease';
import { Reconciler } from './Reconciler';
import { FakeBrokers } from './__testUtils__/FakeBrokers';
import {
  actions,
  endGrant,
  grantAccess,
  grantRow,
  newGrant,
} from './__testUtils__/grants';

jest.setTimeout(60_000);

const START = 1_790_000_000_000;
const DAY = 86_400_000;
const FAIL_AFTER = 3_600_000;

describe.each(DATABASES)('Reconciler on %s', id => {
  const databases = new Databases();
  let db: Knex;
  let brokers: FakeBrokers;
  let now: number;
  let changes: number;
  let forbidden: string | undefined;

  function reconciler(options: { repairMissing?: boolean } = {}) {
    return new Reconciler({
      cluster: 'main',
      db,
      provisioner: brokers,
      failAfterMs: FAIL_AFTER,
      repairMissing: options.repairMissing ?? false,
      forbidsCreation: async () => forbidden,
      onChange: async () => {
        changes += 1;
      },
      logger: mockServices.logger.mock(),
      clock: () => now,
    });
  }

  beforeEach(async () => {
    db = await databases.migrated(id);
    brokers = new FakeBrokers();
    now = START;
    changes = 0;
    forbidden = undefined;
  });

  it('creates what a grant wants, and calls it active once every broker has it', async () => {
    const grant = await grantAccess(db, { now });
    await reconciler().pass();
    expect(grant.bindings.every(b => brokers.has(b))).toBe(true);
    expect(await grantRow(db, grant.id)).toMatchObject({
      state: 'active',
      confirmed: 3,
      brokers: 3,
    });
    expect(await actions(db)).toEqual([
      'grant.created',
      'binding.created',
      'binding.created',
      'binding.created',
      'grant.activated',
    ]);
    expect(changes).toBe(1);
  });

  it('writes nothing and changes nothing on a quiet pass', async () => {
    await grantAccess(db, { now });
    await reconciler().pass();
    const before = {
      rows: await db('managed_bindings').select(),
      grants: await db('grants').select(),
      log: [...brokers.log],
      actions: await actions(db),
    };
    now += 10_000;
    expect(await reconciler().pass()).toBe('settled');
    expect(await db('managed_bindings').select()).toEqual(before.rows);
    expect(await db('grants').select()).toEqual(before.grants);
    expect(brokers.log).toEqual(before.log);
    expect(await actions(db)).toEqual(before.actions);
  });

  it('stays pending while one broker does not follow, and says how many do', async () => {
    brokers.stale.add(2);
    const grant = await grantAccess(db, { now });
    await reconciler().pass();
    expect(await grantRow(db, grant.id)).toMatchObject({
      state: 'pending',
      confirmed: 2,
      brokers: 3,
    });
    brokers.stale.clear();
    await reconciler().pass();
    expect((await grantRow(db, grant.id)).state).toBe('active');
  });

  it('creates nothing while a broker does not answer, since it may have it already', async () => {
    brokers.silent.add(1);
    const grant = await grantAccess(db, { now });
    await reconciler().pass();
    expect(brokers.log).toEqual([]);
    const row = await grantRow(db, grant.id);
    expect(row.state).toBe('pending');
    expect(row.last_error).toContain('broker 1: no connection');
  });

  it('fails a grant after the configured time, with the reason, and then leaves Kafka alone', async () => {
    brokers.failing = 'refuse';
    const grant = await grantAccess(db, { now });
    await reconciler().pass();
    expect((await grantRow(db, grant.id)).state).toBe('pending');
    now += FAIL_AFTER;
    await reconciler().pass();
    expect(await grantRow(db, grant.id)).toMatchObject({
      state: 'failed',
      reason: 'our credentials may not do this',
    });
    brokers.failing = 'none';
    await reconciler().pass();
    expect(brokers.log).toEqual([]);
    await db('grants').update({ state: 'pending', trying_since: null });
    await reconciler().pass();
    expect((await grantRow(db, grant.id)).state).toBe('active');
  });

  it('believes what it reads back, not what a lost answer suggests', async () => {
    const grant = await grantAccess(db, { now });
    const create = brokers.create.bind(brokers);
    brokers.create = async bindings => {
      await create(bindings);
      throw new Error('connection lost');
    };
    await reconciler().pass();
    expect((await grantRow(db, grant.id)).state).toBe('active');
  });

  it('removes what it created when the grant ends, topics before groups', async () => {
    const grant = await grantAccess(db, { now });
    await reconciler().pass();
    await endGrant(db, grant.id);
    await reconciler().pass();
    expect(grant.bindings.some(b => brokers.has(b))).toBe(false);
    expect(await grantRow(db, grant.id)).toMatchObject({
      state: 'revoked',
      live_key: null,
    });
    const deleted = brokers.log.filter(line => line.startsWith('delete'));
    expect(deleted).toHaveLength(3);
    expect(deleted[0]).toContain('TOPIC');
    expect((await actions(db)).slice(-4)).toEqual([
      'binding.removed',
      'binding.removed',
      'binding.removed',
      'grant.revoked',
    ]);
  });

  it('leaves a binding that was there before, and says so on both occasions', async () => {
    const grant = await grantAccess(db, { now });
    const [topicRead] = grant.bindings;
    brokers.put(topicRead);
    await reconciler().pass();
    expect(brokers.log).toHaveLength(2);
    await endGrant(db, grant.id);
    await reconciler().pass();
    expect(brokers.has(topicRead)).toBe(true);
    expect((await grantRow(db, grant.id)).state).toBe('revoked');
    const history = await actions(db);
    expect(history).toContain('binding.preexisting');
    expect(history).toContain('binding.kept');
    const last = await db('history').where({ action: 'grant.revoked' }).first();
    expect(JSON.parse(last.details).accessRemains).toHaveLength(1);
  });

  it('keeps a binding that two grants share until the last one ends', async () => {
    const a = await grantAccess(db, { now });
    const b = await grantAccess(db, { now, topic: 'sales.payments.v1' });
    const group = a.bindings[1];
    await reconciler().pass();
    await endGrant(db, a.id);
    await reconciler().pass();
    expect((await grantRow(db, a.id)).state).toBe('revoked');
    expect(brokers.has(group)).toBe(true);
    await endGrant(db, b.id);
    await reconciler().pass();
    expect(brokers.has(group)).toBe(false);
    expect((await grantRow(db, b.id)).state).toBe('revoked');
    const removed = (await actions(db)).filter(a1 => a1 === 'binding.removed');
    expect(removed).toHaveLength(4);
  });

  it('reports once that somebody removed a binding, and repairs it only when asked', async () => {
    const grant = await grantAccess(db, { now });
    await reconciler().pass();
    brokers.take(grant.bindings[0]);
    await reconciler().pass();
    await reconciler().pass();
    expect(brokers.has(grant.bindings[0])).toBe(false);
    const missing = (await actions(db)).filter(a => a === 'binding.missing');
    expect(missing).toHaveLength(1);
    expect((await grantRow(db, grant.id)).state).toBe('active');
    await db('managed_bindings')
      .where({ state: 'missing' })
      .update({ repair: true });
    await reconciler().pass();
    expect(brokers.has(grant.bindings[0])).toBe(true);
    expect((await actions(db)).slice(-1)).toEqual(['binding.returned']);
  });

  it('repairs by itself where so configured, and what it made again is ours', async () => {
    const [preexisting] = newGrant({ now }).bindings;
    await brokers.create([preexisting]);
    const grant = await grantAccess(db, { now });
    const repairing = reconciler({ repairMissing: true });
    await repairing.pass();
    brokers.take(preexisting);
    expect(await repairing.pass()).toBe('unfinished');
    await repairing.pass();
    expect(brokers.has(preexisting)).toBe(true);
    expect((await actions(db)).slice(-2)).toEqual([
      'binding.missing',
      'binding.returned',
    ]);
    await endGrant(db, grant.id);
    await repairing.pass();
    expect(brokers.has(preexisting)).toBe(false);
  });

  it('takes for its own what it creates, although it was there when it looked', async () => {
    const [preexisting] = newGrant({ now }).bindings;
    // Somebody is deleting it: one broker still has it.
    brokers.brokers[0].set(bindingKey(preexisting), preexisting);
    forbidden = 'not now';
    const grant = await grantAccess(db, { now });
    await reconciler().pass();
    expect(await actions(db)).toContain('binding.preexisting');
    forbidden = undefined;
    brokers.take(preexisting);
    await reconciler().pass();
    expect((await grantRow(db, grant.id)).state).toBe('active');
    await endGrant(db, grant.id);
    await reconciler().pass();
    expect(brokers.has(preexisting)).toBe(false);
  });

  it('leaves to others what they have put back themselves', async () => {
    const [preexisting] = newGrant({ now }).bindings;
    brokers.put(preexisting);
    const grant = await grantAccess(db, { now });
    const repairing = reconciler({ repairMissing: true });
    await repairing.pass();
    brokers.take(preexisting);
    await repairing.pass();
    expect(await actions(db)).toContain('binding.missing');
    brokers.put(preexisting);
    await repairing.pass();
    await endGrant(db, grant.id);
    await repairing.pass();
    expect((await grantRow(db, grant.id)).state).toBe('revoked');
    expect(brokers.has(preexisting)).toBe(true);
  });

  it('says of a grant that shares what somebody removed why it waits, until an owner has it repaired', async () => {
    const first = await grantAccess(db, { now });
    await reconciler().pass();
    const [, group] = first.bindings;
    brokers.take(group);
    await reconciler().pass();
    const second = await grantAccess(db, { now, topic: 'sales.payments.v1' });
    await reconciler().pass();
    expect(brokers.has(group)).toBe(false);
    const waiting = await grantRow(db, second.id);
    expect(waiting.state).toBe('pending');
    expect(waiting.last_error).toMatch(
      /Somebody removed '.* on GROUP route-planner from \*'.* an owner can/,
    );
    now += FAIL_AFTER;
    await reconciler().pass();
    expect(await grantRow(db, second.id)).toMatchObject({
      state: 'failed',
      reason: expect.stringMatching(/^Somebody removed/),
    });
    await db('managed_bindings')
      .where({ state: 'missing' })
      .update({ repair: true });
    await db('grants')
      .where({ id: second.id })
      .update({ state: 'pending', trying_since: null });
    await reconciler().pass();
    expect((await grantRow(db, second.id)).state).toBe('active');
  });

  it('takes a binding for missing only if every broker says so', async () => {
    const grant = await grantAccess(db, { now });
    await reconciler().pass();
    brokers.take(grant.bindings[0]);
    brokers.silent.add(0);
    await reconciler().pass();
    expect(await actions(db)).not.toContain('binding.missing');
  });

  it('ends what expired while nobody was there to end it', async () => {
    const grant = await grantAccess(db, { now, duration: 'P1D' });
    await reconciler().pass();
    now += 400 * DAY;
    await reconciler().pass();
    expect((await grantRow(db, grant.id)).state).toBe('expired');
    expect(grant.bindings.some(b => brokers.has(b))).toBe(false);
  });

  it('creates nothing where creation is forbidden, but still removes', async () => {
    const old = await grantAccess(db, { now, duration: 'P1D' });
    await reconciler().pass();
    forbidden = 'the cluster was found open';
    now += 2 * DAY;
    const fresh = await grantAccess(db, { now, topic: 'sales.payments.v1' });
    await reconciler().pass();
    expect(brokers.has(fresh.bindings[0])).toBe(false);
    expect((await grantRow(db, fresh.id)).last_error).toContain('found open');
    expect((await grantRow(db, old.id)).state).toBe('expired');
    expect(brokers.has(old.bindings[0])).toBe(false);
  });

  it('does not delete what a new grant has come to want since it looked', async () => {
    const old = await grantAccess(db, { now });
    await reconciler().pass();
    await endGrant(db, old.id);
    let next: { id: string } | undefined;
    brokers.before = async () => {
      next ??= await grantAccess(db, { now, topic: 'sales.payments.v1' });
    };
    await reconciler().pass();
    const deleted = brokers.log.filter(line => line.startsWith('delete'));
    expect(deleted).toEqual([`delete ${bindingKey(old.bindings[0])}`]);
    expect((await grantRow(db, old.id)).state).toBe('revoked');
    await reconciler().pass();
    expect((await grantRow(db, next?.id ?? '')).state).toBe('active');
  });

  it('gives a binding back that a new grant wants while the old one ends', async () => {
    const old = await grantAccess(db, { now });
    await reconciler().pass();
    await endGrant(db, old.id);
    await db('grants').where({ id: old.id }).update({ live_key: null });
    let next: { id: string } | undefined;
    const remove = brokers.delete.bind(brokers);
    brokers.delete = async bindings => {
      // Decided at the worst moment: Kafka has just been asked to delete.
      next ??= await grantAccess(db, { now });
      return remove(bindings);
    };
    await reconciler().pass();
    await reconciler().pass();
    expect((await grantRow(db, old.id)).state).toBe('revoked');
    expect((await grantRow(db, next?.id ?? '')).state).toBe('active');
    expect(old.bindings.every(b => brokers.has(b))).toBe(true);
  });

  it('does not call a grant active that was revoked while it was made', async () => {
    const grant = await grantAccess(db, { now });
    const create = brokers.create.bind(brokers);
    brokers.create = async bindings => {
      await endGrant(db, grant.id);
      return create(bindings);
    };
    await reconciler().pass();
    expect(await actions(db)).not.toContain('grant.activated');
    await reconciler().pass();
    expect((await grantRow(db, grant.id)).state).toBe('revoked');
    expect(grant.bindings.some(b => brokers.has(b))).toBe(false);
  });

  it('lets one replica at a time change a cluster, and takes over from a dead one', async () => {
    await grantAccess(db, { now });
    let second: string | undefined;
    brokers.before = async () => {
      second ??= await reconciler().pass();
    };
    await reconciler().pass();
    expect(second).toBe('busy');
    brokers.before = () => {};
    await db('provisioning_leases').update({
      holder: 'dead',
      held_until: now + LEASE_MS,
    });
    expect(await reconciler().pass()).toBe('busy');
    now += LEASE_MS;
    expect(await reconciler().pass()).toBe('settled');
  });

  it('writes nothing of a pass whose lease was taken over meanwhile', async () => {
    const grant = await grantAccess(db, { now });
    brokers.before = async () => {
      brokers.before = () => {};
      await db('provisioning_leases').increment('fence', 1);
    };
    await expect(reconciler().pass()).rejects.toThrow('taken over');
    expect(brokers.log).toEqual([]);
    expect((await grantRow(db, grant.id)).state).toBe('pending');
  });

  it('survives a crash before and after each call to Kafka', async () => {
    for (let at = 0; at < 4; at += 1) {
      for (const ending of [false, true]) {
        const topic = `sales.crash-${at}-${ending}.v1`;
        const grant = await grantAccess(db, { now, topic });
        if (ending) {
          await reconciler().pass();
          await endGrant(db, grant.id);
        }
        let calls = 0;
        brokers.before = () => {
          if (calls === at) throw new Error('killed');
          calls += 1;
        };
        await reconciler()
          .pass()
          .catch(() => {});
        brokers.before = () => {};
        now += LEASE_MS;
        await reconciler().pass();
        expect((await grantRow(db, grant.id)).state).toBe(
          ending ? 'revoked' : 'active',
        );
        expect(brokers.has(grant.bindings[0])).toBe(!ending);
      }
    }
    const rows = await db('history').select('action', 'grant_id');
    const activated = rows.filter(r => r.action === 'grant.activated');
    expect(new Set(activated.map(r => r.grant_id)).size).toBe(activated.length);
  });
});
