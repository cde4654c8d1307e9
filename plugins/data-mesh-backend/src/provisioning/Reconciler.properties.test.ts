import { mockServices } from '@backstage/backend-test-utils';
import type { AccessBinding } from '@data-mesh/backstage-plugin-data-mesh-node';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { LIVE_GRANT_STATES } from '../access/transitions';
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

type Decision = { does: 'grant' | 'end'; topic: string };
type Circumstances = {
  /** Brokers that do not answer, or no longer follow, by index. */
  silent: number[];
  stale: number[];
  failing: 'none' | 'refuse' | 'throw';
  /** Where the pass dies. */
  dies: 'nowhere' | 'before it creates' | 'before it commits';
  /** Whether what somebody has taken away is put back. */
  repairs: boolean;
  /** What is decided while the pass asks Kafka something, and at which time. */
  meanwhile?: Decision & { at: number };
};
type Step =
  | Decision
  | { does: 'put' | 'take'; binding: AccessBinding }
  | { does: 'pass'; circumstances: Circumstances };

const CALM: Circumstances = {
  silent: [],
  stale: [],
  failing: 'none',
  dies: 'nowhere',
  repairs: false,
};
const decisions: fc.Arbitrary<Decision> = fc.record({
  does: fc.constantFrom('grant', 'grant', 'end'),
  topic: fc.constantFrom(...TOPICS),
});
const broken = fc.constantFrom([0], [1, 2], [0, 1, 2]);
const TROUBLE = {
  silent: broken,
  stale: broken,
  failing: fc.constantFrom('refuse' as const, 'throw' as const),
  dies: fc.constantFrom(
    'before it creates' as const,
    'before it commits' as const,
  ),
  repairs: fc.constant(true),
  meanwhile: fc
    .tuple(decisions, fc.nat({ max: 3 }))
    .map(([decision, at]) => ({ ...decision, at })),
};
const trouble = fc.oneof(
  ...Object.entries(TROUBLE).map(([kind, how]) =>
    (how as fc.Arbitrary<unknown>).map(value => ({ [kind]: value })),
  ),
  // Seldom alone.
  fc.record(TROUBLE, { requiredKeys: [] }),
) as fc.Arbitrary<Partial<Circumstances>>;
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: decisions },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constantFrom('put' as const, 'take' as const),
      binding: fc.constantFrom(...POOL),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.option(trouble, { nil: {}, freq: 2 }).map(
      (over): Step => ({
        does: 'pass',
        circumstances: { ...CALM, ...over },
      }),
    ),
  },
);
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
  /** What somebody had a right to when the pass began to change things. */
  wanted: Set<string> | undefined;
  /** What somebody has taken away by hand. */
  readonly taken = new Set<string>();
  /** Types of the resources that one pass deleted ACLs of, in order. */
  deleted: string[] = [];

  constructor(readonly readWanted: () => Promise<Set<string>>) {
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
    this.taken.add(bindingKey(binding));
  }

  override async readBack(principals: string[]) {
    const places = await super.readBack(principals);
    this.wanted ??= await this.readWanted();
    return places;
  }

  override async create(bindings: AccessBinding[]) {
    const results = await super.create(bindings);
    results.forEach(({ ok }, i) => ok && this.note(bindings[i], 'suite'));
    return results;
  }

  override async delete(bindings: AccessBinding[]) {
    const wanted = await this.readWanted();
    for (const binding of bindings) {
      const key = bindingKey(binding);
      if (this.bindings.get(key)?.by === 'hand') this.stolen.push(key);
      if (wanted.has(key) && this.wanted?.has(key)) this.wronged.push(key);
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
    brokers = new WatchedBrokers(async () => {
      const rows = await db('grants')
        .join('grant_bindings', 'grant_id', 'grants.id')
        .whereIn('grants.state', LIVE_GRANT_STATES)
        .select('binding_id');
      const ids = new Set(rows.map(row => row.binding_id));
      return new Set(
        POOL.filter(b => ids.has(bindingId('main', b))).map(bindingKey),
      );
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
    brokers.wanted = undefined;
    const { meanwhile } = circumstances;
    let calls = 0;
    brokers.before = async () => {
      if (meanwhile?.at === calls) await run(meanwhile);
      calls += 1;
    };
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

  type Bound = { bindings: ManagedBinding[] };

  const lackingAtKafka = ({ bindings }: Bound) =>
    bindings.filter(b => !brokers.has(b.binding));

  /** What is ours of a grant that has ended, and wanted by no other. */
  async function leftAtKafka({ bindings }: Bound) {
    const wanted = await brokers.readWanted();
    return bindings.filter(({ binding }) => {
      const key = bindingKey(binding);
      const left = brokers.brokers.some(broker => broker.has(key));
      const byHand = brokers.bindings.get(key)?.by === 'hand';
      return left && !byHand && !wanted.has(key);
    });
  }

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

  const runs = { numRuns: id === 'SQLITE_3' ? 60 : 12 };

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

  it('calls a grant active once every broker was seen to have its ACLs, and revoked once none was seen to have what is ours of them', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async list => {
        await begin();
        for (const next of list) {
          const before = await grants();
          await run(next);
          for (const grant of await grants()) {
            const { state } = before.find(g => g.id === grant.id) ?? {};
            const has = state === grant.state ? undefined : grant.state;
            expect(has === 'active' ? lackingAtKafka(grant) : []).toEqual([]);
            expect(has === 'revoked' ? await leftAtKafka(grant) : []).toEqual(
              [],
            );
          }
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
        const isMissing = ({ state, binding }: ManagedBinding) =>
          state === 'missing' && brokers.taken.has(bindingKey(binding));
        const isWaiting = ({ state, bindings }: (typeof settled)[number]) =>
          state === 'pending' && bindings.some(isMissing);
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
          wanted.filter(b => brokers.has(b.binding) === isMissing(b)),
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
