import fc from 'fast-check';
import { HISTORY_ACTIONS } from './actions';
import { SYSTEM_ACTOR } from './appendHistory';
import { sentenceOf, type SentenceEntry } from './sentenceOf';

const BASE = {
  actor: 'user:default/olivia',
  product: 'dataproduct:default/orders',
  consumer: 'component:default/route-planner',
  cluster: 'main',
  topic: 'sales.orders.v1',
  principal: 'User:route-planner',
  details: {},
};

const UNATTACHED = {
  product: undefined,
  consumer: undefined,
  cluster: undefined,
  topic: undefined,
  principal: undefined,
};
const IN_CAMPAIGN = {
  campaign: 'c1',
  title: 'Winter cleaning',
  domain: 'domain:default/sales',
};
type Sentence = [Partial<SentenceEntry> & { action: string }, string];
const IN_CHANGE = { change: 's1', port: 'v1', subject: 'orders-value' };
const inChange = (
  action: string,
  details: object,
  sentence: string,
): Sentence => [
  {
    action: `schema-change.${action}`,
    consumer: BASE.consumer,
    details: { ...IN_CHANGE, ...details },
  },
  sentence,
];
const SCHEMA_SENTENCES: Sentence[] = [
  inChange(
    'proposed',
    { compatible: false, message: 'totals' },
    'Olivia proposed a breaking change of schema orders-value: totals',
  ),
  inChange(
    'asked',
    {},
    'Route-planner was asked what it makes of a change of schema orders-value',
  ),
  inChange(
    'asked',
    { group: 'g1' },
    'Consumer group g1 of nobody known reads what a change of schema orders-value breaks',
  ),
  inChange(
    'answered',
    { answer: 'acknowledge' },
    'Olivia acknowledged a change of schema orders-value for route-planner',
  ),
  inChange(
    'answered',
    { answer: 'object', comment: 'we sum it' },
    'Olivia objected to a change of schema orders-value for route-planner: we sum it',
  ),
  inChange(
    'answered',
    { answer: 'date', date: '2026-12-20T00:00:00.000Z' },
    'Olivia agreed to a change of schema orders-value for route-planner from 2026-12-20 on',
  ),
  inChange(
    'overridden',
    { reason: 'the law' },
    'Olivia accepted a change of schema orders-value for those who read it: the law',
  ),
  inChange(
    'level-lowered',
    { level: 'BACKWARD' },
    'The compatibility of schema orders-value was lowered to register a change (BACKWARD before)',
  ),
  inChange(
    'level-restored',
    {},
    'The compatibility of schema orders-value was restored (that of all subjects)',
  ),
  inChange(
    'registered',
    { version: 3 },
    'Version 3 of schema orders-value was registered',
  ),
  inChange(
    'bypassed',
    { version: 4, breaks: 'total is new' },
    'Version 4 of schema orders-value was registered past the portal and breaks those who read it: total is new',
  ),
  inChange(
    'bypass-resolved',
    { version: 4, resolution: 'agreed' },
    'Those who read schema orders-value agree to version 4, which was registered past the portal',
  ),
  inChange(
    'refused',
    { attempt: 'override', message: 'only a steward can' },
    'Olivia tried to override a change of schema orders-value and was refused: only a steward can',
  ),
];
const CAMPAIGN_SENTENCES: Sentence[] = [
  [
    {
      action: 'campaign.started',
      details: {
        ...IN_CAMPAIGN,
        grants: 12,
        dueAt: '2026-12-03T10:00:00.000Z',
        reason: 'once a year',
      },
    },
    'Olivia started campaign ‘Winter cleaning’, in which 12 grants of sales are looked at again until 2026-12-03: once a year',
  ],
  [
    {
      action: 'campaign.reminded',
      actor: SYSTEM_ACTOR,
      details: IN_CAMPAIGN,
    },
    'The owners who have yet to answer in campaign ‘Winter cleaning’ were reminded',
  ],
  [
    {
      action: 'campaign.confirmed',
      consumer: BASE.consumer,
      topic: BASE.topic,
      details: { ...IN_CAMPAIGN, mode: 'read', comment: 'still needed' },
    },
    'Olivia confirmed read access of route-planner to sales.orders.v1 in campaign ‘Winter cleaning’: still needed',
  ],
  [
    {
      action: 'campaign.dropped',
      consumer: BASE.consumer,
      topic: BASE.topic,
      details: { ...IN_CAMPAIGN, mode: 'read', comment: 'not used' },
    },
    'Olivia dropped read access of route-planner to sales.orders.v1 in campaign ‘Winter cleaning’: not used',
  ],
  [
    {
      action: 'campaign.closed',
      actor: SYSTEM_ACTOR,
      details: { ...IN_CAMPAIGN, confirmed: 3, dropped: 0, revoked: 1 },
    },
    'Campaign ‘Winter cleaning’ is over (3 confirmed, 1 revoked since nobody answered)',
  ],
  [
    {
      action: 'campaign.closed',
      details: { ...IN_CAMPAIGN, undecided: 2, reason: 'the wrong domain' },
    },
    'Olivia closed campaign ‘Winter cleaning’ early (2 kept without an answer): the wrong domain',
  ],
  [
    {
      action: 'campaign.refused',
      details: {
        attempt: 'start',
        domain: 'domain:default/sales',
        message: 'only governance may',
      },
    },
    'Olivia tried to start a campaign for sales and was refused: only governance may',
  ],
  [
    {
      action: 'campaign.decision-refused',
      consumer: BASE.consumer,
      topic: BASE.topic,
      details: { ...IN_CAMPAIGN, message: 'only the order team can' },
    },
    'Olivia tried to answer for access of route-planner to sales.orders.v1 in campaign ‘Winter cleaning’ and was refused: only the order team can',
  ],
];

const IN_POLICY = { policy: 'pii', title: 'Personal data is confidential' };
const EXEMPTION = {
  title: 'Orders',
  policies: '‘Personal data’',
  endsAt: '2027-03-01T00:00:00.000Z',
};

const POLICY_SENTENCES: Sentence[] = [
  [
    {
      action: 'exemption.requested',
      details: { ...EXEMPTION, reason: 'until the new port is there' },
    },
    'Olivia asked to exempt Orders from ‘Personal data’ until 2027-03-01: until the new port is there',
  ],
  [
    { action: 'exemption.approved', details: EXEMPTION },
    'Olivia exempted Orders from ‘Personal data’ until 2027-03-01',
  ],
  [
    {
      action: 'exemption.refused',
      details: { ...EXEMPTION, attempt: 'decide on', message: 'Only others' },
    },
    'Olivia tried to decide on an exemption of Orders from ‘Personal data’ and was refused: Only others',
  ],
  [
    { action: 'exemption.ended', details: { ...EXEMPTION, wasApproved: true } },
    'The exemption of Orders from ‘Personal data’ ended',
  ],
  [
    {
      action: 'policy.published',
      details: {
        ...IN_POLICY,
        version: 1,
        severity: 'error',
        stage: 'draft',
        reason: 'the law',
      },
    },
    'Olivia published policy ‘Personal data is confidential’, version 1 (error, draft): the law',
  ],
  [
    {
      action: 'policy.published',
      details: {
        ...IN_POLICY,
        version: 2,
        severity: 'error',
        stage: 'enforce',
        changes: 'stage draft → enforce',
        reason: 'tried',
      },
    },
    'Olivia published policy ‘Personal data is confidential’, version 2 (stage draft → enforce): tried',
  ],
  [
    { action: 'policy.retired', details: { ...IN_POLICY, reason: 'no use' } },
    'Olivia retired policy ‘Personal data is confidential’: no use',
  ],
  [
    {
      action: 'policy.refused',
      details: {
        policy: 'pii',
        attempt: 'publish',
        message: 'Only members of group:default/governance can',
      },
    },
    'Olivia tried to publish policy ‘pii’ and was refused: Only members of group:default/governance can',
  ],
  [
    {
      action: 'policy.announced',
      product: BASE.product,
      details: {
        title: 'Orders',
        policies: '‘Personal data is confidential’',
        enforceFrom: '2027-03-01T00:00:00.000Z',
        note: 'please plan',
      },
    },
    'Olivia told the owner of Orders that ‘Personal data is confidential’ is enforced from 2027-03-01: please plan',
  ],
  [
    {
      action: 'policy.enforced',
      actor: SYSTEM_ACTOR,
      product: BASE.product,
      details: {
        title: 'Orders',
        policies: '‘Personal data is confidential’',
        message: 'Field email is tagged PII',
      },
    },
    '‘Personal data is confidential’ is enforced now, and Orders violates it: Field email is tagged PII',
  ],
];

const IN_CLAIM = { title: 'Orders', owner: 'group:default/shop' };
const CLAIM_SENTENCES: Sentence[] = [
  [
    {
      action: 'claim.requested',
      details: { ...IN_CLAIM, message: 'we make it' },
    },
    'Olivia asked for Orders to be published for shop: we make it',
  ],
  [
    { action: 'claim.accepted', details: IN_CLAIM },
    'Olivia published Orders for shop, as asked',
  ],
  [
    {
      action: 'claim.declined',
      details: { ...IN_CLAIM, comment: 'we make it' },
    },
    'Olivia declined to publish Orders for shop: we make it',
  ],
  [
    { action: 'claim.withdrawn', details: IN_CLAIM },
    'Olivia withdrew the request to publish Orders for shop',
  ],
  [
    {
      action: 'claim.refused',
      product: 'dataproduct:default/orders',
      details: { attempt: 'answer', message: 'Only members can' },
    },
    'Olivia tried to decide on the request for orders and was refused: Only members can',
  ],
];

const ENDING = {
  actor: 'plugin:data-mesh',
  product: 'dataproduct:default/orders',
  consumer: 'component:default/route-planner',
};
const ENDING_SENTENCES: Sentence[] = [
  [
    {
      ...ENDING,
      action: 'deprecation.announced',
      details: {
        title: 'Orders',
        sunset: '2027-03-01',
        replacedBy: 'dataproduct:default/sales-orders',
      },
    },
    'The data mesh told the owner of route-planner that Orders ends on 2027-03-01, in favour of sales-orders',
  ],
  [
    {
      ...ENDING,
      action: 'deprecation.announced',
      details: { title: 'Orders', retired: true },
    },
    'The data mesh told the owner of route-planner that Orders is retired',
  ],
  [
    {
      ...ENDING,
      action: 'deprecation.reminded',
      details: {
        title: 'Orders',
        port: 'v1',
        replacedByPort: 'v2',
        sunset: '2027-03-01',
      },
    },
    'The data mesh told the owner of route-planner again that port v1 of Orders ends on 2027-03-01, in favour of port v2',
  ],
  [
    { ...ENDING, action: 'deprecation.lifted', details: { title: 'Orders' } },
    'The data mesh told the owner of route-planner that Orders does not end after all',
  ],
  [
    {
      action: 'product.deprecated',
      details: {
        title: 'Orders',
        version: 2,
        sunset: '2027-03-01',
        replacedBy: 'dataproduct:default/sales-orders',
        reason: 'one is enough',
      },
    },
    'Olivia deprecated Orders, version 2: it ends on 2027-03-01, in favour of sales-orders: one is enough',
  ],
  [
    {
      action: 'product.reinstated',
      details: { title: 'Orders', version: 3, port: 'v1' },
    },
    'Olivia reinstated port v1 of Orders, version 3',
  ],
  [
    {
      action: 'product.promoted',
      cluster: 'prod',
      details: {
        title: 'Orders',
        from: ['test'],
        to: 'production',
        version: 4,
        reason: 'it is ready',
      },
    },
    'Olivia promoted Orders from test to production on prod, version 4: it is ready',
  ],
  [
    {
      action: 'product.promoted',
      cluster: 'prod',
      details: { title: 'Orders', from: [], inGit: true },
    },
    'Olivia promoted Orders on prod, whose lines are to be merged in Git',
  ],
  [
    {
      action: 'product.retired',
      details: { title: 'Orders', version: 4, override: true, reason: 'over' },
    },
    'Olivia retired Orders, version 4, although it is read: over',
  ],
];

const IN_DOMAIN = {
  domain: 'domain:default/sales',
  title: 'Sales',
  version: 2,
};
const DOMAIN_SENTENCES: Sentence[] = [
  [
    {
      action: 'domain.published',
      details: { ...IN_DOMAIN, reason: 'we sell things' },
    },
    'Olivia published domain Sales, version 2: we sell things',
  ],
  [
    {
      action: 'domain.changed',
      details: { ...IN_DOMAIN, changes: 'metadata.title' },
    },
    'Olivia changed domain Sales, version 2 (metadata.title)',
  ],
  [
    {
      action: 'domain.changed',
      details: {
        ...IN_DOMAIN,
        from: 'group:default/a',
        owner: 'group:default/b',
        changes: 'spec',
      },
    },
    'Olivia changed domain Sales, version 2 (spec), and gave it to b',
  ],
  [
    {
      action: 'domain.unpublished',
      details: { ...IN_DOMAIN, reason: 'we do not' },
    },
    'Olivia unpublished domain Sales: we do not',
  ],
  [
    {
      action: 'domain.transfer-proposed',
      details: { ...IN_DOMAIN, to: 'group:default/b', reason: 'they sell' },
    },
    'Olivia proposed to transfer domain Sales to b: they sell',
  ],
  [
    {
      action: 'domain.transferred',
      details: { ...IN_DOMAIN, to: 'group:default/b' },
    },
    'Olivia accepted the transfer of domain Sales to b',
  ],
  [
    {
      action: 'domain.transfer-declined',
      details: { ...IN_DOMAIN, to: 'group:default/b', withdrawn: true },
    },
    'Olivia withdrew the transfer of domain Sales to b',
  ],
  [
    {
      action: 'domain.refused',
      details: { attempt: 'accept', ...IN_DOMAIN, message: 'Only b can' },
    },
    'Olivia tried to decide on the transfer of domain Sales and was refused: Only b can',
  ],
  [
    {
      action: 'domain.refused',
      details: {
        attempt: 'publish',
        domain: 'domain:default/sales',
        message: 'Only governance can',
      },
    },
    'Olivia tried to publish domain sales and was refused: Only governance can',
  ],
  [
    { action: 'domain.refused' },
    'Olivia tried to change a domain and was refused',
  ],
];

const IN_STORE = { title: 'Orders', version: 2 };
const PRODUCT_SENTENCES: Sentence[] = [
  [
    {
      action: 'product.published',
      details: { ...IN_STORE, reason: 'consumers ask for it' },
    },
    'Olivia published Orders, version 2: consumers ask for it',
  ],
  [
    {
      action: 'product.changed',
      details: { ...IN_STORE, changes: 'metadata.title' },
    },
    'Olivia changed Orders, version 2 (metadata.title)',
  ],
  [
    {
      action: 'product.unpublished',
      details: { ...IN_STORE, override: true, reason: 'a mistake' },
    },
    'Olivia unpublished Orders, although it is read: a mistake',
  ],
  [
    { action: 'product.unpublished', details: IN_STORE },
    'Olivia unpublished Orders',
  ],
  [
    {
      action: 'product.transfer-proposed',
      details: { ...IN_STORE, to: 'group:default/logistics-team' },
    },
    'Olivia proposed to transfer Orders to logistics-team',
  ],
  [
    {
      action: 'product.transferred',
      details: { ...IN_STORE, to: 'group:default/logistics-team' },
    },
    'Olivia accepted the transfer of Orders to logistics-team',
  ],
  [
    {
      action: 'product.transfer-declined',
      details: { ...IN_STORE, to: 'group:default/logistics-team' },
    },
    'Olivia declined the transfer of Orders to logistics-team',
  ],
  [
    {
      action: 'product.transfer-declined',
      details: { ...IN_STORE, withdrawn: true },
    },
    'Olivia withdrew the transfer of Orders',
  ],
  [
    {
      action: 'product.refused',
      details: { attempt: 'accept', message: 'Only members can' },
    },
    'Olivia tried to decide on the transfer of a data product and was refused: Only members can',
  ],
];

const ON_TOPIC = { topic: 'sales.orders.v1', cluster: 'main' };
const IN_SUBJECT = { subject: 'sales.orders.v1-value', version: 2 };
const CREATION_SENTENCES: Sentence[] = [
  [
    {
      ...ON_TOPIC,
      action: 'topic.created',
      details: { partitions: 3, reason: 'orders come to Kafka' },
    },
    'Olivia created topic sales.orders.v1 on main with 3 partitions: orders come to Kafka',
  ],
  [
    { ...ON_TOPIC, action: 'topic.created', details: { partitions: 1 } },
    'Olivia created topic sales.orders.v1 on main with 1 partition',
  ],
  [
    {
      ...ON_TOPIC,
      action: 'topic.changed',
      details: {
        changes: [
          { key: 'partitions', from: '3', to: '6' },
          { key: 'retention.ms', to: '3600000' },
          { key: 'cleanup.policy', from: 'compact' },
          'garbage',
        ],
        reason: 'more readers',
      },
    },
    'Olivia changed topic sales.orders.v1 on main (partitions from 3 to 6, retention.ms from the default to 3600000, cleanup.policy from compact to the default): more readers',
  ],
  [
    {
      ...ON_TOPIC,
      action: 'topic.changed',
      details: {
        changes: [{ key: 'partitions', from: '3', to: '6' }],
        consumers: ['component:default/route-planner', 'system:b/fleet'],
      },
    },
    'Olivia changed topic sales.orders.v1 on main (partitions from 3 to 6), and the owners of route-planner, b/fleet are told',
  ],
  [
    { ...ON_TOPIC, action: 'topic.removed', details: { reason: 'a trial' } },
    'Olivia took back topic sales.orders.v1 on main, which was empty: a trial',
  ],
  [
    {
      ...ON_TOPIC,
      action: 'topic.refused',
      details: { attempt: 'create', message: 'it exists already' },
    },
    'Olivia tried to create topic sales.orders.v1 on main and was refused: it exists already',
  ],
  [
    { action: 'schema.registered', details: IN_SUBJECT },
    'Olivia registered version 2 of schema sales.orders.v1-value',
  ],
  [
    { action: 'schema.removed', details: { ...IN_SUBJECT, reason: 'a trial' } },
    'Olivia took back version 2 of schema sales.orders.v1-value: a trial',
  ],
  [
    {
      action: 'schema.refused',
      details: { ...IN_SUBJECT, message: 'it breaks readers' },
    },
    'Olivia tried to register schema sales.orders.v1-value and was refused: it breaks readers',
  ],
  [
    {
      action: 'run.undone',
      details: { undone: 2, left: 1, reason: 'a trial' },
    },
    'Olivia undid a run (2 taken back, 1 left): a trial',
  ],
  [
    { action: 'run.refused', details: { message: 'not allowed' } },
    'Olivia tried to undo a run and was refused: not allowed',
  ],
];

describe('the sentence of an entry', () => {
  it.each<[Partial<SentenceEntry> & { action: string }, string]>([
    [
      { action: 'item.approved', details: { mode: 'read', final: true } },
      'Olivia approved read access of route-planner to sales.orders.v1',
    ],
    [
      {
        action: 'item.approved',
        details: { final: false, conditions: 'no exports' },
      },
      'Olivia approved access of route-planner to sales.orders.v1, and somebody else has to as well, under conditions: no exports',
    ],
    [
      { action: 'item.rejected', details: { comment: 'use carts' } },
      'Olivia rejected access of route-planner to sales.orders.v1: use carts',
    ],
    [
      {
        action: 'request.submitted',
        topic: undefined,
        details: { mode: 'write', purpose: 'to fix orders' },
      },
      'Olivia asked for write access of route-planner to orders: to fix orders',
    ],
    [
      {
        action: 'grant.break-glass',
        details: {
          mode: 'read',
          incident: 'https://incidents.example/7',
          purpose: 'orders are stuck',
        },
      },
      'Olivia took read access of route-planner to sales.orders.v1 in an emergency (https://incidents.example/7): orders are stuck',
    ],
    [
      {
        action: 'grant.reviewed',
        details: { mode: 'read', verdict: 'unjustified', comment: 'no need' },
      },
      'Olivia found emergency read access of route-planner to sales.orders.v1 unjustified: no need',
    ],
    [
      {
        action: 'decision.refused',
        details: {
          code: 'NOT_ALLOWED',
          message: 'Nobody decides on their own',
        },
      },
      'Olivia tried to decide on access of route-planner to sales.orders.v1 and was refused: Nobody decides on their own',
    ],
    [
      {
        action: 'grant.created',
        details: {
          mode: 'read',
          approvedBy: ['rule:same team'],
          endsAt: '2027-02-23T10:00:00.000Z',
        },
      },
      'Access rule same team granted read access of route-planner to sales.orders.v1, until 2027-02-23',
    ],
    [
      {
        action: 'grant.ending',
        details: {
          as: 'revoked',
          reason: 'not used',
          endsAt: '2027-02-23T10:00:00.000Z',
        },
      },
      'Olivia revoked access of route-planner to sales.orders.v1, with notice until 2027-02-23: not used',
    ],
    [
      {
        action: 'grant.ending',
        actor: SYSTEM_ACTOR,
        details: { as: 'revoked' },
      },
      'Access of route-planner to sales.orders.v1 ends, the time of the notice is over',
    ],
    [
      {
        action: 'grant.expired',
        actor: SYSTEM_ACTOR,
        details: { accessRemains: ['ALLOW ...'] },
      },
      'Access of route-planner to sales.orders.v1 has expired and is gone from Kafka; what it could do before remains, since those ACLs are not ours',
    ],
    [
      {
        action: 'binding.missing',
        actor: SYSTEM_ACTOR,
        details: { text: 'ALLOW User:route-planner READ on TOPIC x from *' },
      },
      'ALLOW User:route-planner READ on TOPIC x from * has been removed at Kafka by somebody else (access of route-planner to sales.orders.v1)',
    ],
    [
      { action: 'principal.confirmed', consumer: 'component:other/planner' },
      "Olivia confirmed that User:route-planner on main is other/planner's",
    ],
    [
      { action: 'principal.removed', details: { reason: 'Vault is sealed' } },
      'User:route-planner on main was removed: Vault is sealed',
    ],
    [
      {
        action: 'grant.ending',
        actor: SYSTEM_ACTOR,
        details: {
          as: 'revoked',
          campaign: 'c1',
          reason: 'nobody answered for it',
        },
      },
      'The data mesh revoked access of route-planner to sales.orders.v1: nobody answered for it',
    ],
    ...[
      ...CAMPAIGN_SENTENCES,
      ...CREATION_SENTENCES,
      ...POLICY_SENTENCES,
      ...CLAIM_SENTENCES,
      ...ENDING_SENTENCES,
      ...DOMAIN_SENTENCES,
      ...PRODUCT_SENTENCES,
      ...SCHEMA_SENTENCES,
    ].map(([entry, sentence]): [typeof entry, string] => [
      { ...UNATTACHED, ...entry },
      sentence,
    ]),
    [{ action: 'something.new' }, 'Olivia: something.new'],
  ])('%j', (entry, sentence) => {
    expect(sentenceOf({ ...BASE, ...entry })).toBe(sentence);
  });

  it('is one whatever the details are', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...HISTORY_ACTIONS),
        fc.record(
          {
            product: fc.string(),
            consumer: fc.string(),
            topic: fc.string(),
            principal: fc.string(),
          },
          { requiredKeys: [] },
        ),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (action, subject, details) => {
          const sentence = sentenceOf({
            actor: 'user:default/olivia',
            action,
            details,
            ...subject,
          });
          expect(sentence).not.toMatch(/undefined|\[object|^\s*$/);
          expect(sentence.charAt(0)).toBe(sentence.charAt(0).toUpperCase());
        },
      ),
    );
  });
});
