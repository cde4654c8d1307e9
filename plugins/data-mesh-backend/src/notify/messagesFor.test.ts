import fc from 'fast-check';
import {
  campaign,
  entry,
  grant,
  item,
  LIAM,
  LOGISTICS,
  OLIVIA,
  ORDER_TEAM,
  schemaChange,
} from './__testUtils__/entries';
import { BURST_MS, BURST_SIZE, messagesFor, type Message } from './messagesFor';
import { NOTE_KINDS, type MessageContext } from './notesOf';

function contextOf(over: Partial<MessageContext> = {}): MessageContext {
  return {
    items: new Map([['i1', item(1)]]),
    grants: new Map([['g1', grant(1)]]),
    campaigns: new Map([['c1', campaign()]]),
    schemaChanges: new Map([['s1', schemaChange()]]),
    topicUsers: new Map([
      [
        1,
        [
          { consumer: 'component:default/route-planner', owner: LOGISTICS },
          { consumer: 'component:default/fleet', owner: LOGISTICS },
          { consumer: 'component:default/report', owner: ORDER_TEAM },
        ],
      ],
    ]),
    bypasses: new Map([[1, { product: [ORDER_TEAM], readers: [LOGISTICS] }]]),
    ...over,
  };
}

const EXEMPTION = {
  title: 'Orders',
  owner: ORDER_TEAM,
  exemption: 'x1',
  policy: 'pii',
  policies: '‘Personal data’',
  requestedBy: OLIVIA,
  endsAt: '2027-03-01T00:00:00.000Z',
};

describe('who is told what', () => {
  it.each<[string, Parameters<typeof entry>[2], Partial<Message> | undefined]>([
    [
      'request.submitted',
      { actor: LIAM, itemId: 'i1', details: { purpose: 'to plan' } },
      {
        recipients: [ORDER_TEAM],
        exclude: LIAM,
        payload: {
          title:
            'Liam asks for read access of route-planner to sales.orders.v1',
          description: 'Purpose: to plan',
          link: '/data-mesh/to-decide',
          severity: 'normal',
          scope: 'data-mesh:decide:request-1',
          topic: 'Access to decide on',
        },
      },
    ],
    [
      'grant.break-glass',
      {
        actor: LIAM,
        grantId: 'g1',
        details: {
          incident: 'https://incidents.example/7',
          purpose: 'orders are stuck',
        },
      },
      {
        recipients: [ORDER_TEAM],
        exclude: LIAM,
        payload: {
          title:
            'Liam took read access of route-planner to sales.orders.v1 in an emergency',
          description:
            'orders are stuck (https://incidents.example/7). It ends by itself; review it, or revoke it if it is not right.',
          link: '/data-mesh/grants/g1',
          severity: 'critical',
          scope: 'data-mesh:review:g1',
          topic: 'Access in emergencies',
        },
      },
    ],
    [
      'grant.review-reminded',
      { grantId: 'g1', details: { incident: 'https://incidents.example/7' } },
      {
        recipients: [ORDER_TEAM],
        payload: expect.objectContaining({
          title: expect.stringMatching(/^Nobody has reviewed it yet/),
          scope: 'data-mesh:review:g1',
        }),
      },
    ],
    [
      'grant.reviewed',
      {
        actor: OLIVIA,
        grantId: 'g1',
        details: { verdict: 'unjustified', comment: 'no need' },
      },
      {
        recipients: [LIAM],
        exclude: OLIVIA,
        payload: expect.objectContaining({
          title: expect.stringMatching(/^Olivia found it unjustified/),
          description: 'no need',
        }),
      },
    ],
    [
      'item.reminded',
      { itemId: 'i1' },
      {
        recipients: [ORDER_TEAM],
        exclude: LIAM,
        payload: {
          title:
            'Still waiting: liam asks for read access of route-planner to sales.orders.v1',
          link: '/data-mesh/to-decide',
          severity: 'normal',
          scope: 'data-mesh:decide:request-1',
          topic: 'Access to decide on',
        },
      },
    ],
    [
      'item.escalated',
      { itemId: 'i1' },
      {
        recipients: [ORDER_TEAM],
        exclude: LIAM,
        payload: expect.objectContaining({
          title: expect.stringMatching(/^Nobody has decided yet: liam asks/),
          severity: 'high',
        }),
      },
    ],
    [
      'item.approved',
      {
        actor: OLIVIA,
        itemId: 'i1',
        details: { final: true, comment: 'gladly', conditions: 'no exports' },
      },
      {
        recipients: [LIAM],
        exclude: OLIVIA,
        payload: {
          title:
            'Your request was approved: read access of route-planner to sales.orders.v1',
          description: 'By olivia: gladly. Conditions: no exports',
          link: '/data-mesh/requests',
          severity: 'normal',
          scope: 'data-mesh:item:i1',
          topic: 'Access asked for',
        },
      },
    ],
    [
      'item.rejected',
      { actor: OLIVIA, itemId: 'i1', details: { comment: 'use carts' } },
      {
        recipients: [LIAM],
        exclude: OLIVIA,
        payload: expect.objectContaining({
          title: expect.stringMatching(/^Your request was rejected: read/),
          description: 'By olivia: use carts',
        }),
      },
    ],
    [
      'grant.activated',
      { itemId: 'i1', grantId: 'g1' },
      {
        recipients: [LOGISTICS, LIAM],
        payload: {
          title:
            'Ready to use: read access of route-planner to sales.orders.v1',
          description: 'How to connect is on the page of the grant.',
          link: '/data-mesh/grants/g1',
          severity: 'normal',
          scope: 'data-mesh:item:i1',
          topic: 'Access asked for',
        },
      },
    ],
    [
      'grant.failed',
      { itemId: 'i1', grantId: 'g1', details: { reason: 'not allowed' } },
      {
        recipients: [LOGISTICS, ORDER_TEAM, LIAM],
        payload: expect.objectContaining({
          description: 'not allowed',
          severity: 'high',
          scope: 'data-mesh:item:i1',
        }),
      },
    ],
    [
      'grant.reminded',
      { grantId: 'g1', details: { endsAt: '2026-12-01T00:00:00.000Z' } },
      {
        recipients: [LOGISTICS],
        payload: expect.objectContaining({
          title:
            'Read access of route-planner to sales.orders.v1 ends on 2026-12-01',
          link: '/data-mesh/grants/g1',
          scope: 'data-mesh:grant:g1',
        }),
      },
    ],
    [
      'grant.unseen',
      { grantId: 'g1' },
      {
        recipients: [ORDER_TEAM],
        payload: expect.objectContaining({ severity: 'low' }),
      },
    ],
    [
      'grant.ending',
      {
        actor: OLIVIA,
        grantId: 'g1',
        details: {
          as: 'revoked',
          reason: 'unused',
          endsAt: '2026-12-01T00:00:00.000Z',
        },
      },
      {
        recipients: [LOGISTICS, ORDER_TEAM],
        exclude: OLIVIA,
        payload: expect.objectContaining({
          title:
            'Read access of route-planner to sales.orders.v1 will be revoked on 2026-12-01',
          description: 'By olivia: unused',
        }),
      },
    ],
    // That it has ended follows at once.
    ['grant.ending', { grantId: 'g1', details: { as: 'expired' } }, undefined],
    [
      'grant.expired',
      {
        grantId: 'g1',
        details: { reason: 'its time is over', accessRemains: ['ALLOW ...'] },
      },
      {
        recipients: [LOGISTICS, ORDER_TEAM],
        payload: expect.objectContaining({
          title: 'Read access of route-planner to sales.orders.v1 has expired',
          description:
            'its time is over. ACLs that were at Kafka before the grant remain there, so access is still possible',
          scope: 'data-mesh:grant:g1',
        }),
      },
    ],
    [
      'binding.missing',
      { grantId: 'other', details: { grants: ['g1'], text: 'ALLOW x' } },
      {
        recipients: [LOGISTICS, ORDER_TEAM],
        payload: expect.objectContaining({
          severity: 'high',
          description: expect.stringMatching(/^ALLOW x\. /),
        }),
      },
    ],
    [
      'campaign.started',
      {
        actor: 'user:default/grace',
        details: { campaign: 'c1', reason: 'once a year' },
      },
      {
        recipients: [ORDER_TEAM],
        exclude: 'user:default/grace',
        payload: {
          title:
            '12 grants of sales wait for your confirmation until 3 December 2026',
          description:
            'Winter cleaning: once a year. What nobody answers by then is revoked.',
          link: '/data-mesh/campaigns/c1',
          severity: 'high',
          scope: 'data-mesh:campaign:c1',
          topic: 'Access to look at again',
        },
      },
    ],
    [
      'campaign.reminded',
      { details: { campaign: 'c1' } },
      {
        recipients: [ORDER_TEAM],
        payload: expect.objectContaining({
          title: expect.stringMatching(/^Still: 12 grants of sales wait/),
          scope: 'data-mesh:campaign:c1',
        }),
      },
    ],
    [
      'campaign.closed',
      { details: { campaign: 'c1' } },
      {
        recipients: ['user:default/grace'],
        payload: {
          title: 'Winter cleaning is over',
          description: 'campaign.closed happened',
          link: '/data-mesh/campaigns/c1',
          severity: 'normal',
          scope: 'data-mesh:campaign:c1',
          topic: 'Access to look at again',
        },
      },
    ],
    [
      'policy.violated',
      {
        product: 'dataproduct:default/sales.orders',
        details: {
          title: 'Orders',
          owner: ORDER_TEAM,
          policies: '‘Personal data is confidential’',
          message: 'Field email is tagged PII',
          remedy: 'Raise the classification.',
        },
      },
      {
        recipients: [ORDER_TEAM],
        payload: {
          title: 'Orders violates ‘Personal data is confidential’',
          description: 'Field email is tagged PII. Raise the classification.',
          link: '/data-mesh/governance?owner=mine',
          severity: 'high',
          scope: 'data-mesh:violated:dataproduct:default/sales.orders',
          topic: 'Governance',
        },
      },
    ],
    [
      'policy.violated',
      { product: 'dataproduct:default/orders', details: {} },
      undefined,
    ],
    [
      'policy.announced',
      {
        product: 'dataproduct:default/sales.orders',
        details: {
          title: 'Orders',
          owner: ORDER_TEAM,
          policy: 'pii',
          policies: '‘Personal data is confidential’',
          enforceFrom: '2027-03-01T00:00:00.000Z',
          note: 'Please plan for it.',
          message: 'Field email is tagged PII',
          remedy: 'Raise the classification.',
        },
      },
      {
        recipients: [ORDER_TEAM],
        payload: {
          title:
            'Orders violates ‘Personal data is confidential’, which is enforced from 1 March 2027',
          description:
            'Please plan for it. Field email is tagged PII. Raise the classification.',
          link: '/data-mesh/governance?owner=mine',
          severity: 'high',
          scope: 'data-mesh:announced:pii:dataproduct:default/sales.orders',
          topic: 'Governance',
        },
      },
    ],
    [
      'policy.enforced',
      {
        product: 'dataproduct:default/sales.orders',
        details: {
          title: 'Orders',
          owner: ORDER_TEAM,
          policies: '‘Personal data is confidential’',
          message: 'Field email is tagged PII',
          remedy: 'Raise the classification.',
        },
      },
      {
        recipients: [ORDER_TEAM],
        payload: {
          title:
            '‘Personal data is confidential’ is enforced now: Orders violates it',
          description: 'Field email is tagged PII. Raise the classification.',
          link: '/data-mesh/governance?owner=mine',
          severity: 'high',
          scope: 'data-mesh:enforced:dataproduct:default/sales.orders',
          topic: 'Governance',
        },
      },
    ],
    [
      'claim.requested',
      {
        actor: 'user:default/liam',
        product: 'dataproduct:default/sales.orders',
        details: {
          claim: 'c1',
          title: 'Orders',
          domain: 'domain:default/sales',
          owner: 'group:default/logistics-team',
          requestedBy: 'user:default/liam',
          domainOwner: ORDER_TEAM,
          message: 'we make it',
        },
      },
      {
        recipients: [ORDER_TEAM],
        exclude: 'user:default/liam',
        payload: {
          title: 'Liam asks you to publish Orders for logistics-team',
          description: 'we make it',
          link: '/catalog/default/domain/sales',
          severity: 'normal',
          scope: 'data-mesh:claim:c1',
          topic: 'Data products that change hands',
        },
      },
    ],
    [
      'claim.declined',
      {
        actor: OLIVIA,
        product: 'dataproduct:default/sales.orders',
        details: {
          claim: 'c1',
          title: 'Orders',
          requestedBy: 'user:default/liam',
          comment: 'we make it',
        },
      },
      {
        recipients: ['user:default/liam'],
        exclude: OLIVIA,
        payload: {
          title: 'Olivia declined to publish Orders',
          description: 'we make it',
          link: '/catalog/default/dataproduct/sales.orders/ports',
          severity: 'normal',
          scope: 'data-mesh:claim:c1',
          topic: 'Data products that change hands',
        },
      },
    ],
    ['claim.refused', { details: { attempt: 'request' } }, undefined],
    [
      'domain.published',
      {
        actor: OLIVIA,
        details: {
          domain: 'domain:default/sales',
          title: 'Sales',
          owner: ORDER_TEAM,
          reason: 'you sell',
        },
      },
      {
        recipients: [ORDER_TEAM],
        exclude: OLIVIA,
        payload: {
          title: 'Olivia made you the owner of domain Sales',
          description:
            'you sell – You decide on what is published of its topics.',
          link: '/catalog/default/domain/sales',
          severity: 'normal',
          scope: 'data-mesh:domain:domain:default/sales',
          topic: 'Data products that change hands',
        },
      },
    ],
    [
      'domain.changed',
      { details: { domain: 'domain:default/sales', owner: ORDER_TEAM } },
      undefined,
    ],
    [
      'domain.unpublished',
      { details: { domain: 'domain:default/sales', owner: ORDER_TEAM } },
      undefined,
    ],
    ['domain.refused', { details: { attempt: 'publish' } }, undefined],
    ['policy.published', { details: { policy: 'pii' } }, undefined],
    ['policy.retired', { details: { policy: 'pii' } }, undefined],
    ['policy.refused', { details: { policy: 'pii' } }, undefined],
    [
      'product.transfer-proposed',
      {
        actor: 'user:default/oscar',
        product: 'dataproduct:default/sales.orders',
        details: {
          title: 'Orders',
          from: ORDER_TEAM,
          to: 'group:default/logistics-team',
          reason: 'you made it',
        },
      },
      {
        recipients: ['group:default/logistics-team'],
        exclude: 'user:default/oscar',
        payload: {
          title: 'Oscar offers you Orders',
          description:
            'you made it – It is yours once a member of your group accepts it on its page.',
          link: '/catalog/default/dataproduct/sales.orders/ports',
          severity: 'normal',
          scope: 'data-mesh:transfer:dataproduct:default/sales.orders',
          topic: 'Data products that change hands',
        },
      },
    ],
    [
      'product.transfer-declined',
      {
        actor: 'user:default/liam',
        product: 'dataproduct:default/sales.orders',
        details: { title: 'Orders', proposedBy: 'user:default/oscar' },
      },
      {
        recipients: ['user:default/oscar'],
        exclude: 'user:default/liam',
        payload: {
          title: 'Liam declined the transfer of Orders',
          link: '/catalog/default/dataproduct/sales.orders/ports',
          severity: 'normal',
          scope: 'data-mesh:transfer:dataproduct:default/sales.orders',
          topic: 'Data products that change hands',
        },
      },
    ],
    [
      'product.unpublished',
      {
        product: 'dataproduct:default/sales.orders',
        details: {
          title: 'Orders',
          reason: 'a mistake',
          override: true,
          consumerOwners: ['group:default/logistics-team'],
        },
      },
      {
        recipients: ['group:default/logistics-team'],
        payload: {
          title: 'Orders, which you read, was unpublished',
          description: 'a mistake – Your access stays as it is.',
          link: '/data-mesh/grants',
          severity: 'high',
          scope: 'data-mesh:gone:dataproduct:default/sales.orders',
          topic: 'Data products that end',
        },
      },
    ],
    [
      'product.unpublished',
      {
        product: 'dataproduct:default/sales.orders',
        details: { title: 'Orders', reason: 'no use' },
      },
      undefined,
    ],
    [
      'product.retired',
      {
        product: 'dataproduct:default/sales.orders',
        details: {
          title: 'Orders',
          reason: 'its time is over',
          override: true,
          consumerOwners: ['group:default/logistics-team'],
        },
      },
      {
        recipients: ['group:default/logistics-team'],
        payload: {
          title: 'Orders, which you read, was retired',
          description: 'its time is over – Your access stays as it is.',
          link: '/data-mesh/grants',
          severity: 'high',
          scope: 'data-mesh:gone:dataproduct:default/sales.orders',
          topic: 'Data products that end',
        },
      },
    ],
    [
      'deprecation.announced',
      {
        actor: 'plugin:data-mesh',
        product: 'dataproduct:default/sales.orders',
        consumer: 'component:default/route-planner',
        details: {
          title: 'Orders',
          sunset: '2027-03-01',
          replacedBy: 'dataproduct:default/orders-2',
          message: 'Two were too many',
          notice: 'announced',
          consumerOwner: 'group:default/logistics-team',
        },
      },
      {
        recipients: ['group:default/logistics-team'],
        payload: {
          title: 'Orders, which route-planner reads, ends on 2027-03-01',
          description: 'Two were too many – Use orders-2 instead.',
          link: '/catalog/default/dataproduct/orders-2/ports',
          severity: 'normal',
          scope:
            'data-mesh:ending:dataproduct:default/sales.orders::component:default/route-planner',
          topic: 'Data products that end',
        },
      },
    ],
    [
      'deprecation.reminded',
      {
        actor: 'plugin:data-mesh',
        product: 'dataproduct:default/sales.orders',
        consumer: 'component:default/route-planner',
        details: {
          title: 'Orders',
          port: 'v1',
          sunset: '2027-03-01',
          replacedByPort: 'v2',
          notice: 'one-day',
          consumerOwner: 'group:default/logistics-team',
        },
      },
      {
        recipients: ['group:default/logistics-team'],
        payload: {
          title:
            'Port v1 of Orders, which route-planner reads, ends on 2027-03-01',
          description: 'Use port v2 instead.',
          link: '/catalog/default/dataproduct/sales.orders/ports',
          severity: 'high',
          scope:
            'data-mesh:ending:dataproduct:default/sales.orders:v1:component:default/route-planner',
          topic: 'Data products that end',
        },
      },
    ],
    [
      'deprecation.lifted',
      {
        actor: 'plugin:data-mesh',
        product: 'dataproduct:default/sales.orders',
        consumer: 'component:default/route-planner',
        details: {
          title: 'Orders',
          consumerOwner: 'group:default/logistics-team',
        },
      },
      {
        recipients: ['group:default/logistics-team'],
        payload: {
          title: 'Orders, which route-planner reads, does not end after all',
          link: '/catalog/default/dataproduct/sales.orders/ports',
          severity: 'low',
          scope:
            'data-mesh:ending:dataproduct:default/sales.orders::component:default/route-planner',
          topic: 'Data products that end',
        },
      },
    ],
    ['deprecation.announced', { details: { title: 'Orders' } }, undefined],
    ['product.deprecated', { details: { title: 'Orders' } }, undefined],
    ['product.reinstated', { details: { title: 'Orders' } }, undefined],
    ['product.promoted', { details: { title: 'Orders' } }, undefined],
    ['product.published', { details: { title: 'Orders' } }, undefined],
    ['product.changed', { details: { title: 'Orders' } }, undefined],
    ['product.refused', { details: { attempt: 'publish' } }, undefined],
    [
      'slo.breached',
      {
        product: 'dataproduct:default/sales.orders',
        cluster: 'main',
        details: {
          title: 'Orders',
          owner: ORDER_TEAM,
          port: 'v1',
          objective: 'lag:reader',
          promise: 'lag of reader',
          message: 'reader is 12 records behind',
        },
      },
      {
        recipients: [ORDER_TEAM],
        payload: {
          title: 'Orders breaks its promise of lag of reader on port v1',
          description: 'reader is 12 records behind',
          link: '/catalog/default/dataproduct/sales.orders/ports',
          severity: 'high',
          scope:
            'data-mesh:slo:dataproduct:default/sales.orders:v1:lag:reader:main',
          topic: 'Promises of data products',
        },
      },
    ],
    [
      'slo.recovered',
      {
        product: 'dataproduct:default/sales.orders',
        cluster: 'main',
        details: {
          title: 'Orders',
          owner: ORDER_TEAM,
          port: 'v1',
          objective: 'lag:reader',
          promise: 'lag of reader',
        },
      },
      {
        recipients: [ORDER_TEAM],
        payload: {
          title: 'Orders keeps its promise of lag of reader on port v1 again',
          description: 'What was measured last is within the promise.',
          link: '/catalog/default/dataproduct/sales.orders/ports',
          severity: 'low',
          scope:
            'data-mesh:slo:dataproduct:default/sales.orders:v1:lag:reader:main',
          topic: 'Promises of data products',
        },
      },
    ],
    ['slo.breached', { details: {} }, undefined],
    [
      'exemption.requested',
      {
        actor: OLIVIA,
        product: 'dataproduct:default/orders',
        details: {
          ...EXEMPTION,
          reason: 'until March',
          deciders: ['group:default/governance'],
        },
      },
      {
        recipients: ['group:default/governance'],
        exclude: OLIVIA,
        payload: {
          title:
            'Olivia asks to exempt Orders from ‘Personal data’ until 2027-03-01',
          description: 'until March',
          link: '/data-mesh/governance/policies/pii',
          severity: 'normal',
          scope: 'data-mesh:exemption:x1',
          topic: 'Governance',
        },
      },
    ],
    [
      'exemption.approved',
      {
        actor: 'user:default/grace',
        details: { ...EXEMPTION, comment: 'this once' },
      },
      {
        recipients: [ORDER_TEAM, OLIVIA],
        exclude: 'user:default/grace',
        payload: expect.objectContaining({
          title: 'The exemption of Orders from ‘Personal data’ is approved',
          description: 'this once',
        }),
      },
    ],
    [
      'exemption.ended',
      { details: { ...EXEMPTION, wasApproved: true } },
      {
        recipients: [ORDER_TEAM],
        payload: expect.objectContaining({
          title: 'The exemption of Orders from ‘Personal data’ is over',
          severity: 'high',
        }),
      },
    ],
    ['exemption.refused', { details: EXEMPTION }, undefined],
    [
      'schema-change.asked',
      {
        actor: OLIVIA,
        consumer: 'component:default/route-planner',
        details: { change: 's1' },
      },
      {
        recipients: [LOGISTICS],
        exclude: OLIVIA,
        payload: {
          title: 'A new schema of orders breaks route-planner',
          description:
            'Answer by 10 December 2026: Totals are needed. No answer by then is an objection.',
          link: '/data-mesh/schema-changes/s1',
          severity: 'normal',
          scope: 'data-mesh:schema-change:s1',
          topic: 'Schemas that change',
        },
      },
    ],
    [
      'schema-change.asked',
      { consumer: 'component:default/other', details: { change: 's1' } },
      undefined,
    ],
    [
      'schema-change.reminded',
      { details: { change: 's1' } },
      {
        recipients: [LOGISTICS],
        payload: expect.objectContaining({
          title: 'Still: a new schema of orders breaks route-planner',
        }),
      },
    ],
    [
      'schema-change.escalated',
      { details: { change: 's1' } },
      {
        recipients: [OLIVIA, 'user:default/sam'],
        payload: expect.objectContaining({
          title: 'Not all who read it agree to the new schema of orders',
          severity: 'high',
        }),
      },
    ],
    [
      'schema-change.answered',
      {
        actor: LIAM,
        consumer: 'component:default/route-planner',
        details: { change: 's1', answer: 'object', comment: 'we sum it' },
      },
      {
        recipients: [OLIVIA],
        exclude: LIAM,
        payload: expect.objectContaining({
          title: 'Liam (route-planner) objects to your new schema of orders',
          description: 'we sum it',
        }),
      },
    ],
    [
      'schema-change.answered',
      { actor: LIAM, details: { change: 's1', answer: 'acknowledge' } },
      undefined,
    ],
    [
      'schema-change.registered',
      { details: { change: 's1', version: 3, compatible: false } },
      {
        recipients: [LOGISTICS, OLIVIA],
        payload: expect.objectContaining({
          title: 'The new schema of orders is registered',
          description: 'All who read it had agreed.',
        }),
      },
    ],
    [
      'schema-change.registered',
      { details: { change: 's1', version: 3, compatible: true } },
      undefined,
    ],
    [
      'schema-change.withdrawn',
      { actor: OLIVIA, details: { change: 's1', reason: 'wrong' } },
      {
        recipients: [LOGISTICS],
        exclude: OLIVIA,
        payload: expect.objectContaining({
          title: 'The new schema of orders was withdrawn',
          description: 'wrong',
        }),
      },
    ],
    [
      'schema-change.failed',
      { details: { change: 's1', reason: 'somebody else was faster' } },
      {
        recipients: [OLIVIA],
        payload: expect.objectContaining({
          title: 'The new schema of orders could not be registered',
          description: 'somebody else was faster',
        }),
      },
    ],
    [
      'schema-change.bypassed',
      {
        product: 'dataproduct:default/orders',
        cluster: 'main',
        details: { subject: 'orders-value', breaks: 'total is new' },
      },
      {
        recipients: [LOGISTICS, ORDER_TEAM],
        payload: {
          title:
            'Somebody registered a schema of orders that breaks those who read it',
          description:
            'total is new. It was registered past the portal, so nobody was asked.',
          link: '/data-mesh/schema-changes',
          severity: 'critical',
          scope: 'data-mesh:schema:main orders-value',
          topic: 'Schemas that change',
        },
      },
    ],
    ['schema-change.proposed', { details: { change: 's1' } }, undefined],
    ['schema-change.asked', { details: { change: 'gone' } }, undefined],
    ['campaign.started', { details: { campaign: 'gone' } }, undefined],
    ['campaign.refused', { details: { campaign: 'c1' } }, undefined],
    ['item.withdrawn', { actor: LIAM, itemId: 'i1' }, undefined],
    ['decision.refused', { actor: LIAM, itemId: 'i1' }, undefined],
    ['grant.created', { actor: OLIVIA, grantId: 'g1' }, undefined],
    ['request.submitted', { actor: LIAM, itemId: 'gone' }, undefined],
    ['grant.expired', { grantId: 'gone' }, undefined],
  ])('%s %j', (action, over, message) => {
    const messages = messagesFor([entry(1, action, over)], contextOf());
    expect(messages).toEqual(message ? [{ seqs: [1], ...message }] : []);
  });

  it('tells each owner once of a change of a topic that theirs use', () => {
    const changed = entry(1, 'topic.changed', {
      actor: OLIVIA,
      cluster: 'main',
      topic: 'sales.orders.v1',
      details: {
        reason: 'more readers',
        told: ['Consumer groups rebalance'],
        consumers: ['component:default/route-planner'],
      },
    });
    const messages = messagesFor([changed], contextOf());
    expect(
      messages.map(({ recipients, payload }) => [recipients, payload]),
    ).toEqual([
      [
        [LOGISTICS],
        {
          title:
            'Olivia changed topic sales.orders.v1 on main, which route-planner, fleet use',
          description: 'more readers. Consumer groups rebalance',
          link: '/data-mesh/grants',
          severity: 'high',
          scope: 'data-mesh:topic-change:1',
          topic: 'Topics that change',
        },
      ],
      [
        [ORDER_TEAM],
        expect.objectContaining({
          title:
            'Olivia changed topic sales.orders.v1 on main, which report uses',
        }),
      ],
    ]);
    expect(
      messagesFor([changed], contextOf({ topicUsers: new Map() })),
    ).toEqual([]);
  });

  it.each<[string, object, Array<[recipient: string, title: string]>]>([
    [
      'domain.changed',
      { from: LOGISTICS, owner: ORDER_TEAM, reason: 'you sell' },
      [
        [ORDER_TEAM, 'Olivia made you the owner of domain Sales'],
        [LOGISTICS, 'Domain Sales belongs to order-team now, not to you'],
      ],
    ],
    [
      'domain.transfer-proposed',
      { from: LOGISTICS, to: ORDER_TEAM },
      [
        [ORDER_TEAM, 'Olivia offers you domain Sales'],
        [
          LOGISTICS,
          'Olivia offers domain Sales, which is yours, to order-team',
        ],
      ],
    ],
    [
      'domain.transferred',
      { from: LOGISTICS, to: ORDER_TEAM, owner: ORDER_TEAM, proposedBy: LIAM },
      [
        [LIAM, 'Olivia accepted the transfer of domain Sales'],
        [LOGISTICS, 'Domain Sales belongs to order-team now, not to you'],
      ],
    ],
    [
      'domain.transfer-declined',
      { from: LOGISTICS, to: ORDER_TEAM, proposedBy: LIAM },
      [[LIAM, 'Olivia declined the transfer of domain Sales']],
    ],
    [
      'domain.transfer-declined',
      {
        from: LOGISTICS,
        to: ORDER_TEAM,
        proposedBy: OLIVIA,
        withdrawn: true,
      },
      [[ORDER_TEAM, 'Olivia withdrew the transfer of domain Sales']],
    ],
  ])(
    'tells both sides when a domain changes hands: %s %j',
    (action, more, told) => {
      const details = {
        domain: 'domain:default/sales',
        title: 'Sales',
        ...more,
      };
      const messages = messagesFor(
        [entry(1, action, { actor: OLIVIA, details })],
        contextOf(),
      );
      expect(
        messages.map(({ recipients: [recipient], payload }) => [
          recipient,
          payload.title,
        ]),
      ).toEqual(told);
      expect(messages.map(({ payload }) => payload.link)).toEqual(
        told.map(() => '/catalog/default/domain/sales'),
      );
    },
  );

  it('tells an owner once of many products that violate what is enforced soon', () => {
    const announced = ['a', 'b', 'c', 'd'].map((name, i) =>
      entry(i + 1, 'policy.announced', {
        product: `dataproduct:default/${name}`,
        details: { title: name, owner: ORDER_TEAM, policy: 'pii' },
      }),
    );
    const messages = messagesFor(announced, contextOf());
    expect(messages).toHaveLength(1);
    expect(messages[0].payload).toMatchObject({
      title: '4 of your data products violate what is enforced soon',
      description: 'a; b; c; d',
    });
  });

  it('tells each owner for how many grants they are asked, and who has answered nothing', () => {
    const asked = [
      { owner: ORDER_TEAM, grants: 1 },
      { owner: 'user:default/sam', grants: 2 },
    ];
    const tell = (over: Parameters<typeof campaign>[0]) =>
      messagesFor(
        [entry(1, 'campaign.started', { details: { campaign: 'c1' } })],
        contextOf({ campaigns: new Map([['c1', campaign(over)]]) }),
      ).map(({ recipients, payload }) => [recipients, payload.title]);
    expect(tell({ asked })).toEqual([
      [
        [ORDER_TEAM],
        '1 grant of sales waits for your confirmation until 3 December 2026',
      ],
      [
        ['user:default/sam'],
        '2 grants of sales wait for your confirmation until 3 December 2026',
      ],
    ]);
    expect(tell({ asked: [] })).toEqual([]);
  });

  it('leaves out whoever revoked it when it is done, too', () => {
    const context = contextOf({
      grants: new Map([
        [
          'g1',
          grant(1, {
            endedBy: OLIVIA,
            owners: { product: [OLIVIA], consumer: [LOGISTICS] },
          }),
        ],
      ]),
    });
    const [message, ...more] = messagesFor(
      [entry(1, 'grant.revoked', { grantId: 'g1' })],
      context,
    );
    expect(more).toEqual([]);
    expect(message).toMatchObject({ recipients: [LOGISTICS], exclude: OLIVIA });
  });

  it('does not ask for a decision that has been made meanwhile', () => {
    const decided = item(1, { pending: false, deciders: [] });
    expect(
      messagesFor(
        [entry(1, 'request.submitted', { itemId: 'i1' })],
        contextOf({ items: new Map([['i1', decided]]) }),
      ),
    ).toEqual([]);
  });

  it('asks whoever decides the next step, and leaves the requester alone', () => {
    const next = item(1, { deciders: ['user:default/sam'] });
    const messages = messagesFor(
      [
        entry(1, 'item.approved', {
          actor: OLIVIA,
          itemId: 'i1',
          details: { final: false },
        }),
      ],
      contextOf({ items: new Map([['i1', next]]) }),
    );
    expect(messages).toEqual([
      expect.objectContaining({
        recipients: ['user:default/sam'],
        exclude: LIAM,
        payload: expect.objectContaining({
          scope: 'data-mesh:decide:request-1',
        }),
      }),
    ]);
  });

  it('tells nobody of access that was adopted', () => {
    const context = contextOf({
      grants: new Map([['g1', grant(1, { awaited: false })]]),
    });
    expect(
      messagesFor([entry(1, 'grant.activated', { grantId: 'g1' })], context),
    ).toEqual([]);
  });

  it('asks each decider once for all items of a request', () => {
    const items = new Map([
      ['i1', item(1, { requestId: 'r' })],
      ['i2', item(2, { requestId: 'r' })],
      ['i3', item(3, { requestId: 'r', deciders: ['user:default/pia'] })],
    ]);
    const messages = messagesFor(
      ['i1', 'i2', 'i3'].map((itemId, i) =>
        entry(i + 1, 'request.submitted', { actor: LIAM, itemId }),
      ),
      contextOf({ items }),
    );
    expect(messages).toMatchObject([
      {
        seqs: [1, 2],
        recipients: [ORDER_TEAM],
        payload: {
          title: 'Liam asks for access to 2 topics',
          description:
            'read access of route-planner to sales.orders.v1; read access of route-planner to sales.orders.v2',
          scope: 'data-mesh:decide:r',
        },
      },
      {
        seqs: [3],
        recipients: ['user:default/pia'],
        payload: {
          title:
            'Liam asks for read access of route-planner to sales.orders.v3',
          scope: 'data-mesh:decide:r',
        },
      },
    ]);
  });

  it('adds an item to what was told of its request before', () => {
    const items = new Map([
      ['i1', item(1, { requestId: 'r' })],
      ['i2', item(2, { requestId: 'r' })],
    ]);
    const [message] = messagesFor(
      ['i1', 'i2'].map((itemId, i) =>
        entry(i + 1, 'request.submitted', { actor: LIAM, itemId }),
      ),
      { ...contextOf({ items }), after: 1 },
    );
    expect(message).toMatchObject({
      seqs: [2],
      payload: { title: 'Liam asks for access to 2 topics' },
    });
  });

  it('says that it is ready instead of that it is approved, where both are new', () => {
    const messages = messagesFor(
      [
        entry(1, 'item.approved', {
          actor: OLIVIA,
          itemId: 'i1',
          details: { final: true },
        }),
        entry(2, 'grant.activated', { itemId: 'i1', grantId: 'g1' }),
      ],
      contextOf(),
    );
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({
      seqs: [1, 2],
      payload: { title: expect.stringMatching(/^Ready to use/) },
    });
  });

  it('makes one message of a hundred grants that expire', () => {
    const ids = Array.from({ length: 100 }, (_, i) => `g${i}`);
    const entries = ids.map((grantId, i) =>
      entry(i + 1, 'grant.expired', { grantId }),
    );
    const context = contextOf({
      grants: new Map(ids.map((id, i) => [id, grant(i)])),
    });
    expect(messagesFor(entries, context)).toEqual([
      {
        seqs: entries.map(({ seq }) => seq),
        recipients: [LOGISTICS, ORDER_TEAM],
        payload: {
          title: '100 grants have ended',
          description: expect.stringMatching(
            /^read access of route-planner to sales\.orders\.v0; .*; and 95 more$/,
          ),
          link: '/data-mesh/grants',
          severity: 'normal',
          topic: 'Access granted',
          scope: 'data-mesh:ended:2026-11-25T10:00:00.000Z',
        },
      },
    ]);
    // The burst goes on: it is the same message, about all of them.
    expect(
      messagesFor(entries, { ...context, after: 98 }).map(
        ({ seqs, payload }) => [seqs, payload.title, payload.scope],
      ),
    ).toEqual([
      [
        [99, 100],
        '100 grants have ended',
        'data-mesh:ended:2026-11-25T10:00:00.000Z',
      ],
    ]);
  });

  const refs = fc.constantFrom(
    LIAM,
    OLIVIA,
    ORDER_TEAM,
    LOGISTICS,
    'user:default/sam',
  );
  const refLists = fc.uniqueArray(refs, { maxLength: 3 });
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  const worlds = fc.record({
    entries: fc
      .array(
        fc.record({
          action: fc.constantFrom(...NOTE_KINDS.keys(), 'item.withdrawn'),
          actor: fc.constantFrom(LIAM, OLIVIA, 'plugin:data-mesh'),
          id: fc.constantFrom(...ids),
          final: fc.boolean(),
          late: fc.boolean(),
        }),
        { maxLength: 40 },
      )
      .map(list =>
        list.map(({ action, actor, id, final, late }, i) =>
          entry(i + 1, action, {
            actor,
            itemId: id,
            grantId: id,
            details: { final, endsAt: '2026-12-01', grants: ids.slice(0, 2) },
            ...(late
              ? { at: new Date(Date.now() + BURST_MS).toISOString() }
              : {}),
          }),
        ),
      ),
    people: fc.array(fc.tuple(refLists, refLists, refs, fc.boolean()), {
      minLength: ids.length,
      maxLength: ids.length,
    }),
    after: fc.nat({ max: 20 }),
  });
  const contextIn = (
    people: Array<[string[], string[], string, boolean]>,
  ): MessageContext => ({
    items: new Map(
      people.map(([deciders, , requestedBy, pending], i) => [
        ids[i],
        item(i, {
          requestId: `r${i % 3}`,
          requestedBy,
          pending,
          deciders: pending ? deciders : [],
        }),
      ]),
    ),
    grants: new Map(
      people.map(([product, consumer, requestedBy, awaited], i) => [
        ids[i],
        grant(i, { owners: { product, consumer }, requestedBy, awaited }),
      ]),
    ),
    campaigns: new Map(),
    schemaChanges: new Map(),
    bypasses: new Map(),
    topicUsers: new Map(
      people.map(([, consumer], i) => [
        i + 1,
        consumer.map(owner => ({ consumer: ids[i], owner })),
      ]),
    ),
  });

  it('is told once, to somebody else than whoever did it, of something new', () => {
    fc.assert(
      fc.property(worlds, ({ entries, people, after }) => {
        const context = { ...contextIn(people), after };
        const messages = messagesFor(entries, context);
        expect(messagesFor(entries, context)).toEqual(messages);
        const told = messages.flatMap(({ recipients, payload }) =>
          recipients.map(ref => `${ref} ${payload.scope}`),
        );
        expect(new Set(told).size).toBe(told.length);
        let first = 0;
        for (const { seqs, recipients, exclude, payload } of messages) {
          expect(seqs[0]).toBeGreaterThan(Math.max(after, first - 1));
          expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
          first = seqs[0];
          expect(recipients.length).toBeGreaterThan(0);
          expect(recipients).not.toContain(exclude);
          expect(payload.title).not.toMatch(/undefined|^$/);
          expect(payload.link).toMatch(/^\/data-mesh\//);
        }
      }),
    );
  });

  it('is few messages, however many grants end, in whatever pieces', () => {
    const many = Array.from({ length: 30 }, (_, i) => `g${i}`);
    const context = contextOf({
      grants: new Map(many.map((id, i) => [id, grant(i)])),
    });
    const pieces = fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1 });
    fc.assert(
      fc.property(pieces, sizes => {
        const entries = many.map((grantId, i) =>
          entry(i + 1, 'grant.expired', { grantId }),
        );
        const scopes = new Set<string>();
        const told = new Set<number>();
        let after = 0;
        for (const size of sizes) {
          for (const { seqs, payload } of messagesFor(
            entries.slice(0, after + size),
            { ...context, after },
          )) {
            scopes.add(payload.scope ?? '');
            for (const seq of seqs) told.add(seq);
          }
          after = Math.min(after + size, many.length);
        }
        expect(told.size).toBe(after);
        // Three that are told alone, and one for all others.
        expect(scopes.size).toBeLessThanOrEqual(BURST_SIZE + 1);
      }),
    );
  });
});
