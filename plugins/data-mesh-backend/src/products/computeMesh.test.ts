import fc from 'fast-check';
import {
  isDataProductEntity,
  type MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  cluster,
  declaration,
  domain,
  indexed,
  inputs,
  liveTopic,
  subject,
  TRUSTED,
} from './__testUtils__/mesh';
import { computeMesh, type Mesh } from './computeMesh';
import type { MeshInputs } from './MeshFacts';

const WILD = 'url:https://git.example/anybody/x.yaml';
const ORDERS = 'dataproduct:default/orders';
const DISCOVERED = 'dataproduct:default/sales.orders';

function product(mesh: Mesh, ref: string): MeshProduct {
  const found = mesh.products.get(ref);
  if (!found) {
    throw new Error(`${ref} is not one of ${[...mesh.products.keys()]}`);
  }
  return found;
}

describe('computeMesh', () => {
  describe('discovered and declared products', () => {
    it('discovers what a live topic tells by its name', () => {
      const mesh = computeMesh(
        inputs({ topics: [liveTopic('sales.orders.v1')] }),
      );
      expect(product(mesh, DISCOVERED)).toMatchObject({
        origin: 'discovered',
        domainRef: 'domain:default/sales',
        state: 'in-sync',
      });
      expect(mesh.topics.get('main/sales.orders.v1')).toEqual({
        cluster: 'main',
        environment: 'production',
        name: 'sales.orders.v1',
        entityRef: 'resource:default/main.sales.orders.v1',
        domainRef: 'domain:default/sales',
        productRef: DISCOVERED,
      });
      expect([...mesh.domains.values()]).toEqual([
        {
          ref: 'domain:default/sales',
          origin: 'discovered',
          namespace: 'default',
          name: 'sales',
          title: 'Sales',
        },
      ]);
    });

    it('keeps a topic that fits no template, without a product', () => {
      const mesh = computeMesh(inputs({ topics: [liveTopic('legacy_dump')] }));
      expect(mesh.products.size).toBe(0);
      expect(mesh.topics.get('main/legacy_dump')).toEqual({
        cluster: 'main',
        environment: 'production',
        name: 'legacy_dump',
        entityRef: 'resource:default/main.legacy_dump',
      });
    });

    it('lets a declaration of the same ref take over', () => {
      const mesh = computeMesh(
        inputs({
          topics: [liveTopic('sales.orders.v1')],
          index: [
            indexed(
              declaration({
                name: 'sales.orders',
                topics: ['sales.orders.v1'],
              }),
            ),
          ],
        }),
      );
      expect(product(mesh, DISCOVERED).origin).toBe('declared');
      expect(mesh.products.size).toBe(1);
    });

    it('lets a declaration of another ref that names the topic take over', () => {
      const mesh = computeMesh(
        inputs({
          topics: [liveTopic('sales.orders.v1'), liveTopic('sales.orders.v2')],
          index: [
            indexed(
              declaration({ name: 'orders', topics: ['sales.orders.v1'] }),
            ),
          ],
        }),
      );
      expect(product(mesh, ORDERS)).toMatchObject({
        origin: 'declared',
        state: 'in-sync',
        ownerRef: 'group:default/order-team',
        domainRef: 'domain:default/sales',
        originLocation: TRUSTED,
      });
      expect(mesh.topics.get('main/sales.orders.v1')?.productRef).toBe(ORDERS);
      expect(mesh.holders).toEqual(new Map([['main/sales.orders.v1', ORDERS]]));
      // What nobody has declared is discovered still.
      expect(product(mesh, DISCOVERED).ports.map(p => p.name)).toEqual([
        'orders-v2',
      ]);
      expect(mesh.topics.get('main/sales.orders.v2')?.productRef).toBe(
        DISCOVERED,
      );
    });

    it('does not discover under a ref that the catalog has taken, be it invalid', () => {
      const invalid = {
        ...declaration({ name: 'sales.orders', topics: ['sales.orders.v1'] }),
        apiVersion: 'data-mesh/v0',
      };
      expect(isDataProductEntity(invalid)).toBe(false);
      const mesh = computeMesh(
        inputs({
          topics: [liveTopic('sales.orders.v1')],
          index: [indexed(invalid)],
        }),
      );
      expect(mesh.products.size).toBe(0);
      expect(
        mesh.topics.get('main/sales.orders.v1')?.productRef,
      ).toBeUndefined();
    });

    it('keeps a topic discovered while its declaration waits to be accepted', () => {
      const index = [
        indexed(declaration({ name: 'orders', topics: ['sales.orders.v1'] }), {
          originLocation: WILD,
        }),
      ];
      const topics = [liveTopic('sales.orders.v1')];
      const waiting = computeMesh(inputs({ topics, index }));
      expect(product(waiting, ORDERS).ports[0].locations[0]).toMatchObject({
        state: 'contested',
        awaitsAcceptance: true,
        domainRef: 'domain:default/sales',
      });
      expect(product(waiting, DISCOVERED).origin).toBe('discovered');
      expect(waiting.topics.get('main/sales.orders.v1')?.productRef).toBe(
        DISCOVERED,
      );
      expect(waiting.holders.size).toBe(0);

      const accepted = computeMesh(
        inputs({
          topics,
          index,
          acceptances: [
            { productRef: ORDERS, cluster: 'main', topic: 'sales.orders.v1' },
          ],
        }),
      );
      expect(product(accepted, ORDERS).state).toBe('in-sync');
      expect(accepted.products.has(DISCOVERED)).toBe(false);
    });

    it('tells both sides of a contested topic', () => {
      const mesh = computeMesh(
        inputs({
          topics: [liveTopic('sales.orders.v1')],
          index: [
            indexed(
              declaration({ name: 'orders', topics: ['sales.orders.v1'] }),
            ),
            indexed(
              declaration({ name: 'later', topics: ['sales.orders.v1'] }),
              {
                firstSeenAt: 2,
              },
            ),
            indexed(
              declaration({ name: 'wild', topics: ['sales.orders.v1'] }),
              {
                originLocation: WILD,
              },
            ),
          ],
        }),
      );
      expect(product(mesh, ORDERS).ports[0].locations[0]).toMatchObject({
        state: 'in-sync',
        contestedBy: ['dataproduct:default/later', 'dataproduct:default/wild'],
      });
      const later = product(mesh, 'dataproduct:default/later');
      expect(later.state).toBe('contested');
      expect(later.ports[0].locations[0].heldBy).toBe(ORDERS);
      expect(later.ports[0].locations[0].awaitsAcceptance).toBeUndefined();
      const wild = product(mesh, 'dataproduct:default/wild');
      expect(wild.ports[0].locations[0].awaitsAcceptance).toBe(true);
    });

    it('leaves a topic with who held it, whoever claims it earlier later on', () => {
      const mesh = computeMesh(
        inputs({
          topics: [liveTopic('sales.orders.v1')],
          holders: new Map([['main/sales.orders.v1', ORDERS]]),
          index: [
            indexed(
              declaration({ name: 'orders', topics: ['sales.orders.v1'] }),
              {
                firstSeenAt: 9,
              },
            ),
            indexed(declaration({ name: 'a', topics: ['sales.orders.v1'] }), {
              firstSeenAt: 1,
            }),
          ],
        }),
      );
      expect(mesh.holders.get('main/sales.orders.v1')).toBe(ORDERS);
    });

    it('discovers again once the declaration is withdrawn', () => {
      const mesh = computeMesh(
        inputs({
          topics: [liveTopic('sales.orders.v1')],
          holders: new Map([['main/sales.orders.v1', ORDERS]]),
        }),
      );
      expect(mesh.holders.size).toBe(0);
      expect([...mesh.products.keys()]).toEqual([DISCOVERED]);
    });

    it('shows the worst of its ports as the state of a product', () => {
      const mesh = computeMesh(
        inputs({
          topics: [liveTopic('sales.orders.v1')],
          index: [
            indexed(
              declaration({
                name: 'orders',
                topics: ['sales.orders.v1', 'sales.orders.v2'],
              }),
            ),
          ],
        }),
      );
      expect(product(mesh, ORDERS)).toMatchObject({
        state: 'missing',
        reason: 'Topic sales.orders.v2 does not exist on cluster main.',
      });
    });

    it('does not call a topic missing on a cluster that was never read', () => {
      const given = inputs({
        index: [
          indexed(declaration({ name: 'orders', topics: ['sales.orders.v1'] })),
        ],
      });
      given.clusters[0].read = false;
      expect(product(computeMesh(given), ORDERS).state).toBe('unknown');
    });

    it('says that a declared cluster is not configured', () => {
      const mesh = computeMesh(
        inputs({
          index: [
            indexed(
              declaration({
                name: 'orders',
                topics: ['sales.orders.v1'],
                cluster: 'elsewhere',
              }),
            ),
          ],
        }),
      );
      expect(product(mesh, ORDERS)).toMatchObject({
        state: 'unknown',
        reason: 'Cluster elsewhere is not configured in dataMesh.clusters.',
      });
    });

    it('forgets topics of a cluster that is not configured any more', () => {
      const mesh = computeMesh(
        inputs({ topics: [liveTopic('sales.orders.v1', { cluster: 'old' })] }),
      );
      expect(mesh.topics.size).toBe(0);
      expect(mesh.products.size).toBe(0);
    });
  });

  describe('owners', () => {
    const topics = [liveTopic('sales.orders.v1')];

    it('takes the owner of the domain', () => {
      const mesh = computeMesh(
        inputs({ topics, index: [indexed(domain('sales'))] }),
      );
      expect(product(mesh, DISCOVERED).ownerRef).toBe(
        'group:default/sales-team',
      );
      expect(mesh.topics.get('main/sales.orders.v1')?.ownerRef).toBe(
        'group:default/sales-team',
      );
      expect(mesh.domains.get('domain:default/sales')).toMatchObject({
        origin: 'declared',
        ownerRef: 'group:default/sales-team',
      });
    });

    it('takes the owner that the schema names where the domain has none', () => {
      const subjects = [
        subject('sales.orders.v1', { metadata: { owner: 'order-team' } }),
      ];
      expect(
        product(computeMesh(inputs({ topics, subjects })), DISCOVERED).ownerRef,
      ).toBe('group:default/order-team');
      expect(
        product(
          computeMesh(
            inputs({ topics, subjects, index: [indexed(domain('sales'))] }),
          ),
          DISCOVERED,
        ).ownerRef,
      ).toBe('group:default/sales-team');
    });

    it.each([
      ['no owner', {}],
      ['an empty owner', { owner: '' }],
      ['an owner in plain words', { owner: 'Order Team' }],
      ['an address for an owner', { owner: 'orders@acme.example' }],
      ['an owner that can own nothing', { owner: 'component:default/shop' }],
      ['an owner that is no reference', { owner: 'a:b:c' }],
    ])(
      'leaves a product without an owner where the schema has %s',
      (_, metadata) => {
        const mesh = computeMesh(
          inputs({
            topics,
            subjects: [
              subject('sales.orders.v1', {
                metadata: metadata as Record<string, string>,
              }),
            ],
          }),
        );
        expect(product(mesh, DISCOVERED)).not.toHaveProperty('ownerRef');
        expect(mesh.topics.get('main/sales.orders.v1')).not.toHaveProperty(
          'ownerRef',
        );
      },
    );

    it('lets the owner of the product that holds a topic own the topic', () => {
      const mesh = computeMesh(
        inputs({
          topics,
          index: [
            indexed(domain('sales')),
            indexed(
              declaration({ name: 'orders', topics: ['sales.orders.v1'] }),
            ),
          ],
        }),
      );
      expect(mesh.topics.get('main/sales.orders.v1')?.ownerRef).toBe(
        'group:default/order-team',
      );
    });

    it('reads the owner in the namespace of the entity that names it', () => {
      const mesh = computeMesh(
        inputs({
          index: [
            indexed({
              ...domain('sales', { owner: 'team' }),
              metadata: { name: 'sales', namespace: 'acme' },
            }),
          ],
        }),
      );
      expect(mesh.domains.get('domain:acme/sales')?.ownerRef).toBe(
        'group:acme/team',
      );
    });
  });

  describe('what else is known', () => {
    it('takes description, format and subject from the schema', () => {
      const mesh = computeMesh(
        inputs({
          topics: [liveTopic('sales.orders.v1')],
          subjects: [
            subject('sales.orders.v1', {
              schema: '{"type":"record","doc":"Orders as placed"}',
            }),
          ],
        }),
      );
      expect(product(mesh, DISCOVERED).description).toBe('Orders as placed');
      expect(product(mesh, DISCOVERED).ports[0].schema).toEqual({
        subject: 'sales.orders.v1-value',
        format: 'AVRO',
      });
    });

    it('does not mix the subjects of two clusters', () => {
      const given = inputs({
        topics: [liveTopic('sales.orders.v1')],
        subjects: [subject('sales.orders.v1', { cluster: 'other' })],
      });
      expect(
        product(computeMesh(given), DISCOVERED).ports[0],
      ).not.toHaveProperty('schema');
    });

    it('takes the classification that the domain sets for what has none', () => {
      const mesh = computeMesh(
        inputs({
          topics: [liveTopic('sales.orders.v1'), liveTopic('sales.carts.v1')],
          index: [
            indexed(
              domain('sales', {
                dataMesh: { defaultClassification: 'confidential' },
              }),
            ),
            indexed(
              declaration({
                name: 'carts',
                topics: ['sales.carts.v1'],
                spec: { classification: 'public' },
              }),
            ),
          ],
        }),
      );
      expect(product(mesh, DISCOVERED).classification).toBe('confidential');
      expect(product(mesh, 'dataproduct:default/carts').classification).toBe(
        'public',
      );
    });

    it('fixes the domain by the prefixes of the cluster, whatever a declaration says', () => {
      const given = inputs({
        topics: [liveTopic('sales.orders.v1')],
        index: [
          indexed(declaration({ name: 'orders', topics: ['sales.orders.v1'] })),
        ],
      });
      given.clusters[0].settings = cluster('main', {
        domains: [{ prefix: 'sales.', domainRef: 'domain:default/commerce' }],
      });
      const mesh = computeMesh(given);
      expect(mesh.topics.get('main/sales.orders.v1')?.domainRef).toBe(
        'domain:default/commerce',
      );
      expect(product(mesh, ORDERS).state).toBe('drift');
    });
  });

  describe('topics that somebody describes as a Resource', () => {
    const resource = (name: string, annotations: Record<string, string> = {}) =>
      indexed({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: { name, annotations },
        spec: { type: 'kafka-topic', owner: 'group:default/x' },
      });
    const declared = (index: MeshInputs['index']) =>
      computeMesh(
        inputs({
          topics: [liveTopic('sales.orders.v1'), liveTopic('sales.carts.v1')],
          index,
        }),
      ).topics;

    it('knows it by its annotations, whatever its name', () => {
      const topics = declared([
        resource('the-orders-topic', {
          'data-mesh/cluster': 'main',
          'data-mesh/topic': 'sales.orders.v1',
        }),
      ]);
      expect(topics.get('main/sales.orders.v1')?.declared).toBe(true);
      expect(topics.get('main/sales.carts.v1')?.declared).toBeUndefined();
    });

    it('knows it by its ref, which the catalog can hold only once', () => {
      const topics = declared([resource('main.sales.orders.v1')]);
      expect(topics.get('main/sales.orders.v1')?.declared).toBe(true);
    });

    it('does not take one of another cluster for it', () => {
      const topics = declared([
        resource('the-orders-topic', {
          'data-mesh/cluster': 'other',
          'data-mesh/topic': 'sales.orders.v1',
        }),
      ]);
      expect(topics.get('main/sales.orders.v1')?.declared).toBeUndefined();
    });
  });

  describe('the catalog is writable by many', () => {
    it('does not let a Domain from a location that is not trusted say who owns the topics', () => {
      const mesh = computeMesh(
        inputs({
          topics: [liveTopic('sales.orders.v1')],
          index: [
            indexed(domain('sales', { owner: 'group:default/strangers' }), {
              originLocation: WILD,
            }),
            indexed(
              declaration({ name: 'orders', topics: ['sales.orders.v1'] }),
              {
                originLocation: WILD,
              },
            ),
          ],
        }),
      );
      // Its owner is who accepts declarations: nobody may make himself that.
      expect(
        mesh.domains.get('domain:default/sales')?.ownerRef,
      ).toBeUndefined();
    });
  });

  describe('domains that are part of another', () => {
    const fleet = domain('fleet', { subdomainOf: 'logistics' });
    const parentOf = (originLocation?: string) =>
      computeMesh(
        inputs({
          index: [indexed(fleet, originLocation ? { originLocation } : {})],
        }),
      ).domains.get('domain:default/fleet')?.parentRef;

    it('name their parent', () => {
      expect(parentOf()).toBe('domain:default/logistics');
    });

    it('are put below another by a trusted location only', () => {
      expect(parentOf(WILD)).toBeUndefined();
    });
  });

  describe('what it is made of', () => {
    const TOPICS = [
      'sales.orders.v1',
      'sales.orders.v01',
      'sales.orders.v2',
      'sales.carts.v1',
      'logistics.shipments.v1',
      'legacy_dump',
      'Orders.TMP',
    ];
    const NAMES = ['orders', 'sales.orders', 'carts'];

    const meshInputs = fc
      .record({
        topics: fc.uniqueArray(
          fc.tuple(
            fc.constantFrom('main', 'main-2', 'test'),
            fc.constantFrom(...TOPICS),
          ),
          { selector: pair => pair.join('/') },
        ),
        subjects: fc.uniqueArray(
          fc.tuple(
            fc.constantFrom('main', 'test'),
            fc.constantFrom(...TOPICS),
            fc.constantFrom('one', 'two', 'three'),
          ),
          { selector: ([c, t]) => `${c}/${t}` },
        ),
        declared: fc.uniqueArray(
          fc.tuple(
            fc.constantFrom(...NAMES),
            fc.constantFrom(TRUSTED, WILD),
            fc.subarray(TOPICS, { minLength: 1 }),
            fc.nat({ max: 2 }),
          ),
          { selector: ([name]) => name },
        ),
        domains: fc.subarray(['sales', 'logistics', 'hr']),
        acceptances: fc.uniqueArray(
          fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...TOPICS)),
          { selector: pair => pair.join('/') },
        ),
      })
      .map(
        (given): MeshInputs => ({
          ...inputs(),
          clusters: ['main', 'main-2', 'test'].map(name => ({
            name,
            settings: cluster(name, {
              environment: name === 'test' ? 'staging' : 'production',
            }),
            read: true,
            seesAllTopics: true,
            subjectsRead: true,
          })),
          topics: given.topics.map(([c, name]) =>
            liveTopic(name, { cluster: c }),
          ),
          subjects: given.subjects.map(([c, topic, word]) =>
            subject(topic, {
              cluster: c,
              schema: JSON.stringify({ type: 'record', doc: word }),
              metadata: { owner: word },
            }),
          ),
          index: [
            ...given.declared.map(
              ([name, originLocation, topics, firstSeenAt]) =>
                indexed(declaration({ name, topics }), {
                  originLocation,
                  firstSeenAt,
                }),
            ),
            ...given.domains.map(name => indexed(domain(name))),
          ],
          acceptances: given.acceptances.map(([name, topic]) => ({
            productRef: `dataproduct:default/${name}`,
            cluster: 'main',
            topic,
          })),
        }),
      );

    const sorted = (mesh: Mesh) => ({
      topics: [...mesh.topics].sort(),
      products: [...mesh.products].sort(),
      domains: [...mesh.domains].sort(),
      holders: [...mesh.holders].sort(),
    });

    it('is the same whatever the order in which rows are read, and however often', () => {
      const reordered = meshInputs.chain(given =>
        fc.record({
          given: fc.constant(given),
          other: fc
            .record({
              topics: whole(given.topics),
              subjects: whole(given.subjects),
              index: whole(given.index),
              acceptances: whole(given.acceptances),
              clusters: whole(given.clusters),
            })
            .map(lists => ({ ...given, ...lists })),
        }),
      );
      fc.assert(
        fc.property(reordered, ({ given, other }) => {
          const mesh = computeMesh(given);
          expect(sorted(computeMesh(other))).toEqual(sorted(mesh));
          expect(
            sorted(computeMesh({ ...given, holders: mesh.holders })),
          ).toEqual(sorted(mesh));
        }),
        { numRuns: 300 },
      );
    });

    it('says of each topic who has it as that product says itself', () => {
      fc.assert(
        fc.property(meshInputs, given => {
          const mesh = computeMesh(given);
          expect(mesh.topics.size).toBe(given.topics.length);
          for (const [key, { productRef }] of mesh.topics) {
            if (!productRef) continue;
            const locations = product(mesh, productRef).ports.flatMap(
              port => port.locations,
            );
            expect(locations.map(l => `${l.cluster}/${l.topic}`)).toContain(
              key,
            );
          }
          for (const [ref, { origin, ports }] of mesh.products) {
            if (origin !== 'discovered') continue;
            for (const { cluster: c, topic } of ports.flatMap(
              p => p.locations,
            )) {
              expect(mesh.topics.get(`${c}/${topic}`)?.productRef).toBe(ref);
              expect(mesh.holders.has(`${c}/${topic}`)).toBe(false);
            }
          }
        }),
        { numRuns: 300 },
      );
    });

    it('holds nothing that changes without anybody changing it', () => {
      fc.assert(
        fc.property(meshInputs, fc.nat({ max: 9 }), (given, later) => {
          const aged: MeshInputs = {
            ...given,
            topics: given.topics.map(topic => ({
              ...topic,
              firstSeenAt: topic.firstSeenAt + later,
            })),
            subjects: given.subjects.map(s => ({ ...s, id: s.id + later })),
          };
          expect(sorted(computeMesh(aged))).toEqual(sorted(computeMesh(given)));
        }),
      );
    });
  });
});

function whole<T>(list: T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray(list, {
    minLength: list.length,
    maxLength: list.length,
  });
}
