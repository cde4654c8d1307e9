import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { heldPolicies } from '../policies/__testUtils__/heldPolicies';
import { AccessLimits } from '../policies/AccessLimits';
import { writeFindings } from '../policies/findings';
import { readPolicy } from '../policies/readPolicy';
import { ExemptionClock } from './ExemptionClock';
import { readExemptions } from './exemptionRows';
import { Exemptions } from './Exemptions';

jest.setTimeout(60_000);

const START = Date.parse('2026-11-27T10:00:00Z');
const DAY = 86_400_000;
const OWNER = 'group:default/order-team';
const policy = readPolicy({
  id: 'pii',
  title: 'Personal data is confidential',
  why: 'The law',
  severity: 'error',
  stage: 'enforce',
  rule: {
    type: 'tagged-fields',
    tags: ['PII'],
    classification: 'confidential',
  },
  remedy: 'Raise the classification.',
});
const product: MeshProduct = {
  ref: 'dataproduct:default/orders',
  origin: 'declared',
  namespace: 'default',
  name: 'orders',
  title: 'Orders',
  ownerRef: OWNER,
  type: 'source-aligned',
  lifecycle: 'production',
  state: 'in-sync',
  ports: [],
};
const subject = { policy, product };
const as = (name: string) =>
  ({ principal: { userEntityRef: `user:default/${name}` } } as never);

describe.each(DATABASES)('Exemptions on %s', id => {
  const databases = new Databases();
  let db: Knex;
  let now: number;

  const keepers = {
    groups: ['group:default/governance'],
    includes: async (credentials: any) =>
      /grace|gus/.test(credentials.principal.userEntityRef),
    refusal: async (what: string, credentials: any) =>
      /grace|gus/.test(credentials.principal.userEntityRef)
        ? undefined
        : { code: 'NOT_ALLOWED', message: `Only governance can ${what}` },
  };
  const service = () =>
    new Exemptions({
      db,
      authorizer: {
        speaksFor: async (credentials: any) =>
          new Set(
            /olivia/.test(credentials.principal.userEntityRef) ? [OWNER] : [],
          ),
      } as never,
      keepers: keepers as never,
      catalog: {
        // Gus and Grace-2 are one person each.
        isSamePerson: async (a, b) => a.slice(0, 18) === b.slice(0, 18),
      },
      clock: () => now,
    });
  const blocked = async () => {
    const limits = await new AccessLimits({
      db,
      source: heldPolicies([policy]),
      trustedLocations: [],
    }).of([product], now);
    return limits.get(product.ref)?.blocked !== undefined;
  };
  const actions = async () =>
    (await db('history').orderBy('seq').select()).map(row => row.action);
  const ask = (name = 'olivia', over: object = {}) =>
    service().request(
      subject,
      {
        reason: 'until the new port is there',
        endsAt: now + 30 * DAY,
        ...over,
      },
      as(name),
    );

  beforeEach(async () => {
    db = await databases.migrated(id);
    now = START;
    await db.transaction(tx =>
      writeFindings(
        tx,
        product.ref,
        [
          {
            policyId: 'pii',
            productRef: product.ref,
            subject: 'email',
            severity: 'error',
            stage: 'enforce',
            value: 'internal',
            message: 'Field email is tagged PII',
            remedy: 'Raise it.',
          },
        ],
        now,
      ),
    );
  });

  it('hold from their approval to their end, and not a moment longer', async () => {
    expect(await blocked()).toBe(true);
    const exemption = await ask();
    expect(await blocked()).toBe(true);
    await service().decide(
      exemption,
      subject,
      { decision: 'approve', comment: 'this once' },
      as('grace'),
    );
    expect(await blocked()).toBe(false);
    now = START + 30 * DAY - 1;
    expect(await blocked()).toBe(false);
    now = START + 30 * DAY;
    // Nothing has run meanwhile that would have ended it.
    expect(await blocked()).toBe(true);
    const clock = new ExemptionClock({
      db,
      source: heldPolicies([policy]),
      mesh: { all: async () => [product] as never },
      clock: () => now,
    });
    expect([await clock.tick(), await clock.tick()]).toEqual([1, 0]);
    expect(await actions()).toEqual([
      'exemption.requested',
      'exemption.approved',
      'exemption.ended',
    ]);
  });

  it('are not decided by whoever asked, nor by the same person under another name', async () => {
    const exemption = await ask('grace');
    for (const name of ['grace', 'grace-2']) {
      await expect(
        service().decide(exemption, subject, { decision: 'approve' }, as(name)),
      ).rejects.toThrow(/Nobody decides on an exemption that they have asked/);
    }
    await expect(
      service().decide(exemption, subject, { decision: 'approve' }, as('rita')),
    ).rejects.toThrow(/Only governance can decide on exemptions/);
    expect(await blocked()).toBe(true);
    await service().decide(
      exemption,
      subject,
      { decision: 'approve' },
      as('gus'),
    );
    expect(await blocked()).toBe(false);
  });

  it('are decided once, whoever is first', async () => {
    const exemption = await ask();
    const outcomes = await Promise.allSettled(
      ['grace', 'gus'].map((name, i) =>
        service().decide(
          exemption,
          subject,
          { decision: i === 0 ? 'approve' : 'reject' },
          as(name),
        ),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    const decided = (await actions()).filter(action =>
      ['exemption.approved', 'exemption.rejected'].includes(action),
    );
    expect(decided).toHaveLength(1);
  });

  it.each<[string, string, object, RegExp]>([
    [
      'a stranger asks',
      'rita',
      {},
      /Only group:default\/order-team.*governance/,
    ],
    ['the end is over', 'olivia', { endsAt: START - 1 }, /endsAt: it is over/],
    ['the end is never', 'olivia', { endsAt: NaN }, /endsAt: it is over/],
    [
      'the end is far away',
      'olivia',
      { endsAt: START + 400 * DAY },
      /endsAt: an exemption lasts 366 days at most/,
    ],
    ['nobody says why', 'olivia', { reason: '  ' }, /reason: say why/],
  ])(
    'are refused where %s, which the history has',
    async (_, name, over, says) => {
      await expect(ask(name, over)).rejects.toThrow(says);
      expect(await readExemptions(db)).toEqual([]);
      expect(await actions()).toEqual(['exemption.refused']);
    },
  );

  it('wait once for a decision, and can be asked for again after it', async () => {
    const first = await ask();
    await expect(ask()).rejects.toThrow(/waits for a decision already/);
    await service().decide(first, subject, { decision: 'reject' }, as('grace'));
    const second = await ask();
    await service().decide(second, subject, { decision: 'approve' }, as('gus'));
    await service().revoke(second, subject, 'it is mended', as('olivia'));
    expect(await blocked()).toBe(true);
    await expect(
      service().revoke(second, subject, 'again', as('olivia')),
    ).rejects.toThrow(/is revoked by now/);
    expect((await readExemptions(db)).map(each => each.decided).sort()).toEqual(
      ['rejected', 'revoked'],
    );
  });

  it('that nobody decides on in time can be asked for again', async () => {
    await ask('olivia', { endsAt: now + DAY });
    now += 2 * DAY;
    await new ExemptionClock({
      db,
      source: heldPolicies([policy]),
      mesh: { all: async () => [product] as never },
      clock: () => now,
    }).tick();
    await expect(ask()).resolves.toEqual(expect.any(String));
  });
});
