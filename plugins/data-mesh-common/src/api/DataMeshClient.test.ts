import { DataMeshClient } from './DataMeshClient';

/** A fetch that reads its request twice, as the app's middlewares do. */
function clientOf(answer: () => Response) {
  const seen: Array<{
    url: string;
    method: string;
    body: string;
    key?: string;
  }> = [];
  const client = new DataMeshClient({
    discoveryApi: { getBaseUrl: async () => 'http://mesh/api/data-mesh' },
    fetchApi: {
      fetch: async (input, init) => {
        const first = new Request(input, init);
        const second = new Request(input, init);
        seen.push({
          url: first.url,
          method: second.method,
          body: await second.text(),
          key: first.headers.get('Idempotency-Key') ?? undefined,
        });
        return answer();
      },
    },
  });
  return { client, seen };
}

describe('DataMeshClient', () => {
  it('sends bodies through a fetch that makes several requests of one', async () => {
    const { client, seen } = clientOf(() => Response.json({ name: 'main' }));
    expect(await client.confirmRemovals('main', 'abc')).toEqual({
      name: 'main',
    });
    expect(seen).toEqual([
      {
        url: 'http://mesh/api/data-mesh/v1/clusters/main/held-removals/confirmation',
        method: 'POST',
        body: '{"hash":"abc"}',
        key: undefined,
      },
    ]);
  });

  it('claims at once, and by request, by the methods that the API has', async () => {
    const { client, seen } = clientOf(() => Response.json({}));
    const topics = [{ cluster: 'main', topic: 'a' }];
    await client.claimTopics({ topics, owner: 'group:default/x' });
    await client.requestClaim({ entity: {}, message: 'please' });
    await client.listClaimRequests({ state: 'open' });
    await client.answerClaimRequest('c1', { accept: true });
    await client.withdrawClaimRequest('c1');
    const at = 'http://mesh/api/data-mesh/v1';
    expect(seen.map(({ method, url }) => [method, url])).toEqual([
      ['POST', `${at}/claims`],
      ['POST', `${at}/claim-requests`],
      ['GET', `${at}/claim-requests?state=open`],
      ['POST', `${at}/claim-requests/c1/answer`],
      ['DELETE', `${at}/claim-requests/c1`],
    ]);
  });

  it('ends products and takes that back by the methods that the API has', async () => {
    const { client, seen } = clientOf(() => Response.json({}));
    const ref = 'dataproduct:default/orders';
    await client.deprecateProduct(ref, { sunset: '2027-03-01' });
    await client.reinstateProduct(ref, { port: 'v1' });
    await client.retireProduct(ref, { reason: 'over' });
    await client.listReaders(ref, { limit: 5 });
    const at = 'http://mesh/api/data-mesh/v1/products/default/orders';
    expect(seen.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['POST', `${at}/deprecation`, '{"sunset":"2027-03-01"}'],
      ['DELETE', `${at}/deprecation`, '{"port":"v1"}'],
      ['POST', `${at}/retirement`, '{"reason":"over"}'],
      ['GET', `${at}/readers?limit=5`, ''],
    ]);
  });

  it('publishes, changes, unpublishes and exports domains by the methods that the API has', async () => {
    const { client, seen } = clientOf(() => Response.json({}));
    const ref = 'domain:default/sales';
    await client.publishDomain({ entity: {}, run: 'r1' });
    await client.changeDomain(ref, { entity: {}, basedOn: 1 });
    await client.unpublishDomain(ref, 'no use');
    await client.listDomainVersions(ref);
    await client.exportDomainDescriptor(ref);
    const all = 'http://mesh/api/data-mesh/v1/domains';
    const at = `${all}/default/sales`;
    expect(seen.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['POST', all, '{"entity":{},"run":"r1"}'],
      ['PATCH', at, '{"entity":{},"basedOn":1}'],
      ['DELETE', at, '{"reason":"no use"}'],
      ['GET', `${at}/versions`, ''],
      ['GET', `${at}/descriptor`, ''],
    ]);
  });

  it('changes, unpublishes and exports products by the methods that the API has', async () => {
    const { client, seen } = clientOf(() => Response.json({}));
    const ref = 'dataproduct:default/orders';
    await client.changeProduct(ref, { entity: {}, basedOn: 1 });
    await client.unpublishProduct(ref, { reason: 'no use' });
    await client.answerTransfer(ref, true);
    await client.getTopicClaim({ cluster: 'main', topic: 'a.b' });
    await client.exportDescriptor(ref);
    const at = 'http://mesh/api/data-mesh/v1/products/default/orders';
    expect(seen.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['PATCH', at, '{"entity":{},"basedOn":1}'],
      ['DELETE', at, '{"reason":"no use"}'],
      ['POST', `${at}/transfer/acceptance`, '{"accept":true}'],
      [
        'GET',
        'http://mesh/api/data-mesh/v1/clusters/main/topics/a.b/claim',
        '',
      ],
      ['GET', `${at}/descriptor`, ''],
    ]);
  });

  it('sends a request for access under the key of its caller', async () => {
    const { client, seen } = clientOf(() =>
      Response.json({ id: 'r1', items: [] }, { status: 201 }),
    );
    const request = {
      items: [{ product: 'dataproduct:default/orders', port: 'orders-v1' }],
      consumer: 'component:default/route-planner',
      mode: 'read' as const,
      purpose: 'To plan routes',
      duration: 'P90D',
    };
    expect(await client.submitAccessRequest(request, 'k1')).toEqual({
      id: 'r1',
      items: [],
    });
    expect(seen).toMatchObject([
      {
        url: 'http://mesh/api/data-mesh/v1/access-requests',
        method: 'POST',
        body: JSON.stringify(request),
        key: 'k1',
      },
    ]);
  });

  it('sends what needs no body, too', async () => {
    const { client, seen } = clientOf(() => Response.json({ id: 'g1' }));
    await client.renewGrant('g1');
    await client.retryGrant('g1');
    await client.withdrawItem({ requestId: 'r1', id: 'i1' });
    expect(seen.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['POST', 'http://mesh/api/data-mesh/v1/grants/g1/renew', '{}'],
      ['POST', 'http://mesh/api/data-mesh/v1/grants/g1/retry', ''],
      [
        'POST',
        'http://mesh/api/data-mesh/v1/access-requests/r1/items/i1/withdrawal',
        '',
      ],
    ]);
  });

  it('names ACLs by their cluster, and sends why', async () => {
    const { client, seen } = clientOf(() => Response.json({ id: 'b1' }));
    await client.ignoreAcl('main', 'b1', 'Mirror maker');
    await client.revokeAcl('main', 'b1', 'Nobody knows it');
    await client.listUnmanagedAcls('main', {
      principal: 'User:a b',
      ignored: true,
    });
    const of = 'http://mesh/api/data-mesh/v1/clusters/main/unmanaged-acls';
    expect(seen.map(({ url, body }) => [url, body])).toEqual([
      [`${of}/b1/ignore`, '{"reason":"Mirror maker"}'],
      [`${of}/b1/revoke`, '{"reason":"Nobody knows it"}'],
      [`${of}?principal=User%3Aa%20b&ignored=true`, ''],
    ]);
  });

  it('sends what is done to a grant', async () => {
    const { client, seen } = clientOf(() => Response.json({}));
    await client.reviewGrant('g1', { verdict: 'justified', comment: 'fine' });
    await client.revealCredentials('g1');
    await client.revealCredentials('g1', { rotate: true });
    await client.resetOffsets('g1', {
      group: 'planner',
      to: 'earliest',
      dryRun: true,
    });
    await client.dropCredentials('g1', 'a/b');
    expect(seen[4].url).toMatch(/grants\/g1\/credentials\/a%2Fb$/);
    expect(seen.map(({ body }) => body).slice(0, 4)).toEqual([
      '{"verdict":"justified","comment":"fine"}',
      '{}',
      '{"rotate":true}',
      '{"group":"planner","to":"earliest","dryRun":true}',
    ]);
  });

  it('sends changes of schemas, and what is said to them', async () => {
    const { client, seen } = clientOf(() => Response.json({}));
    const input = {
      product: 'dataproduct:default/orders',
      port: 'v1',
      schema: '"string"',
    };
    await client.listSchemaChanges({ role: 'asked', state: 'open' });
    await client.planSchemaChange(input);
    await client.proposeSchemaChange({ ...input, message: 'why' }, 'key-1');
    await client.getSchemaChange('s1');
    await client.answerSchemaChange('s1', {
      consumer: 'component:default/planner',
      answer: 'acknowledge',
    });
    await client.overrideSchemaChange('s1', 'The law');
    await client.withdrawSchemaChange('s1', 'Wrong');
    await client.retrySchemaChange('s1');
    const at = 'http://mesh/api/data-mesh/v1/schema-changes';
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET ${at}?role=asked&state=open`,
      `POST ${at}/plan`,
      `POST ${at}`,
      `GET ${at}/s1`,
      `POST ${at}/s1/answers`,
      `POST ${at}/s1/override`,
      `POST ${at}/s1/withdraw`,
      `POST ${at}/s1/retry`,
    ]);
    expect(seen[2].key).toBe('key-1');
    expect(seen[5].body).toBe('{"reason":"The law"}');
  });

  it('sends campaigns, and what is said in them', async () => {
    const { client, seen } = clientOf(() => Response.json({}));
    await client.startCampaign({
      domain: 'domain:default/sales',
      reason: 'Once a year',
      period: 'P14D',
      undecided: 'keep',
      dryRun: true,
    });
    await client.listCampaigns({
      state: 'open',
      domain: 'domain:default/sales',
    });
    await client.getCampaign('c1');
    await client.listCampaignItems('c1', { state: 'open', mine: true });
    await client.decideCampaignItems('c1', {
      decision: 'drop',
      grants: ['g1'],
      comment: 'Not used',
    });
    await client.closeCampaign('c1', 'The wrong domain');
    const at = 'http://mesh/api/data-mesh/v1/campaigns';
    expect(seen.map(({ method, url, body }) => [method, url, body])).toEqual([
      [
        'POST',
        at,
        '{"domain":"domain:default/sales","reason":"Once a year","period":"P14D","undecided":"keep","dryRun":true}',
      ],
      ['GET', `${at}?state=open&domain=domain%3Adefault%2Fsales`, ''],
      ['GET', `${at}/c1`, ''],
      ['GET', `${at}/c1/items?state=open&mine=true`, ''],
      [
        'POST',
        `${at}/c1/decisions`,
        '{"decision":"drop","grants":["g1"],"comment":"Not used"}',
      ],
      ['POST', `${at}/c1/close`, '{"reason":"The wrong domain"}'],
    ]);
  });

  it('gives the history as a file', async () => {
    const { client, seen } = clientOf(
      () => new Response('seq,at\r\n', { headers: { 'content-length': '8' } }),
    );
    const file = await client.exportHistory({ format: 'csv', cluster: 'main' });
    expect(file.size).toBe(8);
    expect(seen[0].url).toBe(
      'http://mesh/api/data-mesh/v1/history/export?format=csv&cluster=main',
    );
  });

  it('throws what the backend answered', async () => {
    const { client } = clientOf(() =>
      Response.json(
        {
          error: { name: 'NotAllowedError', message: 'Only operators' },
          response: { statusCode: 403 },
        },
        { status: 403 },
      ),
    );
    await expect(client.confirmRemovals('main', 'abc')).rejects.toMatchObject({
      name: 'ResponseError',
      cause: { message: 'Only operators' },
    });
  });
});
