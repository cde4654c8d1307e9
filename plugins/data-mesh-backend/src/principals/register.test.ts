import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_KAFKA_PRINCIPAL,
  kafkaPrincipalAnnotation,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import fc from 'fast-check';
import type { IndexedEntity } from '../catalog-index/indexRows';
import { MAX_PRINCIPAL_LENGTH } from './principalProblem';
import {
  annotatedPrincipal,
  decideRegister,
  isConsumer,
  principalKey,
  type PrincipalOfConsumer,
  type RegisterInputs,
} from './register';

const CLUSTERS = ['east', 'west'];
const PRINCIPALS = ['User:a', 'User:CN=b,O=x', 'User:c/d'];
const NAMES = ['a', 'b', 'c', 'd'];
const REFS = NAMES.map(name => `component:default/${name}`);
const TRUSTED = 'url:https://git.example.org/trusted/';

const principal = fc.constantFrom(...PRINCIPALS);

function consumer(name: string, annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
    spec: { type: 'service' },
  };
}

/** Distinct consumers; each has a principal, or one a cluster, or none. */
const indexes: fc.Arbitrary<IndexedEntity[]> = fc
  .shuffledSubarray(NAMES)
  .chain(names =>
    fc.tuple(
      ...names.map(name =>
        fc
          .record({
            general: fc.option(principal, { nil: undefined }),
            east: fc.option(principal, { nil: undefined, freq: 1 }),
            trusted: fc.boolean(),
            firstSeenAt: fc.integer({ min: 1, max: 4 }),
          })
          .map(({ general, east, trusted, firstSeenAt }) => ({
            ref: `component:default/${name}`,
            entity: consumer(name, {
              ...(general && { [ANNOTATION_KAFKA_PRINCIPAL]: general }),
              ...(east && { [kafkaPrincipalAnnotation('east')]: east }),
            }),
            originLocation: trusted
              ? `${TRUSTED}${name}.yaml`
              : `url:https://git.example.org/anybody/${name}.yaml`,
            firstSeenAt,
          })),
      ),
    ),
  );

const principalOfConsumer = fc.record<PrincipalOfConsumer>({
  cluster: fc.constantFrom(...CLUSTERS),
  principal,
  consumerRef: fc.constantFrom(...REFS, 'component:default/gone'),
});
const keys = CLUSTERS.flatMap(cluster =>
  PRINCIPALS.map(name => principalKey(cluster, name)),
);

const inputs: fc.Arbitrary<RegisterInputs> = fc.record({
  clusters: fc.constant(CLUSTERS),
  trustedLocations: fc.constant([`${TRUSTED}*`]),
  index: indexes,
  confirmations: fc
    .subarray(
      keys.flatMap(key => REFS.map(ref => `${key} ${ref}`)),
      {
        maxLength: 6,
      },
    )
    .map(list => new Set(list)),
  // A user of a name is created once on a cluster.
  created: fc.uniqueArray(principalOfConsumer, {
    maxLength: 2,
    selector: c => principalKey(c.cluster, c.principal),
  }),
  granted: fc.array(principalOfConsumer, { maxLength: 3 }),
  holders: fc
    .array(fc.tuple(fc.constantFrom(...keys), fc.constantFrom(...REFS)))
    .map(list => new Map(list)),
});

/** Who may hold a principal, by what the inputs say of each consumer. */
function entitledTo(key: string, facts: RegisterInputs): Map<string, number> {
  const found = new Map<string, number>();
  for (const { ref, entity, originLocation, firstSeenAt } of facts.index) {
    const claimed = facts.clusters.some(cluster => {
      const name = annotatedPrincipal(entity, cluster);
      return name !== undefined && principalKey(cluster, name) === key;
    });
    const allowed =
      originLocation.startsWith(TRUSTED) ||
      facts.confirmations.has(`${key} ${ref}`);
    if (claimed && allowed) found.set(ref, firstSeenAt);
  }
  for (const c of [...facts.created, ...facts.granted]) {
    if (principalKey(c.cluster, c.principal) === key) {
      found.set(c.consumerRef, 0);
    }
  }
  return found;
}

describe('decideRegister', () => {
  it('gives each principal to one who is entitled to it, and to nobody if none is', () => {
    fc.assert(
      fc.property(inputs, facts => {
        const register = decideRegister(facts);
        for (const key of keys) {
          const entitled = [...entitledTo(key, facts).keys()];
          const { holder, contested = [] } = register.get(key) ?? {};
          expect([...(holder ? [holder] : []), ...contested].sort()).toEqual(
            entitled.sort(),
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gives nothing to who merely names a principal, alone or as its holder', () => {
    fc.assert(
      fc.property(inputs, facts => {
        const register = decideRegister({
          ...facts,
          trustedLocations: [],
          confirmations: new Set(),
          created: [],
          granted: [],
        });
        for (const { holder, contested, awaiting } of register.values()) {
          expect(holder).toBeUndefined();
          expect(contested).toEqual([]);
          expect(awaiting.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('lets a claim that is not trusted change nothing of who holds what', () => {
    fc.assert(
      fc.property(inputs, principal, fc.nat({ max: 4 }), (facts, name, at) => {
        const intruder: IndexedEntity = {
          ref: 'component:default/intruder',
          entity: consumer('intruder', { [ANNOTATION_KAFKA_PRINCIPAL]: name }),
          originLocation: 'url:https://git.example.org/anybody/intruder.yaml',
          firstSeenAt: at,
        };
        const before = decideRegister(facts);
        const after = decideRegister({
          ...facts,
          index: [intruder, ...facts.index],
        });
        for (const [key, hold] of after) {
          expect(hold.holder).toBe(before.get(key)?.holder);
          expect(hold.contested).toEqual(before.get(key)?.contested ?? []);
          expect(hold.awaiting.includes(intruder.ref)).toBe(
            key.endsWith(`/${name}`),
          );
        }
      }),
    );
  });

  it('does not depend on the order in which entities are read', () => {
    const shuffled = inputs.chain(facts =>
      fc.tuple(
        fc.constant(facts),
        fc.shuffledSubarray(facts.index, {
          minLength: facts.index.length,
          maxLength: facts.index.length,
        }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([facts, index]) => {
        expect(Object.fromEntries(decideRegister({ ...facts, index }))).toEqual(
          Object.fromEntries(decideRegister(facts)),
        );
      }),
    );
  });

  it('leaves a principal with its holder while entitled, but for one that we created for another', () => {
    fc.assert(
      fc.property(inputs, facts => {
        const register = decideRegister(facts);
        const created = new Set(
          facts.created.map(c => principalKey(c.cluster, c.principal)),
        );
        for (const [key, before] of facts.holders) {
          if (created.has(key)) continue;
          expect(register.get(key)?.holder === before).toBe(
            entitledTo(key, facts).has(before),
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it('settles: decided again from what it decided, it decides the same', () => {
    fc.assert(
      fc.property(inputs, facts => {
        const register = decideRegister(facts);
        const holders = new Map(
          [...register].flatMap(([key, { holder }]) =>
            holder ? [[key, holder] as const] : [],
          ),
        );
        expect(
          Object.fromEntries(decideRegister({ ...facts, holders })),
        ).toEqual(Object.fromEntries(register));
      }),
    );
  });

  it('gives what nobody held to the earliest who is entitled', () => {
    fc.assert(
      fc.property(inputs, facts => {
        const fresh = { ...facts, created: [], holders: new Map() };
        for (const [key, { holder }] of decideRegister(fresh)) {
          const entitled = entitledTo(key, fresh);
          expect(holder && entitled.get(holder)).toBe(
            entitled.size ? Math.min(...entitled.values()) : undefined,
          );
        }
      }),
    );
  });

  it('gives a user that we created to whom we made it for, whoever else wants it or held it', () => {
    fc.assert(
      fc.property(inputs, facts => {
        const register = decideRegister(facts);
        for (const { cluster, principal: name, consumerRef } of facts.created) {
          expect(register.get(principalKey(cluster, name))?.holder).toBe(
            consumerRef,
          );
        }
      }),
    );
  });

  it('keeps the principal of a live grant for a service that left the catalog', () => {
    fc.assert(
      fc.property(indexes, principalOfConsumer, (index, granted) => {
        const key = principalKey(granted.cluster, granted.principal);
        const register = decideRegister({
          clusters: CLUSTERS,
          trustedLocations: [`${TRUSTED}*`],
          index: index.filter(({ ref }) => ref !== granted.consumerRef),
          confirmations: new Set(),
          created: [],
          granted: [granted],
          holders: new Map([[key, granted.consumerRef]]),
        });
        expect(register.get(key)?.holder).toBe(granted.consumerRef);
      }),
    );
  });

  it('keeps clusters apart', () => {
    fc.assert(
      fc.property(inputs, facts => {
        const all = decideRegister(facts);
        for (const cluster of CLUSTERS) {
          const only = <T extends { cluster: string }>(list: T[]) =>
            list.filter(item => item.cluster === cluster);
          const alone = decideRegister({
            ...facts,
            clusters: [cluster],
            created: only(facts.created),
            granted: only(facts.granted),
          });
          expect(Object.fromEntries(alone)).toEqual(
            Object.fromEntries(
              [...all].filter(([key]) => key.startsWith(`${cluster}/`)),
            ),
          );
        }
      }),
    );
  });

  it('does not keep what is too long to be a principal, and keeps the longest', () => {
    const registered = (name: string) =>
      decideRegister({
        clusters: ['east'],
        trustedLocations: ['*'],
        index: [
          {
            ref: REFS[0],
            entity: consumer('a', { [ANNOTATION_KAFKA_PRINCIPAL]: name }),
            originLocation: 'url:https://git.example.org/a.yaml',
            firstSeenAt: 1,
          },
        ],
        confirmations: new Set(),
        created: [],
        granted: [],
        holders: new Map(),
      }).size;
    expect(registered('x'.repeat(MAX_PRINCIPAL_LENGTH))).toBe(1);
    expect(registered('x'.repeat(MAX_PRINCIPAL_LENGTH + 1))).toBe(0);
  });
});

describe('annotatedPrincipal', () => {
  it("prefers the cluster's own annotation, and knows none of another cluster", () => {
    const entity = consumer('a', {
      [ANNOTATION_KAFKA_PRINCIPAL]: 'User:a',
      [kafkaPrincipalAnnotation('east')]: 'User:a-east',
    });
    expect(annotatedPrincipal(entity, 'east')).toBe('User:a-east');
    expect(annotatedPrincipal(entity, 'west')).toBe('User:a');
    expect(
      annotatedPrincipal(
        consumer('a', { [kafkaPrincipalAnnotation('east')]: 'User:a-east' }),
        'west',
      ),
    ).toBeUndefined();
  });
});

describe('isConsumer', () => {
  it.each([
    ['Component', 'service', true],
    ['System', undefined, true],
    ['Resource', 'database', true],
    ['Resource', 'kafka-topic', false],
    ['API', 'openapi', false],
    ['User', undefined, false],
    ['Group', 'team', false],
    ['DataProduct', undefined, false],
  ])(
    'knows whether a %s of type %s can read or write: %s',
    (kind, type, can) => {
      expect(
        isConsumer({
          apiVersion: 'backstage.io/v1alpha1',
          kind,
          metadata: { name: 'a' },
          spec: type ? { type } : {},
        }),
      ).toBe(can);
    },
  );
});
