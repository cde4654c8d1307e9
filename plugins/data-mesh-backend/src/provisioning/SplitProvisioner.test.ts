import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { SUBJECT } from '../access/GrantedBinding';
import { SplitProvisioner } from './SplitProvisioner';
import { Reconciler } from './Reconciler';
import { FakeBrokers } from './__testUtils__/FakeBrokers';
import {
  actions,
  endGrant,
  grantAccess,
  grantRow,
} from './__testUtils__/grants';

jest.setTimeout(60_000);

const START = 1_790_000_000_000;
const VALUE = 'sales.orders.v1-value';

describe.each(DATABASES)('subjects of a schema registry on %s', id => {
  const databases = new Databases();
  let db: Knex;
  let brokers: FakeBrokers;
  let registry: FakeBrokers;
  let now: number;

  const pass = (
    provisioner = new SplitProvisioner('main', brokers, registry),
  ) =>
    new Reconciler({
      cluster: 'main',
      db,
      provisioner,
      failAfterMs: 60_000,
      repairMissing: false,
      forbidsCreation: async () => undefined,
      onChange: async () => {},
      logger: mockServices.logger.mock(),
      clock: () => now,
    }).pass();

  const grant = (consumer: string, subjects = [VALUE]) =>
    grantAccess(db, { now, consumer, subjects });
  const held = ({ brokers: [first] }: FakeBrokers) =>
    [...first.values()]
      .map(b => `${b.operation} ${b.resourceType} ${b.resourceName}`)
      .sort();

  beforeEach(async () => {
    db = await databases.migrated(id);
    brokers = new FakeBrokers();
    registry = new FakeBrokers(1);
    now = START;
  });

  it('go to the schema registry, and everything else to Kafka', async () => {
    const { id: grantId } = await grant('a');
    await pass();
    expect(held(brokers)).toEqual([
      'READ GROUP a',
      'READ GROUP a-',
      'READ TOPIC sales.orders.v1',
    ]);
    expect(held(registry)).toEqual([`READ SUBJECT ${VALUE}`]);
    expect(await grantRow(db, grantId)).toMatchObject({
      state: 'active',
      confirmed: 3,
      brokers: 3,
    });
    // What is explained are Kafka's ACLs, and a subject is none.
    expect(await db('acl_bindings').where({ resource_type: SUBJECT })).toEqual(
      [],
    );
    await endGrant(db, grantId);
    await pass();
    expect([...held(brokers), ...held(registry)]).toEqual([]);
    expect((await grantRow(db, grantId)).state).toBe('revoked');
  });

  it('are waited for while the schema registry is away, which holds up nothing at Kafka', async () => {
    registry.before = () => {
      throw new Error('connection refused');
    };
    const { id: grantId } = await grant('a');
    await pass();
    expect(held(brokers)).toHaveLength(3);
    const waiting = await grantRow(db, grantId);
    expect(waiting).toMatchObject({ state: 'pending', confirmed: 3 });
    expect(JSON.parse(`${waiting.last_error}`).message).toBe(
      'Access to subjects of cluster main could not be asked or changed: connection refused',
    );
    registry.before = () => {};
    await pass();
    expect((await grantRow(db, grantId)).state).toBe('active');
    expect(
      (await actions(db)).filter(action => action === 'binding.created'),
    ).toHaveLength(4);
  });

  it('are taken back although Kafka is away, and the other way round', async () => {
    for (const [away, there] of [
      [brokers, registry],
      [registry, brokers],
    ]) {
      const { id: grantId } = await grant('a');
      await pass();
      await endGrant(db, grantId);
      away.failing = 'throw';
      await pass();
      expect(held(there)).toEqual([]);
      expect((await grantRow(db, grantId)).state).toBe('ending');
      away.failing = 'none';
      await pass();
      expect(held(away)).toEqual([]);
      expect((await grantRow(db, grantId)).state).toBe('revoked');
    }
  });

  it('fail with the reason of the schema registry', async () => {
    registry.failing = 'refuse';
    const { id: grantId } = await grant('a');
    await pass();
    now += 60_000;
    await pass();
    expect(await grantRow(db, grantId)).toMatchObject({
      state: 'failed',
      reason: 'our credentials may not do this',
    });
  });

  it('that could be read before can be read after, too', async () => {
    const { id: grantId, bindings } = await grant('a');
    const [subject] = bindings.filter(b => b.resourceType === SUBJECT);
    registry.put(subject);
    await pass();
    await endGrant(db, grantId);
    await pass();
    expect(held(registry)).toEqual([`READ SUBJECT ${VALUE}`]);
    expect(await actions(db)).toContain('binding.kept');
  });

  it('keep their grant from ending while nothing is installed that takes them back', async () => {
    const { id: grantId } = await grant('a');
    await pass();
    await endGrant(db, grantId);
    await pass(new SplitProvisioner('main', brokers));
    expect(held(brokers)).toEqual([]);
    expect((await grantRow(db, grantId)).state).toBe('ending');
    await pass();
    expect((await grantRow(db, grantId)).state).toBe('revoked');
    expect(held(registry)).toEqual([]);
  });
});
