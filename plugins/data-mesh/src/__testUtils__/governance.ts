import type {
  Finding,
  Policy,
  PolicyRule,
  PolicyTrial,
  PolicyVersion,
} from '@data-mesh/backstage-plugin-data-mesh-common';

const HOUR = 3_600_000;
const hoursAgo = (hours: number) =>
  new Date(Date.now() - hours * HOUR).toISOString();

/** Personal data has to be confidential; one port is not. */
export function aPolicy(overrides?: Partial<Policy>): Policy {
  return {
    id: 'personal-data',
    title: 'Personal data is confidential',
    why: 'Whoever reads it has to have a reason.',
    severity: 'error',
    stage: 'enforce',
    stageNow: 'enforce',
    origin: 'configuration',
    scope: {},
    rule: {
      type: 'tagged-fields',
      title: 'Fields with certain tags demand a classification',
      parameters: [
        {
          name: 'tags',
          description: 'Tags of fields, such as PII',
          kind: 'list',
          optional: false,
          value: ['PII'],
        },
        {
          name: 'classification',
          description: 'Least classification of a port with such a field',
          kind: 'choice',
          optional: false,
          allowed: ['public', 'internal', 'confidential', 'restricted'],
          value: 'confidential',
        },
      ],
    },
    remedy: 'Classify the port as confidential, or leave the field out.',
    findings: 1,
    products: 1,
    ...overrides,
  };
}

/** Topics are to have at least two partitions; most replicas are not set. */
export function aSizePolicy(overrides?: Partial<Policy>): Policy {
  return aPolicy({
    id: 'parallel',
    title: 'Topics can be read in parallel',
    why: 'One partition is one reader at a time.',
    severity: 'info',
    stage: 'warn',
    stageNow: 'warn',
    rule: {
      type: 'topic-size',
      title: 'Partitions and replication are within bounds',
      parameters: [
        {
          name: 'minPartitions',
          description: 'Fewest partitions of a topic',
          kind: 'number',
          optional: true,
          value: 2,
        },
        {
          name: 'minReplication',
          description: 'Fewest replicas of a partition',
          kind: 'number',
          optional: true,
        },
      ],
    },
    remedy: 'Add partitions; mind that keys move.',
    findings: 0,
    products: 0,
    ...overrides,
  });
}

/** The e-mail address in Orders, which is internal. */
export function aFinding(overrides?: Partial<Finding>): Finding {
  return {
    id: 'finding-1',
    policy: 'personal-data',
    policyTitle: 'Personal data is confidential',
    product: 'dataproduct:default/orders',
    productTitle: 'Orders',
    domain: 'domain:default/sales',
    owner: 'group:default/order-team',
    subject: 'sales.orders.v1-value email',
    severity: 'error',
    stage: 'enforce',
    value: 'internal',
    message: 'Field email is tagged PII, but port orders-v1 is internal',
    remedy: 'Classify the port as confidential, or leave the field out.',
    firstSeenAt: hoursAgo(5),
    ...overrides,
  };
}

/** Two products of two teams would newly fail, one would pass. */
export function aTrial(overrides?: Partial<PolicyTrial>): PolicyTrial {
  const failing = (name: string, owner?: string) => ({
    product: `dataproduct:default/${name}`,
    productTitle: name.charAt(0).toUpperCase() + name.slice(1),
    domain: 'domain:default/sales',
    ...(owner && { owner }),
    violations: [
      {
        subject: `${name} partitions`,
        value: '2',
        message: `Topic ${name} on main has 2 partitions, fewer than 6`,
      },
    ],
  });
  return {
    products: 14,
    totalProducts: 14,
    stillFailing: 2,
    newlyBlocked: 0,
    failsNow: 3,
    wouldFail: 5,
    newlyPassing: 1,
    newlyFailingTotal: 3,
    newlyFailing: [
      failing('returns'),
      failing('orders', 'group:default/order-team'),
      failing('invoices', 'group:default/order-team'),
    ],
    ...overrides,
  };
}

/** A rule of numbers, and one of expressions. */
export function someRules(): PolicyRule[] {
  return [
    {
      type: 'topic-size',
      title: 'Partitions and replication are within bounds',
      parameters: aSizePolicy().rule.parameters.map(
        ({ value: _, ...parameter }) => parameter,
      ),
    },
    {
      type: 'product-expression',
      title: 'An expression of your own holds for each product',
      parameters: [
        {
          name: 'expressions',
          description: 'CEL expressions over product, ports',
          kind: 'expressions',
          optional: false,
        },
      ],
    },
  ];
}

/** The second one of the policy of sizes, in the portal. */
export function aVersion(overrides?: Partial<PolicyVersion>): PolicyVersion {
  return {
    version: 2,
    document: {
      id: 'parallel',
      title: 'Topics can be read in parallel',
      why: 'One partition is one reader at a time.',
      severity: 'error',
      stage: 'enforce',
      rule: { type: 'topic-size', minPartitions: 2 },
      remedy: 'Add partitions; mind that keys move.',
    },
    changes: [{ path: 'rule.minPartitions', before: 3, after: 2 }],
    state: 'published',
    publishedBy: 'user:default/grace',
    publishedAt: hoursAgo(2),
    reason: 'Two will do.',
    ...overrides,
  };
}
