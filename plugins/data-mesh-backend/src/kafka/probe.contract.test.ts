import {
  testCluster,
  testPort,
  uniquePrefix,
  type TestPrincipal,
} from '../__testUtils__/testKafka';
import { createKafkaPort } from './createKafkaPort';
import type { AccessProbe } from './KafkaPort';

jest.setTimeout(60_000);

/** What the port finds out of a cluster that refuses whatever no ACL allows. */
describe('a probe of a closed cluster', () => {
  const prefix = uniquePrefix();
  const nobodyHas = {
    topic: `${prefix}nope`,
    group: `${prefix}nope`,
    transactionalId: `${prefix}nope`,
  };

  async function probe(
    principal: TestPrincipal,
    names: Partial<typeof nobodyHas> = {},
  ): Promise<AccessProbe> {
    const port = testPort(principal);
    try {
      return await port.probeAccess({ ...nobodyHas, ...names });
    } finally {
      await port.close();
    }
  }

  it('is denied all where no ACL gives anything', async () => {
    expect(await probe('route-planner')).toEqual({
      topic: 'denied',
      group: 'denied',
      transactionalId: 'denied',
    });
  });

  it('is allowed what the ACLs of the sync give, and no more', async () => {
    expect(await probe('data-mesh-sync')).toEqual({
      topic: 'allowed',
      group: 'allowed',
      transactionalId: 'denied',
    });
  });

  it('is allowed all as a super-user', async () => {
    expect(await probe('admin')).toEqual({
      topic: 'allowed',
      group: 'allowed',
      transactionalId: 'allowed',
    });
  });

  it('makes nothing of what it asks for', async () => {
    await probe('admin');
    const port = testPort('admin');
    expect((await port.listTopics()).items.has(nobodyHas.topic)).toBe(false);
    expect((await port.listGroups()).items.has(nobodyHas.group)).toBe(false);
    await port.close();
  });

  it('does not know where Kafka says something else', async () => {
    const { topic } = await probe('admin', { topic: 'not a topic!' });
    expect(topic).toBe('unknown');
  });

  it('fails where nobody answers: that is neither allowed nor denied', async () => {
    const nobody = createKafkaPort(
      testCluster('admin', {
        bootstrapServers: [{ host: '127.0.0.1', port: 1 }],
      }),
      'sync',
    );
    await expect(nobody.probeAccess(nobodyHas)).rejects.toMatchObject({
      code: 'UNREACHABLE',
    });
    await nobody.close();
  });

  it.each(['topic', 'group', 'transactionalId'] as const)(
    'needs a name of each: %s',
    async kind => {
      await expect(probe('admin', { [kind]: '' })).rejects.toThrow(TypeError);
    },
  );
});
