import fc from 'fast-check';
import { declaration, indexed, inputs, liveTopic } from './__testUtils__/mesh';
import { declaredProducts, type PublishedProduct } from './claims';
import { computeMesh } from './computeMesh';
import { settlePrecedence } from './precedence';

const TOPICS = ['sales.a.v1', 'sales.b.v1', 'sales.c.v1'];
const REF = 'dataproduct:default/orders';
const WILD = 'url:https://git.example/anybody/x.yaml';

const published = (topics: string[], name = 'orders'): PublishedProduct => ({
  ref: `dataproduct:default/${name}`,
  entity: declaration({ name, topics }),
  version: 2,
  since: 5,
});
const accept = (topic: string, acceptedAt = 9) => ({
  productRef: REF,
  cluster: 'main',
  topic,
  acceptedAt,
});

describe('of a declared and a published product of one ref', () => {
  it('exactly one counts: the declared one, if it is trusted or was accepted for all that both name', () => {
    fc.assert(
      fc.property(
        fc.subarray(TOPICS, { minLength: 1 }),
        fc.subarray(TOPICS),
        fc.subarray(TOPICS),
        fc.boolean(),
        (own, theirs, accepted, isTrusted) => {
          const declared = declaredProducts(
            [
              indexed(
                declaration({ name: 'orders', topics: theirs }),
                isTrusted ? {} : { originLocation: WILD },
              ),
            ],
            ['file:/trusted/*'],
          );
          const settled = settlePrecedence(
            declared,
            [published(own)],
            accepted.map(topic => accept(topic)),
          );
          const shared = theirs.filter(topic => own.includes(topic));
          const takesOver =
            isTrusted ||
            (shared.length > 0 && shared.every(t => accepted.includes(t)));
          expect(settled.declared).toHaveLength(takesOver ? 1 : 0);
          expect(settled.published).toHaveLength(takesOver ? 0 : 1);
          expect(
            settled.published[0]?.pending?.topics.map(({ topic }) => topic) ??
              [],
          ).toEqual(takesOver ? [] : shared.filter(t => !accepted.includes(t)));
        },
      ),
    );
  });
});

describe('a declaration at a location that is not trusted', () => {
  const topics = ['sales.a.v1'];
  const settle = (since: number, acceptedAt: number) =>
    settlePrecedence(
      declaredProducts(
        [
          indexed(declaration({ name: 'orders', topics }), {
            originLocation: WILD,
            firstSeenAt: since,
          }),
        ],
        [],
      ),
      [published(topics)],
      topics.map(topic => accept(topic, acceptedAt)),
    );

  it('does not profit from what was accepted before it was there', () => {
    expect(settle(20, 19).declared).toHaveLength(0);
    expect(settle(20, 20).declared).toHaveLength(1);
  });
});

describe('the mesh', () => {
  const base = {
    topics: TOPICS.map(name => liveTopic(name)),
    published: [published(['sales.a.v1'])],
  };

  it('has a published product hold its topics, before what was only discovered', () => {
    const { products, holders } = computeMesh(inputs(base));
    expect(products.get(REF)).toMatchObject({
      origin: 'published',
      version: 2,
      state: 'in-sync',
    });
    expect(holders.get('main/sales.a.v1')).toBe(REF);
    expect([...products.keys()].sort()).toEqual([
      REF,
      'dataproduct:default/sales.b',
      'dataproduct:default/sales.c',
    ]);
  });

  it('has whichever came later contested, and shows both sides', () => {
    const rival = indexed(
      declaration({ name: 'rival', topics: ['sales.a.v1'] }),
      { firstSeenAt: 9 },
    );
    const { products } = computeMesh(inputs({ ...base, index: [rival] }));
    expect(products.get('dataproduct:default/rival')).toMatchObject({
      state: 'contested',
      ports: [{ locations: [{ heldBy: REF }] }],
    });
    expect(products.get(REF)?.ports[0].locations[0].contestedBy).toEqual([
      'dataproduct:default/rival',
    ]);
    const earlier = { ...rival, firstSeenAt: 1 };
    expect(
      computeMesh(inputs({ ...base, index: [earlier] })).products.get(REF),
    ).toMatchObject({ origin: 'published', state: 'contested' });
  });

  it('keeps a topic with the same ref when its declaration takes over', () => {
    const holders = computeMesh(inputs(base)).holders;
    const index = [
      indexed(declaration({ name: 'orders', topics: ['sales.a.v1'] }), {
        firstSeenAt: 99,
      }),
      indexed(declaration({ name: 'rival', topics: ['sales.a.v1'] }), {
        firstSeenAt: 50,
      }),
    ];
    const mesh = computeMesh(inputs({ ...base, index, holders }));
    expect(mesh.holders.get('main/sales.a.v1')).toBe(REF);
    expect(mesh.products.get(REF)?.origin).toBe('declared');
  });
});
