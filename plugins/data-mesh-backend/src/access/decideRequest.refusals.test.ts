import type {
  MeshLocation,
  MeshPort,
  MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import fc from 'fast-check';
import type { AclBinding } from '../kafka/KafkaPort';
import {
  decideRequest,
  type ClusterFacts,
  type ItemFacts,
  type ItemPlan,
  type PrincipalFacts,
} from './decideRequest';
import { planBindings, type AccessMode } from './planBindings';
import type { RefusalCode } from './refusal';

const NOW = Date.parse('2026-04-17T08:00:00Z');
const OWNER = 'group:default/sales-team';
const STEWARD = 'user:default/stella';
const PLANNERS = 'group:default/planners';
const CONSUMER = 'component:default/route-planner';
const PRINCIPAL = 'User:route-planner';
const OPERATORS = 'group:default/platform';
const TOPIC = 'sales.orders.v1';

/** Facts, with what is worth changing in them within reach. */
type Case = {
  facts: ItemFacts;
  product: MeshProduct;
  port: MeshPort;
  location: MeshLocation;
  cluster: ClusterFacts;
  consumer: NonNullable<ItemFacts['consumer']>;
};

/** A request that nothing speaks against. */
function good(mode: AccessMode = 'read'): Case {
  const location: MeshLocation = {
    cluster: 'main',
    environment: 'production',
    topic: TOPIC,
    topicRef: 'resource:default/orders',
    state: 'in-sync',
    domainRef: 'domain:default/sales',
  };
  const port: MeshPort = {
    name: 'orders-v1',
    locations: [location],
    state: 'in-sync',
  };
  const product: MeshProduct = {
    ref: 'dataproduct:default/orders',
    origin: 'declared',
    namespace: 'default',
    name: 'orders',
    title: 'Orders',
    domainRef: 'domain:default/sales',
    type: 'source-aligned',
    lifecycle: 'production',
    ports: [port],
    state: 'in-sync',
  };
  const cluster: ClusterFacts = {
    name: 'main',
    environment: 'production',
    mode: 'manage',
    authorizer: 'standard',
    foundOpen: false,
    hasProvisioner: true,
    enforcesSubjects: false,
  };
  const consumer = {
    ref: CONSUMER,
    name: 'route-planner',
    isConsumer: true,
    ownerRef: PLANNERS,
  };
  const facts: ItemFacts = {
    now: NOW,
    mode,
    duration: 'P30D',
    options: {
      groups: ['planning'],
      transactionalIdPrefix: 'plan-',
      applicationId: 'planner-app',
    },
    productRef: product.ref,
    portName: port.name,
    environment: 'production',
    product,
    productOwner: OWNER,
    domain: {
      ref: 'domain:default/sales',
      ownerRef: 'group:default/sales',
      stewardRef: STEWARD,
    },
    clusters: new Map([['main', cluster]]),
    consumer,
    consumerRef: CONSUMER,
    ownsConsumer: true,
    principals: new Map([['main', { state: 'held', principal: PRINCIPAL }]]),
    bindings: new Map(),
    topicsBelow: new Map([['main', ['planner-app-stock-changelog']]]),
    rules: [{ name: 'careful', when: {}, steps: ['owner', 'steward'] }],
    maxDuration: 'P90D',
    operators: [OPERATORS],
  };
  return { facts, product, port, location, cluster, consumer };
}

/** Something that speaks against a request. */
type Reason = {
  what: string;
  /** Of a slot, only one can be the case at a time. */
  slot: string;
  make: (request: Case) => void;
  code: RefusalCode;
  /** What the refusal names. */
  says: string;
};

const othersGroup: AclBinding = {
  resourceType: 'GROUP',
  resourceName: 'planner-app',
  patternType: 'LITERAL',
  principal: 'User:somebody-else',
  host: '*',
  operation: 'READ',
  permission: 'ALLOW',
};

function reason(
  slot: string,
  what: string,
  code: RefusalCode,
  says: string,
  make: Reason['make'],
): Reason {
  return { slot, what, code, says, make };
}

function principalReason(says: string, facts: PrincipalFacts): Reason {
  return reason(
    'principal',
    `the principal is ${facts.state}`,
    'CONFLICT',
    says,
    c => c.facts.principals.set('main', facts),
  );
}

const unlimited = () => undefined;

/** In the order in which a person has to deal with them. */
const REASONS: Reason[] = [
  reason(
    'product',
    'there is no product',
    'NOT_FOUND',
    'dataproduct:default/orders',
    c => {
      c.facts.product = undefined;
    },
  ),
  reason(
    'port',
    'there is no such port',
    'NOT_FOUND',
    'has no port orders-v9; it has orders-v1',
    c => {
      c.facts.portName = 'orders-v9';
    },
  ),
  reason('lifecycle', 'the product is retired', 'CONFLICT', 'is retired', c => {
    c.product.lifecycle = 'retired';
  }),
  reason(
    'lifecycle',
    'the product is deprecated',
    'CONFLICT',
    'is deprecated',
    c => {
      c.product.lifecycle = 'deprecated';
    },
  ),
  reason(
    'deprecation',
    'the port is deprecated',
    'CONFLICT',
    'is deprecated, ends on 2026-12-31 and takes no new consumers; ask its owner',
    c => {
      c.port.deprecation = { sunset: '2026-12-31' };
    },
  ),
  reason(
    'deprecation',
    'the product is to be replaced',
    'CONFLICT',
    'takes no new consumers; ask for dataproduct:default/orders-2 instead',
    c => {
      c.product.deprecation = { replacedBy: 'dataproduct:default/orders-2' };
    },
  ),
  reason('lifecycle', 'the product is a draft', 'CONFLICT', 'is a draft', c => {
    c.product.lifecycle = 'draft';
  }),
  reason(
    'environment',
    'it is in another environment',
    'NOT_FOUND',
    'is not in environment test; it is in production',
    c => {
      c.facts.environment = 'test';
    },
  ),
  reason(
    'environment',
    'it is in several environments',
    'INVALID',
    'is in production, test; say which',
    c => {
      c.facts.environment = undefined;
      c.port.locations.push({ ...c.location, environment: 'test' });
    },
  ),
  reason(
    'environment',
    'it is on several clusters of the environment',
    'CONFLICT',
    'is on several clusters of production (main, other)',
    c => {
      c.port.locations.push({ ...c.location, cluster: 'other' });
    },
  ),
  reason(
    'acceptance',
    'the declaration is not accepted',
    'CONFLICT',
    'domain:default/sales has yet to accept',
    c => {
      c.location.awaitsAcceptance = true;
    },
  ),
  reason(
    'holder',
    'another product holds the topic',
    'CONFLICT',
    'is held by',
    c => {
      c.location.heldBy = 'dataproduct:default/other';
    },
  ),
  reason('state', 'the topic is contested', 'CONFLICT', 'is held by', c => {
    c.location.state = 'contested';
  }),
  reason(
    'state',
    'the topic is missing',
    'CONFLICT',
    'was not seen on cluster main',
    c => {
      c.location.state = 'missing';
    },
  ),
  reason(
    'state',
    'the state of the topic is unknown',
    'CONFLICT',
    'was not seen on cluster main',
    c => {
      c.location.state = 'unknown';
    },
  ),
  reason(
    'cluster',
    'the cluster is not configured',
    'CONFLICT',
    'dataMesh.clusters.main',
    c => {
      c.facts.clusters.clear();
    },
  ),
  reason(
    'cluster',
    'the cluster is only observed',
    'CONFLICT',
    `${OPERATORS} can set dataMesh.clusters.main.mode to manage`,
    c => {
      c.cluster.mode = 'observe';
    },
  ),
  reason(
    'authorizer',
    'the cluster is configured to be open',
    'CONFLICT',
    'lets everyone in',
    c => {
      c.cluster.authorizer = 'open';
    },
  ),
  reason(
    'authorizer',
    'the cluster was found to be open',
    'CONFLICT',
    'lets everyone in',
    c => {
      c.cluster.foundOpen = true;
    },
  ),
  reason(
    'provisioner',
    'nothing can create ACLs',
    'CONFLICT',
    'dataMesh.clusters.main.credentials.provisioning',
    c => {
      c.cluster.hasProvisioner = false;
    },
  ),
  reason(
    'storage',
    'grants cannot be kept safely',
    'UNAVAILABLE',
    'the database is in memory',
    c => {
      c.facts.storageProblem = 'the database is in memory';
    },
  ),
  reason(
    'rules',
    'the access rules cannot be read',
    'UNAVAILABLE',
    'the access rules are misspelt',
    c => {
      c.facts.rulesProblem = 'the access rules are misspelt';
    },
  ),
  reason('consumer', 'there is no consumer', 'NOT_FOUND', CONSUMER, c => {
    c.facts.consumer = undefined;
  }),
  reason(
    'kind',
    'the consumer can read nothing',
    'INVALID',
    `${CONSUMER} cannot read or write`,
    c => {
      c.consumer.isConsumer = false;
    },
  ),
  reason(
    'ownership',
    'somebody else owns the consumer',
    'NOT_ALLOWED',
    PLANNERS,
    c => {
      c.facts.ownsConsumer = false;
    },
  ),
  reason(
    'principal',
    'nothing is known of a principal',
    'CONFLICT',
    'has no principal on cluster main',
    c => {
      c.facts.principals.clear();
    },
  ),
  principalReason('has no principal on cluster main', { state: 'none' }),
  principalReason(
    "'User:*' of component:default/route-planner stands for everyone",
    {
      state: 'invalid',
      principal: 'User:*',
      reason: 'stands for everyone',
    },
  ),
  principalReason('is held by component:default/other', {
    state: 'contested',
    principal: PRINCIPAL,
    heldBy: 'component:default/other',
  }),
  principalReason(`confirmed by ${OPERATORS}`, {
    state: 'awaiting',
    principal: PRINCIPAL,
  }),
  reason(
    'name',
    'the name of the consumer is odd',
    'INVALID',
    "consumer: 'a b'",
    c => {
      c.consumer.name = 'a b';
    },
  ),
  reason(
    'groups',
    'the name of a group is odd',
    'INVALID',
    "groups: '*'",
    c => {
      c.facts.options.groups = ['planning', '*'];
    },
  ),
  reason(
    'transactions',
    'the prefix of transactional IDs is empty',
    'INVALID',
    "transactionalIdPrefix: ''",
    c => {
      c.facts.options.transactionalIdPrefix = '';
    },
  ),
  reason(
    'application',
    'the ID of the application is too long',
    'INVALID',
    "applicationId: 'xxx",
    c => {
      c.facts.options.applicationId = 'x'.repeat(250);
    },
  ),
  reason(
    'below',
    'the application ID reaches into a topic of others',
    'CONFLICT',
    'topic planner-app-orders',
    c => {
      c.facts.topicsBelow = new Map([['main', ['planner-app-orders']]]);
    },
  ),
  reason(
    'policies',
    'an enforced policy is violated',
    'CONFLICT',
    'Access to Orders is not given while policy ‘P’ is violated',
    c => {
      c.facts.limit = {
        blocked: { why: 'policy ‘P’ is violated: no schema. Register one.' },
        longest: unlimited,
      };
    },
  ),
  reason(
    'duration',
    'the duration is none',
    'INVALID',
    "duration 'a month'",
    c => {
      c.facts.duration = 'a month';
    },
  ),
  reason(
    'duration',
    'the duration is over at once',
    'INVALID',
    "duration 'P0D'",
    c => {
      c.facts.duration = 'P0D';
    },
  ),
  reason(
    'duration',
    'the duration is too long',
    'CONFLICT',
    'duration P91D is longer than the P90D that access rule careful allows',
    c => {
      c.facts.duration = 'P91D';
    },
  ),
  reason(
    'overlap',
    'it reaches into what is another’s',
    'CONFLICT',
    'User:somebody-else READ on GROUP planner-app',
    c => {
      c.facts.bindings.set('main', [othersGroup]);
    },
  ),
  reason(
    'deciders',
    'nobody can decide',
    'CONFLICT',
    'Nobody can decide on Orders',
    c => {
      c.facts.productOwner = undefined;
      c.facts.domain = undefined;
    },
  ),
];

const modes = fc.constantFrom<AccessMode>('read', 'write');
const someReasons = fc
  .shuffledSubarray(REASONS, { maxLength: 4 })
  .map(list =>
    REASONS.filter(r =>
      list.some(
        (l, i) => l === r && list.findIndex(o => o.slot === r.slot) === i,
      ),
    ),
  );

function planOf({ facts }: Case): ItemPlan {
  const verdict = decideRequest(facts);
  if (!verdict.ok) throw new Error(verdict.refusal.message);
  return verdict.plan;
}

describe('decideRequest', () => {
  it.each(REASONS.map(r => [r.what, r] as const))(
    'refuses if %s, and names what it is about',
    (_, { make, code, says }) => {
      const request = good();
      make(request);
      expect(decideRequest(request.facts)).toEqual({
        ok: false,
        refusal: { code, message: expect.stringContaining(says) },
      });
    },
  );

  it('plans if no reason speaks against it, and else tells the first, whatever else does', () => {
    fc.assert(
      fc.property(modes, someReasons, (mode, reasons) => {
        const request = good(mode);
        for (const { make } of reasons) make(request);
        const verdict = decideRequest(request.facts);
        expect(verdict.ok).toBe(reasons.length === 0);
        if (verdict.ok) return;
        expect(verdict.refusal.code).toBe(reasons[0].code);
        expect(verdict.refusal.message).toContain(reasons[0].says);
      }),
      { numRuns: 1_000 },
    );
  });

  it('plans exactly the ACLs of the request, for the principal that the consumer has or will have', () => {
    fc.assert(
      fc.property(
        modes,
        fc.constantFrom('held' as const, 'creatable' as const),
        (mode, state) => {
          const request = good(mode);
          request.facts.principals.set('main', { state, principal: PRINCIPAL });
          const plan = planOf(request);
          expect(plan.principal).toBe(PRINCIPAL);
          expect(plan.bindings).toEqual(
            planBindings({
              ...request.facts.options,
              mode,
              topic: TOPIC,
              principal: PRINCIPAL,
              consumerName: 'route-planner',
            }),
          );
          expect(plan).toMatchObject({
            location: request.location,
            environment: 'production',
          });
        },
      ),
    );
  });

  it('asks each who decides once, in the order of the steps, and nobody else', () => {
    const owners = fc.constantFrom(OWNER, STEWARD, PLANNERS, undefined);
    const steps = fc.array(
      fc.constantFrom(
        'owner' as const,
        'steward' as const,
        PLANNERS as 'group:x',
      ),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(
        steps,
        owners,
        owners,
        owners,
        (names, productOwner, ownerRef, stewardRef) => {
          const request = good();
          request.consumer.ownerRef = 'group:default/others';
          request.facts.rules = [{ name: 'own', when: {}, steps: names }];
          request.facts.productOwner = productOwner;
          request.facts.domain = { ref: 'd', ownerRef, stewardRef };
          const deciders = names.map(name => {
            if (name === 'owner') return productOwner ?? ownerRef;
            if (name === 'steward') return stewardRef ?? ownerRef;
            return name;
          });
          const verdict = decideRequest(request.facts);
          expect(verdict.ok).toBe(!deciders.includes(undefined));
          if (!verdict.ok) return;
          expect(verdict.plan.steps.map(step => step.deciders)).toEqual(
            [...new Set(deciders)].map(decider => [decider]),
          );
        },
      ),
    );
  });

  it('counts the limit that a policy sets for the classification of the port', () => {
    const request = good();
    request.port.classification = 'restricted';
    request.facts.limit = {
      longest: classification =>
        classification === 'restricted' ? 'P7D' : undefined,
    };
    request.facts.duration = 'P7D';
    expect(planOf(request).maxDuration).toBe('P7D');
    request.facts.duration = 'P8D';
    expect(decideRequest(request.facts)).toMatchObject({ ok: false });
  });

  it('allows what ends with the shortest of the limits, and nothing longer', () => {
    const days = fc.integer({ min: 1, max: 400 });
    const limit = fc.option(days, { nil: undefined });
    const text = (n: number | undefined) => (n ? `P${n}D` : undefined);
    fc.assert(
      fc.property(
        limit,
        limit,
        days,
        days,
        (ofRule, ofProduct, ofAll, asked) => {
          const request = good();
          request.facts.rules[0].maxDuration = text(ofRule);
          request.product.maxDuration = text(ofProduct);
          request.facts.maxDuration = `P${ofAll}D`;
          request.facts.duration = `P${asked}D`;
          const shortest = Math.min(ofRule ?? ofAll, ofProduct ?? ofAll, ofAll);
          const verdict = decideRequest(request.facts);
          expect(verdict.ok).toBe(asked <= shortest);
          if (!verdict.ok) return;
          expect(verdict.plan.maxDuration).toBe(`P${shortest}D`);
        },
      ),
    );
  });

  it('does not let a product without end lift the limit that operators set', () => {
    const request = good();
    request.product.maxDuration = 'P999999999Y';
    request.facts.duration = 'P91D';
    expect(decideRequest(request.facts)).toMatchObject({
      ok: false,
      refusal: { code: 'CONFLICT' },
    });
  });

  it('takes consumer and product to be of one team only if both have the same owner', () => {
    const owners = fc.constantFrom(OWNER, PLANNERS, undefined);
    fc.assert(
      fc.property(owners, owners, (productOwner, ownerRef) => {
        const request = good();
        request.facts.rules = [];
        request.facts.productOwner = productOwner;
        request.consumer.ownerRef = ownerRef;
        expect(planOf(request).rule === 'same-team').toBe(
          productOwner !== undefined && productOwner === ownerRef,
        );
      }),
    );
  });

  it("judges a port by its own classification, and by the product's where it has none", () => {
    const classes = fc.constantFrom('public', 'internal', undefined);
    fc.assert(
      fc.property(classes, classes, (ofPort, ofProduct) => {
        const request = good();
        request.facts.rules = [];
        request.port.classification = ofPort;
        request.product.classification = ofProduct;
        expect(planOf(request).rule).toBe(
          (ofPort ?? ofProduct) === 'public' ? 'public' : 'owner',
        );
      }),
    );
  });

  it('gives access to subjects exactly where the schema registry enforces it', () => {
    fc.assert(
      fc.property(
        modes,
        fc.boolean(),
        fc.boolean(),
        (mode, enforces, named) => {
          const request = good(mode);
          request.cluster.enforcesSubjects = enforces;
          if (named) request.port.schema = { subject: 'acme.Order' };
          const value = named ? 'acme.Order' : `${TOPIC}-value`;
          const subjects = planOf(request).bindings.filter(
            ({ resourceType }) => resourceType === 'SUBJECT',
          );
          const wanted = enforces ? [value, `${TOPIC}-key`] : [];
          expect(subjects.map(b => [b.operation, b.resourceName])).toEqual(
            wanted.flatMap(name => [
              ['READ', name],
              ...(mode === 'write' ? [['WRITE', name]] : []),
            ]),
          );
          expect(subjects.every(b => b.patternType === 'LITERAL')).toBe(true);
        },
      ),
    );
  });

  describe('of access that is there already', () => {
    const renewing = (endsAt: string, lifecycle = 'deprecated') => {
      const request = good();
      request.product.lifecycle = lifecycle;
      request.product.deprecation = {
        sunset: '2026-06-30',
        replacedBy: 'orders-2',
      };
      request.facts.renewal = { endsAt: Date.parse(endsAt) };
      return decideRequest(request.facts);
    };

    it('is renewed until the last day of what is deprecated, and no longer', () => {
      expect(renewing('2026-07-01T00:00:00Z').ok).toBe(true);
      expect(renewing('2026-07-01T00:00:01Z')).toMatchObject({
        refusal: {
          message:
            'Orders, port orders-v1, is deprecated and ends on 2026-06-30; renew access until then at the latest, and ask for dataproduct:default/orders-2 instead',
        },
      });
    });

    it('is not renewed of what is retired', () => {
      expect(renewing('2026-05-01T00:00:00Z', 'retired')).toMatchObject({
        refusal: {
          message:
            'Orders, port orders-v1, is retired and takes no renewals; ask for dataproduct:default/orders-2 instead',
        },
      });
    });
  });

  describe('in an emergency', () => {
    const ONCALL = 'group:default/on-call';
    const emergency = (mode: AccessMode = 'read') => {
      const request = good(mode);
      const breakGlass = {
        incident: 'https://incidents.example/7',
        groups: [ONCALL],
        isAllowed: true,
        maxDuration: 'PT4H',
      };
      request.facts.breakGlass = breakGlass;
      request.facts.duration = 'PT1H';
      return { ...request, breakGlass };
    };

    it('gives at once, whatever the rules say, what would be given otherwise', () => {
      fc.assert(
        fc.property(modes, mode => {
          const request = emergency(mode);
          expect(planOf(request)).toMatchObject({
            rule: 'break-glass',
            steps: [],
            maxDuration: 'PT4H',
            bindings: planOf(good(mode)).bindings,
          });
        }),
      );
    });

    it('lets nobody past anything but the approval, a deprecation and policies', () => {
      fc.assert(
        fc.property(fc.constantFrom(...REASONS), ({ slot, what, make }) => {
          const request = emergency();
          make(request);
          const passes =
            slot === 'deprecation' ||
            slot === 'policies' ||
            what === 'the product is deprecated';
          expect([what, decideRequest(request.facts).ok]).toEqual([
            what,
            passes,
          ]);
        }),
        { numRuns: 300 },
      );
    });

    it('is for hours, however long the rules and the product allow', () => {
      const minutes = fc.integer({ min: 1, max: 3_000 });
      fc.assert(
        fc.property(minutes, minutes, (asked, ofProduct) => {
          const request = emergency();
          request.product.maxDuration = `PT${ofProduct}M`;
          request.facts.duration = `PT${asked}M`;
          expect(decideRequest(request.facts).ok).toBe(
            asked <= Math.min(240, ofProduct),
          );
        }),
      );
    });

    it.each<
      [string, RefusalCode, RegExp, (r: ReturnType<typeof emergency>) => void]
    >([
      [
        'while no group is named',
        'NOT_ALLOWED',
        /switched off; group:default\/platform can name who .*breakGlass.groups/,
        ({ breakGlass }) => {
          breakGlass.groups = [];
          breakGlass.isAllowed = false;
        },
      ],
      [
        'to others than the named groups',
        'NOT_ALLOWED',
        /Only members of group:default\/on-call/,
        ({ breakGlass }) => {
          breakGlass.isAllowed = false;
        },
      ],
      [
        'without the address of an incident',
        'INVALID',
        /breakGlass.incident 'it burns' is not the address/,
        ({ breakGlass }) => {
          breakGlass.incident = 'it burns';
        },
      ],
      [
        'for an address that is no web page',
        'INVALID',
        /is not the address/,
        ({ breakGlass }) => {
          breakGlass.incident = 'file:///etc/passwd';
        },
      ],
      [
        'where nobody could be told',
        'CONFLICT',
        /Nobody could be told/,
        ({ facts }) => {
          facts.productOwner = undefined;
          facts.domain = undefined;
        },
      ],
    ])('is refused %s', (_, code, says, make) => {
      const request = emergency();
      make(request);
      expect(decideRequest(request.facts)).toEqual({
        ok: false,
        refusal: { code, message: expect.stringMatching(says) },
      });
    });
  });

  describe('beside a service whose name begins with its own', () => {
    const group = (name: string, patternType: 'LITERAL' | 'PREFIXED') => ({
      ...othersGroup,
      resourceName: name,
      patternType,
    });
    const beside = (...others: AclBinding[]) => {
      const request = good();
      request.facts.options = {};
      request.facts.bindings.set('main', others);
      return request;
    };
    const groupsIn = (plan: ItemPlan) =>
      plan.bindings
        .filter(b => b.resourceType === 'GROUP')
        .map(b => `${b.patternType} ${b.resourceName}`);

    it('does without the groups that are the other one’s, and says so', () => {
      const plan = planOf(beside(group('route-planner-eu', 'LITERAL')));
      expect(groupsIn(plan)).toEqual(['LITERAL route-planner']);
      expect(plan.warnings).toEqual([
        "Groups that begin with route-planner- are left out, since User:somebody-else has 'ALLOW User:somebody-else READ on GROUP route-planner-eu from *'.",
      ]);
    });

    it('is refused without any group of its own, and takes one of another name', () => {
      const request = beside(group('route-', 'PREFIXED'));
      expect(decideRequest(request.facts)).toMatchObject({
        ok: false,
        refusal: {
          code: 'CONFLICT',
          message: expect.stringMatching(/ask for a group of another name/),
        },
      });
      request.facts.options = { groups: ['eu-routes'] };
      expect(groupsIn(planOf(request))).toEqual(['LITERAL eu-routes']);
    });

    it('is refused a group that it asks for by a name of the other one’s', () => {
      const request = beside(group('eu-', 'PREFIXED'));
      request.facts.options = { groups: ['eu-routes'] };
      expect(decideRequest(request.facts)).toMatchObject({
        ok: false,
        refusal: { message: expect.stringMatching(/would reach into/) },
      });
    });

    it('writes without any group', () => {
      const request = good('write');
      request.facts.options = {};
      request.facts.bindings.set('main', [group('route-', 'PREFIXED')]);
      expect(decideRequest(request.facts).ok).toBe(true);
    });
  });

  it("minds what is another's on the same cluster only", () => {
    const request = good();
    request.facts.bindings.set('other', [othersGroup]);
    expect(decideRequest(request.facts).ok).toBe(true);
  });

  it('gives access on the holder’s topic although others want it, and warns of them', () => {
    const request = good();
    request.location.contestedBy = ['dataproduct:default/other'];
    expect(planOf(request).warnings).toEqual([
      `Topic ${TOPIC} is wanted by dataproduct:default/other, too.`,
    ]);
  });

  it('gives access on a topic that differs from its declaration, and warns of that', () => {
    const request = good();
    request.location.state = 'drift';
    request.location.reason = 'It has 3 partitions, not 6.';
    expect(planOf(request).warnings).toEqual(['It has 3 partitions, not 6.']);
  });

  it('chooses the one environment that there is, without being told', () => {
    const request = good();
    request.facts.environment = undefined;
    expect(planOf(request).location).toBe(request.location);
  });

  it('decides the same for the same facts, and leaves them as they are', () => {
    fc.assert(
      fc.property(modes, someReasons, (mode, reasons) => {
        const [request, untouched] = [good(mode), good(mode)];
        for (const { make } of reasons) {
          make(request);
          make(untouched);
        }
        const first = decideRequest(request.facts);
        expect(request.facts).toEqual(untouched.facts);
        expect(decideRequest(untouched.facts)).toEqual(first);
      }),
    );
  });
});
