import { mockServices } from '@backstage/backend-test-utils';
import { ProductLinks } from './ProductLinksSource';
import { RememberedLinks } from './rememberedLinks';
import { Runs } from './__testUtils__/Runs';

const ref = 'dataproduct:default/orders';
const known: ProductLinks = {
  syncState: { state: 'in-sync' },
  consumedBy: ['component:default/route-planner'],
  producedBy: [],
};

function setup(answer: () => Promise<ProductLinks | undefined>) {
  const linksFor = jest.fn(answer);
  const links = new RememberedLinks({ linksFor }, mockServices.logger.mock());
  const runs = new Runs();
  return {
    linksFor,
    run: () => runs.next(cache => links.get(ref, cache)),
    links,
    runs,
  };
}

describe('RememberedLinks', () => {
  it('asks once a run, however many steps want to know', async () => {
    const { links, runs, linksFor } = setup(async () => known);
    await runs.next(async cache => {
      expect(await links.get(ref, cache)).toBe(await links.get(ref, cache));
    });
    expect(linksFor).toHaveBeenCalledTimes(1);
  });

  it('gives both steps of a run the same answer, although the backend goes away in between', async () => {
    let asked = 0;
    const { links, runs } = setup(async () => {
      asked += 1;
      if (asked > 1) throw new Error('connection refused');
      return known;
    });
    await runs.next(async cache => {
      await links.get(ref, cache);
      expect(await links.get(ref, cache)).toEqual(known);
    });
  });

  it('keeps what was last known while the backend is away, however long', async () => {
    let away = false;
    const { run } = setup(async () => {
      if (away) throw new Error('connection refused');
      return known;
    });
    await run();
    away = true;
    await run();
    await run();
    expect(await run()).toEqual(known);
  });

  it('keeps what was last known while the backend has not met the product again', async () => {
    let answer: ProductLinks | undefined = known;
    const { run } = setup(async () => answer);
    await run();
    answer = undefined;
    expect(await run()).toEqual(known);
  });

  it('keeps it although the source itself writes into the cache', async () => {
    let away = false;
    const links = new RememberedLinks(
      {
        async linksFor(_ref, cache) {
          await cache.set('etag', String(away));
          if (away) throw new Error('connection refused');
          return known;
        },
      },
      mockServices.logger.mock(),
    );
    const runs = new Runs();
    const run = () => runs.next(cache => links.get(ref, cache));
    await run();
    away = true;
    await run();
    expect(await run()).toEqual(known);
  });

  it('knows nothing where the backend was never reached', async () => {
    const { run } = setup(async () => {
      throw new Error('connection refused');
    });
    expect(await run()).toEqual({ consumedBy: [], producedBy: [] });
  });

  it('follows the backend once it answers again', async () => {
    let answer: ProductLinks = known;
    const { run } = setup(async () => answer);
    await run();
    answer = { consumedBy: [], producedBy: [] };
    expect(await run()).toEqual(answer);
  });
});
