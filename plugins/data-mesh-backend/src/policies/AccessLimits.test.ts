import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { AccessLimits } from './AccessLimits';
import { heldPolicies } from './__testUtils__/heldPolicies';
import { writeFindings, type Found } from './findings';
import type { Policy } from './policy';
import { readPolicy } from './readPolicy';
import type { PolicyOrigin } from './store/PolicySource';

jest.setTimeout(60_000);

const NOW = Date.parse('2026-11-01T00:00:00Z');
const ORDERS = {
  ref: 'dataproduct:default/orders',
  origin: 'declared',
} as MeshProduct;

function policy(over: object = {}): Policy {
  return readPolicy({
    id: 'owners',
    title: 'Somebody stands behind it',
    why: 'To know whom to ask',
    severity: 'error',
    stage: 'enforce',
    rule: { type: 'owner-exists' },
    remedy: 'Give it an owner.',
    ...over,
  });
}

const finding: Found = {
  policyId: 'owners',
  productRef: ORDERS.ref,
  subject: '',
  severity: 'error',
  stage: 'enforce',
  value: 'none',
  message: 'Orders has no owner',
  remedy: 'Give it an owner.',
};

describe.each(DATABASES)('AccessLimits on %s', id => {
  const databases = new Databases();

  async function limit(
    policies: Policy[],
    options: { unusable?: PolicyOrigin; found?: Found[] } = {},
  ) {
    const { unusable, found = [finding] } = options;
    const db = await databases.migrated(id);
    await writeFindings(db, ORDERS.ref, found, NOW);
    const limits = new AccessLimits({
      db,
      source: heldPolicies(policies, unusable),
      trustedLocations: [],
    });
    return (await limits.of([ORDERS], NOW)).get(ORDERS.ref);
  }

  it('stops access while an enforced policy is violated', async () => {
    expect((await limit([policy()]))?.blocked).toEqual({
      why: 'policy ‘Somebody stands behind it’ is violated: Orders has no owner. Give it an owner.',
    });
    expect((await limit([policy()], { found: [] }))?.blocked).toBeUndefined();
  });

  it.each([
    ['only warns', { stage: 'warn' }],
    ['is enforced later', { enforceFrom: '2026-12-01' }],
    ['is no error', { severity: 'warning' }],
    ['is another', { id: 'other' }],
  ])('stops nothing by a policy that %s', async (_, over) => {
    const found = [{ ...finding, severity: 'error' as const }];
    expect((await limit([policy(over)], { found }))?.blocked).toBeUndefined();
  });

  it('stops access while a policy that may be enforced cannot be read', async () => {
    const found: Found[] = [];
    const blocked = async (unusable: PolicyOrigin) =>
      (await limit([], { unusable, found }))?.blocked;
    expect(await blocked('configuration')).toEqual({
      why: expect.stringMatching(
        /a policy in dataMesh.policies cannot be read/,
      ),
      who: 'An operator',
    });
    expect(await blocked('portal')).toEqual({
      why: expect.stringMatching(/published in the portal cannot be read/),
      who: 'Governance',
    });
    expect((await limit([], { found }))?.blocked).toBeUndefined();
  });
});
