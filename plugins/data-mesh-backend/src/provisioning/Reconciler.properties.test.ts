import { mockServices } from '@backstage/backend-test-utils';
import type { AccessBinding } from '@data-mesh/backstage-plugin-data-mesh-node';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import type { GrantRow, ManagedBindingRow } from '../tables';
import {
  bindingId,
  bindingKey,
  readGrantBindings,
  type ManagedBinding,
} from './bindingRows';
import { Reconciler } from './Reconciler';
import { FakeBrokers } from './__testUtils__/FakeBrokers';
import { endGrant, grantAccess, newGrant } from './__testUtils__/grants';

jest.setTimeout(60_000);

const START = 1_790_000_000_000;
const TOPICS = ['sales.orders.v1', 'sales.payments.v1'];
// Two topics of one consumer share its groups.
const POOL = [
  ...new Map(
    TOPICS.flatMap(topic => newGrant({ topic, now: START }).bindings).map(b => [
      bindingKey(b),
      b,
    ]),
  ).values(),
];

type Circumstances = {
  /** Brokers that do not answer, or no longer follow, by index. */
  silent: number[];
  stale: number[];
  failing: 'none' | 'refuse' | 'throw';
  /** Where the pass dies. */
  dies: 'nowhere' | 'before it creates' | 'before it commits';
  /** Whether what somebody has taken away is put back. */
  repairs: boolean;
};
type Step =
  | { does: 'grant' | 'end'; topic: string }
  | { does: 'put' | 'take'; binding: AccessBinding }
  | { does: 'pass'; circumstances: Circumstances };

const CALM: Circumstances = {
  silent: [],
  stale: [],
  failing: 'none',
  dies: 'nowhere',
  repairs: false,
};
const broken = fc.oneof(
  { weight: 3, arbitrary: fc.constant<number[]>([]) },
  { weight: 1, arbitrary: fc.subarray([0, 1, 2], { minLength: 1 }) },
);
const circumstancesOfAPass = fc.record<Circumstances>({
  silent: broken,
  stale: broken,
  failing: fc.constantFrom('none', 'none', 'refuse', 'throw'),
  dies: fc.constantFrom(
    'nowhere',
    'nowhere',
    'before it creates',
    'before it commits',
  ),
  repairs: fc.boolean(),
});
const topics = fc.constantFrom(...TOPICS);
const anyBinding = fc.constantFrom(...POOL);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('grant'), topic: topics }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('end'), topic: topics }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constantFrom('put', 'take'),
      binding: anyBinding,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.constant({ does: 'pass', circumstances: CALM }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('pass'),
      circumstances: circumstancesOfAPass,
    }),
  },
) as fc.Arbitrary<Step>;
const steps = fc.array(step, { minLength: 4, maxLength: 24, size: 'max' });

type Origin = 'hand' | 'suite';

/** Three brokers that are watched for what must never happen to them. */
class WatchedBrokers extends FakeBrokers {
  /** What the cluster has, by key; a broker that follows has the same. */
  readonly bindings = new Map<string, { binding: AccessBinding; by: Origin }>();
  /** What was deleted that the suite had not created. */
  readonly stolen: string[] = [];
  /** What was deleted that somebody has a right to. */
  readonly wronged: string[] = [];
  /** Types of the resources that one pass deleted ACLs of, in order. */
  deleted: string[] = [];

  constructor(readonly isWanted: (binding: AccessBinding) => Promise<boolean>) {
    super();
  }

  /** Lets all follow but those that do not now. */
  follow(stale: number[]): void {
    this.stale.clear();
    this.brokers.forEach((broker, i) => {
      if (stale.includes(i)) {
        this.stale.add(i);
        return;
      }
      broker.clear();
      for (const [key, { binding }] of this.bindings) broker.set(key, binding);
    });
  }

  note(binding: AccessBinding, by: Origin): void {
    const key = bindingKey(binding);
    if (!this.bindings.has(key)) this.bindings.set(key, { binding, by });
  }

  /** By hand, and so long ago that every broker knows it. */
  override put(binding: AccessBinding): void {
    super.put(binding);
    this.note(binding, 'hand');
  }

  override take(binding: AccessBinding): void {
    super.take(binding);
    this.bindings.delete(bindingKey(binding));
  }

  override async create(bindings: AccessBinding[]) {
    const results = await super.create(bindings);
    results.forEach(({ ok }, i) => ok && this.note(bindings[i], 'suite'));
    return results;
  }

  override async delete(bindings: AccessBinding[]) {
    for (const binding of bindings) {
      const key = bindingKey(binding);
      if (this.bindings.get(key)?.by === 'hand') this.stolen.push(key);
      if (await this.isWanted(binding)) this.wronged.push(key);
      this.deleted.push(binding.resourceType);
    }
    const results = await super.delete(bindings);
    results.forEach(
      ({ ok }, i) => ok && this.bindings.delete(bindingKey(bindings[i])),
    );
    return results;
  }
}

describe.each(DATABASES)('Reconciler on %s, whatever happens', id => {
  const databases = new Databases();
  let db: Knex;
  let now: number;
  let brokers: WatchedBrokers;
  let circumstances: Circumstances;

  beforeAll(async () => {
    db = await databases.migrated(id);
  });

  async function begin(): Promise<void> {
    for (const table of [
      'grant_bindings',
      'managed_bindings',
      'grants',
      'acl_bindings',
      'provisioning_leases',
    ]) {
      await db(table).delete();
    }
    now = START;
    circumstances = CALM;
    brokers = new WatchedBrokers(async binding => {
      const grant = await db('grants')
        .join('grant_bindings', 'grant_id', 'grants.id')
        .whereIn('grants.state', ['pending', 'active', 'failed'])
        .where({ binding_id: bindingId('main', binding) })
        .first('grants.id');
      return grant !== undefined;
    });
  }

  const dieIf = (where: Circumstances['dies']) => {
    if (circumstances.dies === where) throw new Error('killed');
  };

  async function pass(): Promise<string> {
    now += 1_000;
    brokers.deleted = [];
    brokers.follow(circumstances.stale);
    brokers.silent.clear();
    for (const i of circumstances.silent) brokers.silent.add(i);
    brokers.failing = circumstances.failing;
    return new Reconciler({
      cluster: 'main',
      db,
      provisioner: brokers,
      failAfterMs: 3_600_000,
      repairMissing: circumstances.repairs,
      forbidsCreation: async () => {
        dieIf('before it creates');
        return undefined;
      },
      onChange: async () => dieIf('before it commits'),
      logger: mockServices.logger.mock(),
      clock: () => now,
    })
      .pass()
      .catch(error => error.message);
  }

  const liveGrant = (topic: string) =>
    db<GrantRow>('grants').where({ topic }).whereNotNull('live_key').first();

  async function run(next: Step): Promise<void> {
    switch (next.does) {
      case 'grant':
        if (!(await liveGrant(next.topic))) {
          await grantAccess(db, { topic: next.topic, now });
        }
        break;
      case 'end': {
        const grant = await liveGrant(next.topic);
        if (grant && grant.state !== 'ending') await endGrant(db, grant.id);
        break;
      }
      case 'put': {
        const row = await db<ManagedBindingRow>('managed_bindings')
          .where({ id: bindingId('main', next.binding) })
          .whereNot({ state: 'removed' })
          .first();
        // Once it is ours, what is put there by hand cannot be told from it.
        if (!row) brokers.put(next.binding);
        break;
      }
      case 'take':
        brokers.take(next.binding);
        break;
      default:
        circumstances = next.circumstances;
        await pass();
    }
  }

  const lackingAtKafka = ({ bindings }: { bindings: ManagedBinding[] }) =>
    bindings.filter(b => !brokers.has(b.binding));

  /** States of grants, and of each whether every broker has its bindings. */
  async function grants() {
    const rows = await db<GrantRow>('grants').select();
    const bindings = await readGrantBindings(
      db,
      rows.map(row => row.id),
    );
    return rows.map(row => ({
      id: row.id,
      state: row.state,
      bindings: bindings.get(row.id) ?? [],
    }));
  }

  const runs = { numRuns: id === 'SQLITE_3' ? 100 : 20 };

  it('deletes only what it has created and nobody wants any more, topics before groups', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async list => {
        await begin();
        for (const next of list) {
          await run(next);
          expect(brokers.stolen).toEqual([]);
          expect(brokers.wronged).toEqual([]);
          expect(brokers.deleted).toEqual(
            [...brokers.deleted].sort().reverse(),
          );
        }
      }),
      runs,
    );
  });

  it('calls a grant active only once every broker has been seen to have all of its ACLs', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async list => {
        await begin();
        for (const next of list) {
          const before = await grants();
          await run(next);
          const active = (await grants()).filter(
            grant =>
              grant.state === 'active' &&
              before.find(b => b.id === grant.id)?.state !== 'active',
          );
          expect(active.flatMap(lackingAtKafka)).toEqual([]);
        }
      }),
      runs,
    );
  });

  it('comes to rest once the trouble is over: what is granted is there, what is not is gone, what was there before stays', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async list => {
        await begin();
        for (const next of list) await run(next);
        circumstances = CALM;
        for (let i = 0; i < 4; i += 1) await pass();

        const settled = await grants();
        const isWaiting = ({ state, bindings }: (typeof settled)[number]) =>
          state === 'pending' && bindings.some(b => b.state === 'missing');
        expect(
          settled.filter(
            g => !['active', 'revoked'].includes(g.state) && !isWaiting(g),
          ),
        ).toEqual([]);
        const wanted = settled
          .filter(g => g.state !== 'revoked')
          .flatMap(g => g.bindings);
        // What somebody has taken away is told, and not put back unasked.
        expect(
          wanted.filter(
            b => brokers.has(b.binding) !== (b.state === 'present'),
          ),
        ).toEqual([]);
        const keys = new Set(wanted.map(b => bindingKey(b.binding)));
        expect(
          [...brokers.bindings].filter(
            ([key, { by }]) => by === 'suite' && !keys.has(key),
          ),
        ).toEqual([]);

        const rows = () =>
          Promise.all([
            db('managed_bindings').orderBy('id'),
            db('grants').orderBy('id'),
          ]);
        const before = { rows: await rows(), log: [...brokers.log] };
        expect(await pass()).toMatch(/^(idle|settled)$/);
        expect({ rows: await rows(), log: brokers.log }).toEqual(before);
      }),
      runs,
    );
  });
});
