import { testPort, uniquePrefix } from '../__testUtils__/testKafka';
import type { AclBinding, KafkaPort } from './KafkaPort';

jest.setTimeout(60_000);

/** What the port promises of ACLs, on a real broker. */
describe('ACLs', () => {
  const prefix = uniquePrefix();
  let port: KafkaPort;

  beforeAll(() => {
    port = testPort('admin');
  });

  afterAll(async () => {
    await port.close();
  });

  const binding = (overrides: Partial<AclBinding> = {}): AclBinding => ({
    resourceType: 'TOPIC',
    resourceName: `${prefix}acl`,
    patternType: 'LITERAL',
    principal: `User:${prefix}someone`,
    host: '*',
    operation: 'READ',
    permission: 'ALLOW',
    ...overrides,
  });
  const ours = async () =>
    (await port.describeAcls()).filter(a => a.principal.includes(prefix));

  afterEach(async () => {
    await port.deleteAcls(await ours());
  });

  it('creates bindings, reads them back and deletes them again', async () => {
    const wanted = [
      binding(),
      binding({ patternType: 'PREFIXED', resourceName: `${prefix}p` }),
      binding({ resourceType: 'GROUP', operation: 'READ' }),
      binding({ permission: 'DENY', operation: 'WRITE' }),
    ];
    const results = await port.createAcls(wanted);
    expect(results.every(r => r.ok)).toBe(true);
    const { brokers } = await port.describeCluster();
    for (const { nodeId } of brokers) {
      const found = (await port.describeAcls({ brokerId: nodeId })).filter(a =>
        a.principal.includes(prefix),
      );
      expect(found).toHaveLength(wanted.length);
      expect(found).toEqual(expect.arrayContaining(wanted));
    }
    const deleted = await port.deleteAcls(wanted);
    expect(deleted).toEqual(
      wanted.map(() => ({ ok: true, value: { existed: true } })),
    );
    expect(await ours()).toEqual([]);
  });

  it('succeeds for a binding that exists, and says so of one that does not', async () => {
    await port.createAcls([binding()]);
    expect(await port.createAcls([binding()])).toEqual([
      { ok: true, value: undefined },
    ]);
    await port.deleteAcls([binding()]);
    expect(await port.deleteAcls([binding()])).toEqual([
      { ok: true, value: { existed: false } },
    ]);
  });

  it('deletes exactly the tuple, not what matches it', async () => {
    const neighbours = [
      binding({ resourceName: prefix, patternType: 'PREFIXED' }),
      binding({ host: '127.0.0.1' }),
      binding({ operation: 'DESCRIBE' }),
      binding({ principal: `User:${prefix}someone-else` }),
      binding({ permission: 'DENY' }),
    ];
    await port.createAcls([binding(), ...neighbours]);
    await port.deleteAcls([binding()]);
    const left = await ours();
    expect(left).toHaveLength(neighbours.length);
    expect(left).toEqual(expect.arrayContaining(neighbours));
  });

  it.each(['#a', '(a', ' a', '"a'])(
    'creates nothing for the name %p, which could stop the broker',
    async resourceName => {
      await expect(
        port.createAcls([
          {
            resourceType: 'GROUP',
            resourceName,
            patternType: 'LITERAL',
            principal: 'User:nobody',
            host: '*',
            operation: 'READ',
            permission: 'ALLOW',
          },
        ]),
      ).rejects.toThrow(TypeError);
      const all = await port.describeAcls();
      expect(all.map(b => b.resourceName)).not.toContain(resourceName);
    },
  );

  it('gives the bindings of one principal alone, exactly as it is named', async () => {
    const own = [binding(), binding({ operation: 'WRITE' })];
    const others = [
      binding({ principal: `User:${prefix}someone-else` }),
      binding({ principal: `User:${prefix}SOMEONE` }),
      binding({ principal: `Group:${prefix}someone` }),
    ];
    await port.createAcls([...own, ...others]);
    const { principal } = binding();
    const found = await port.describeAcls({ principal });
    expect(found).toHaveLength(own.length);
    expect(found).toEqual(expect.arrayContaining(own));
    expect(await port.describeAcls({ principal: `User:${prefix}` })).toEqual(
      [],
    );
  });

  it('refuses to ask for the bindings of an empty principal', async () => {
    await expect(port.describeAcls({ principal: '' })).rejects.toThrow(
      TypeError,
    );
  });

  it.each<[string, Partial<AclBinding>]>([
    ['an empty name', { resourceName: '' }],
    ['an empty principal', { principal: '' }],
    ['an empty host', { host: '' }],
    ['a matching pattern', { patternType: 'MATCH' as never }],
    ['any operation', { operation: 'ANY' as never }],
    ['any resource', { resourceType: 'ANY' as never }],
  ])('refuses to delete by %s, and deletes nothing', async (_, field) => {
    await port.createAcls([binding()]);
    await expect(port.deleteAcls([binding(field)])).rejects.toThrow(TypeError);
    expect(await ours()).toEqual([binding()]);
  });

  it('reports per binding what our credentials may not create', async () => {
    const sync = testPort('data-mesh-sync');
    const [result] = await sync.createAcls([binding()]);
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'NOT_AUTHORIZED' },
    });
    expect(await ours()).toEqual([]);
    await sync.close();
  });

  it('throws where our credentials may not read them', async () => {
    const stranger = testPort('route-planner');
    await expect(stranger.describeAcls()).rejects.toMatchObject({
      code: 'NOT_AUTHORIZED',
    });
    await stranger.close();
  });
});
