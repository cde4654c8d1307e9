import { DataMeshClient } from './DataMeshClient';

/** A fetch that reads its request twice, as the app's middlewares do. */
function clientOf(answer: () => Response) {
  const seen: Array<{ url: string; method: string; body: string }> = [];
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
      },
    ]);
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
