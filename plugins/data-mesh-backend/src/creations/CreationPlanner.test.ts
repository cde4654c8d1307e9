import { InputError } from '@backstage/errors';
import type { UserCredentials } from '../authorization/Authorizer';
import { CreationPlanner } from './CreationPlanner';
import type { WantedTopic } from './creation';
import type { CreationWish } from './planSteps';

const DEPOTS = 'domain:default/depots';
const OWNER = 'group:default/depot-team';
const CALLER = {
  $$type: '@backstage/BackstageCredentials',
  principal: { type: 'user', userEntityRef: 'user:default/olivia' },
} as UserCredentials;
const DOMAIN = { domain: { entity: { kind: 'Domain' } } };
const TOPIC = { topic: { cluster: 'main', name: 'depots.v1', partitions: 1 } };

/** Topics belong to a domain that the catalog has no owner of. */
function planner(domain: () => { ref: string; ownerRef?: string }) {
  const seen: unknown[] = [];
  const unused = async () => {
    throw new Error('nobody asks for this');
  };
  return {
    seen,
    plan: (wish: CreationWish) =>
      new CreationPlanner({
        facts: {
          ofTopic: async (name: string, wanted: WantedTopic) => ({
            cluster: {
              name,
              isConfigured: true,
              isManaged: true,
              isRead: true,
              canProvision: true,
            },
            wanted,
            isFollowed: true,
            domainRef: DEPOTS,
            speaksFor: new Set([OWNER]),
            live: { state: 'absent' as const },
          }),
          ofSchema: unused,
        },
        topics: { plan: async () => ({ results: [] }) },
        domains: {
          plan: async () => ({ ...domain(), version: 1, isDone: false }),
        },
        publisher: {
          plan: async (_, { domainOwners }) => {
            seen.push([...domainOwners]);
            const ref = 'dataproduct:default/depots';
            return { ref, version: 1, isDone: false, results: [] };
          },
        },
        access: { plan: unused },
        authorizer: { isAllowed: async () => true },
      }).plan(wish, CALLER),
  };
}

describe('a plan with a domain in it', () => {
  const states = ({ steps }: { steps: { kind: string; state: string }[] }) =>
    steps.map(({ kind, state }) => `${kind} ${state}`);

  it('judges what comes after it as if its owner decided already', async () => {
    const { plan, seen } = planner(() => ({ ref: DEPOTS, ownerRef: OWNER }));
    expect(states(await plan(TOPIC))).toEqual(['topic refused']);
    const product = { product: { entity: {} } };
    expect(states(await plan({ ...TOPIC, ...product, ...DOMAIN }))).toEqual([
      'domain create',
      'topic create',
      'product create',
    ]);
    expect(seen).toEqual([[[DEPOTS, OWNER]]]);
  });

  it('gives its owner no topics of another domain', async () => {
    const { plan } = planner(() => ({
      ref: 'domain:default/other',
      ownerRef: OWNER,
    }));
    expect(states(await plan({ ...DOMAIN, ...TOPIC }))).toEqual([
      'domain create',
      'topic refused',
    ]);
  });

  it('says what is wrong with its descriptor, and fails where nobody could tell', async () => {
    const wrong = planner(() => {
      throw new InputError('spec.owner is missing');
    });
    const { steps } = await wrong.plan(DOMAIN);
    expect(steps).toMatchObject([
      {
        kind: 'domain',
        state: 'refused',
        refusal: { code: 'INVALID', field: 'entity' },
      },
    ]);
    const away = planner(() => {
      throw new Error('the catalog is away');
    });
    await expect(away.plan(DOMAIN)).rejects.toThrow('the catalog is away');
  });
});
