import type { AccessPlace } from '@data-mesh/backstage-plugin-data-mesh-node';
import fc from 'fast-check';
import type { GrantState } from '../access/transitions';
import { bindingLists } from '../explain/__testUtils__/worlds';
import type { AclBinding } from '../kafka/KafkaPort';
import type { BindingState } from './bindingRows';
import {
  Presence,
  isWanted,
  removalWaves,
  taskOf,
  type BindingTask,
  type BindingWork,
} from './planPass';

const OURS: AclBinding = {
  resourceType: 'TOPIC',
  resourceName: 'sales.orders.v1',
  patternType: 'LITERAL',
  principal: 'User:route-planner',
  host: '*',
  operation: 'READ',
  permission: 'ALLOW',
};
// As much like it as can be.
const OTHERS: AclBinding[] = [
  { ...OURS, patternType: 'PREFIXED' },
  { ...OURS, operation: 'DESCRIBE' },
  { ...OURS, permission: 'DENY' },
  { ...OURS, host: '10.0.0.1' },
  { ...OURS, principal: 'User:route-planner2' },
];

/** A binding's state, with what may be known of it then. */
const stored: fc.Arbitrary<Pick<BindingWork, 'state' | 'existedBefore'>> =
  fc.oneof(
    fc.record({
      state: fc.constantFrom<BindingState>('intended', 'removed'),
      existedBefore: fc.constantFrom(true, false, undefined),
    }),
    fc.record({
      state: fc.constantFrom<BindingState>('present', 'missing'),
      existedBefore: fc.boolean(),
    }),
    // Only what is ours is ever marked for removal.
    fc.record({
      state: fc.constant<BindingState>('removing'),
      existedBefore: fc.constant(false),
    }),
  );
const works: fc.Arbitrary<BindingWork> = fc
  .record({
    stored,
    repair: fc.boolean(),
    grants: fc.array(
      fc.constantFrom<GrantState>('pending', 'active', 'failed', 'ending'),
      { maxLength: 3 },
    ),
  })
  .map(({ stored: known, repair, grants }) => ({
    id: 'binding',
    binding: OURS,
    ...known,
    repair,
    grants: grants.map((state, i) => ({ id: `grant-${i}`, state })),
  }));

/** What each broker has of OURS: it, or not, or no answer. */
type Seen = 'has' | 'lacks' | 'silent';
const seen = fc
  .uniqueArray(fc.constantFrom<Seen>('has', 'lacks', 'silent'), {
    minLength: 1,
  })
  .chain(kinds =>
    fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 4 }),
  );

function placesOf(list: Seen[]): AccessPlace[] {
  return list.map((kind, i) => ({
    name: `broker ${i + 1}`,
    bindings:
      kind === 'silent'
        ? {
            ok: false,
            error: { code: 'TIMEOUT', message: 'no answer', retryable: true },
          }
        : { ok: true, value: kind === 'has' ? [OURS, ...OTHERS] : OTHERS },
  }));
}

const presenceOf = (list: Seen[]) => new Presence(placesOf(list));

const situations = fc.record({
  work: works,
  brokers: seen,
  repairMissing: fc.boolean(),
});

function check(
  property: (
    task: BindingTask,
    situation: { work: BindingWork; brokers: Seen[]; repairMissing: boolean },
  ) => void,
): void {
  fc.assert(
    fc.property(situations, situation => {
      const { work, brokers, repairMissing } = situation;
      property(taskOf(work, presenceOf(brokers), repairMissing), situation);
    }),
    { numRuns: 1_000 },
  );
}

const hasState = (work: BindingWork, ...states: GrantState[]) =>
  work.grants.some(({ state }) => states.includes(state));

describe('taskOf', () => {
  it('removes exactly what is known to be ours and no live grant wants', () => {
    check((task, { work }) => {
      expect(task === 'remove').toBe(
        work.existedBefore === false &&
          work.state !== 'removed' &&
          !hasState(work, 'pending', 'active', 'failed'),
      );
    });
  });

  it('lets be what was there before us, or was never looked at, once nobody wants it', () => {
    check((task, { work }) => {
      expect(task === 'let-be').toBe(
        work.existedBefore !== false &&
          work.state !== 'removed' &&
          !hasState(work, 'pending', 'active', 'failed'),
      );
    });
  });

  it('has nothing to do with what is removed', () => {
    check((task, { work }) => {
      if (work.state !== 'removed') return;
      expect(task).toBe('none');
    });
  });

  it('creates only what it has written down to be its own', () => {
    check((task, { work }) => {
      expect(task === 'create' && work.existedBefore !== false).toBe(false);
    });
  });

  it('looks whether it is there before it creates anything, and once more if that is gone', () => {
    check((task, { work, brokers, repairMissing }) => {
      const { state, existedBefore } = work;
      const gone = existedBefore && brokers.every(b => b === 'lacks');
      const repair = repairMissing || work.repair;
      expect(task === 'inspect').toBe(
        hasState(work, 'pending', 'active') &&
          ((state === 'intended' && (existedBefore === undefined || gone)) ||
            (state === 'missing' && repair && gone)),
      );
    });
  });

  it('creates again what somebody else removed only if configured or asked for', () => {
    check((task, { work, repairMissing }) => {
      if (work.state !== 'present' && work.state !== 'missing') return;
      if (task !== 'create' && task !== 'inspect') return;
      expect(repairMissing || work.repair).toBe(true);
    });
  });

  it('takes for gone what every broker says it has not, and nothing less', () => {
    check((task, { work, brokers, repairMissing }) => {
      if (work.state !== 'present' && work.state !== 'missing') return;
      if (!isWanted(work)) return;
      const gone = brokers.every(b => b === 'lacks');
      const repair =
        (repairMissing || work.repair) && hasState(work, 'pending', 'active');
      const told = work.state === 'missing';
      expect(task === 'create' || task === 'inspect').toBe(
        gone && told && repair,
      );
      expect(task === 'report-missing').toBe(gone && !told);
      expect(task === 'await-repair').toBe(gone && told && !repair);
      expect(task === 'confirm').toBe(brokers.includes('has'));
    });
  });

  it('goes on creating what is intended or comes back until every broker has it', () => {
    check((task, { work, brokers }) => {
      const begun = work.state === 'intended' || work.state === 'removing';
      const wanted = hasState(work, 'pending', 'active');
      if (!begun || !wanted || work.existedBefore !== false) return;
      expect(task).toBe(brokers.every(b => b === 'has') ? 'confirm' : 'create');
    });
  });

  it('waits for brokers to follow that lack what was there before', () => {
    check((task, { work, brokers }) => {
      if (work.state !== 'intended' || !work.existedBefore) return;
      if (!hasState(work, 'pending', 'active')) return;
      if (brokers.every(b => b === 'lacks')) return;
      expect(task).toBe(brokers.every(b => b === 'has') ? 'confirm' : 'none');
    });
  });

  it('does not begin anything for a grant that failed, which waits for a person', () => {
    check((task, { work }) => {
      if (work.state !== 'intended' && work.state !== 'removing') return;
      if (hasState(work, 'pending', 'active') || !isWanted(work)) return;
      expect(task).toBe(work.state === 'intended' ? 'none' : 'confirm');
    });
  });

  it('removes and lets be whatever the brokers answer', () => {
    fc.assert(
      fc.property(situations, seen, ({ work, brokers }, others) => {
        fc.pre(!isWanted(work));
        expect(taskOf(work, presenceOf(others), true)).toBe(
          taskOf(work, presenceOf(brokers), false),
        );
      }),
    );
  });

  it('decides nothing by the order of grants or brokers', () => {
    check((task, { work, brokers, repairMissing }) => {
      expect(
        taskOf(
          { ...work, grants: [...work.grants].reverse() },
          presenceOf([...brokers].reverse()),
          repairMissing,
        ),
      ).toBe(task);
    });
  });
});

describe('Presence', () => {
  it('counts the places that have exactly this binding, of those that answered', () => {
    fc.assert(
      fc.property(seen, brokers => {
        const presence = presenceOf(brokers);
        const count = (kind: Seen) => brokers.filter(b => b === kind).length;
        expect(presence.asked).toBe(brokers.length);
        expect(presence.answered).toBe(brokers.length - count('silent'));
        expect(presence.count(OURS)).toBe(count('has'));
        expect(presence.anywhere(OURS)).toBe(count('has') > 0);
        expect(presence.everywhere(OURS)).toBe(count('has') === brokers.length);
        expect(presence.nowhere(OURS)).toBe(count('lacks') === brokers.length);
      }),
    );
  });

  it('counts a place once, however often it lists a binding', () => {
    const presence = new Presence([
      { name: 'broker 1', bindings: { ok: true, value: [OURS, OURS] } },
      { name: 'broker 2', bindings: { ok: true, value: [] } },
    ]);
    expect(presence.count(OURS)).toBe(1);
    expect(presence.everywhere(OURS)).toBe(false);
  });

  it('knows nothing where nobody was asked', () => {
    const presence = new Presence([]);
    expect(presence.everywhere(OURS)).toBe(false);
    expect(presence.anywhere(OURS)).toBe(false);
    expect(presence.nowhere(OURS)).toBe(false);
  });
});

describe('removalWaves', () => {
  const lists = bindingLists(
    ['TOPIC', 'GROUP', 'TRANSACTIONAL_ID', 'CLUSTER'],
    ['READ', 'WRITE', 'ALL'],
    20,
  );
  const text = (b: object) => JSON.stringify(b);

  it('removes each binding once, and no other', () => {
    fc.assert(
      fc.property(lists, list => {
        expect(removalWaves(list).flat().map(text).sort()).toEqual(
          list.map(text).sort(),
        );
      }),
    );
  });

  it('removes topics before transactional IDs before groups before all else, a kind a wave', () => {
    fc.assert(
      fc.property(lists, list => {
        const kinds = removalWaves(list).map(wave => [
          ...new Set(wave.map(b => b.resourceType)),
        ]);
        expect(kinds).toEqual(
          ['TOPIC', 'TRANSACTIONAL_ID', 'GROUP', 'CLUSTER']
            .filter(type => list.some(b => b.resourceType === type))
            .map(type => [type]),
        );
      }),
    );
  });

  it('keeps the order of each kind', () => {
    fc.assert(
      fc.property(lists, list => {
        for (const wave of removalWaves(list)) {
          expect(wave).toEqual(
            list.filter(b => b.resourceType === wave[0].resourceType),
          );
        }
      }),
    );
  });
});
