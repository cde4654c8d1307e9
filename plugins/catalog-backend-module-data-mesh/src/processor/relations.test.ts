import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  DataProductEntityV1alpha1,
  topicEntityRef,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import fc from 'fast-check';
import { toRelations } from './relations';

const BACK: Record<string, string> = {
  ownedBy: 'ownerOf',
  partOf: 'hasPart',
  dependsOn: 'dependencyOf',
  consumesDataProduct: 'dataProductConsumedBy',
  producesDataProduct: 'dataProductProducedBy',
};

function product(
  spec: Partial<DataProductEntityV1alpha1['spec']> = {},
  namespace = 'default',
): DataProductEntityV1alpha1 {
  return {
    apiVersion: 'data-mesh/v1alpha1',
    kind: 'DataProduct',
    metadata: { name: 'shipments', namespace },
    spec: {
      type: 'aggregate',
      lifecycle: 'production',
      domain: 'logistics',
      outputPorts: [],
      ...spec,
    },
  };
}

function lines(
  entity: DataProductEntityV1alpha1,
  links = { consumedBy: [] as string[], producedBy: [] as string[] },
) {
  return toRelations(entity, links).map(
    ({ source, type, target }) =>
      `${stringifyEntityRef(source)} ${type} ${stringifyEntityRef(target)}`,
  );
}

const self = 'dataproduct:default/shipments';

describe('toRelations', () => {
  it('emits every relation of a product in both directions', () => {
    const topic = topicEntityRef('main', 'logistics.shipments.v1');
    const emitted = lines(
      product({
        owner: 'logistics-team',
        producedBy: ['shipment-service'],
        inputPorts: [{ name: 'orders', product: 'orders', port: 'orders-v2' }],
        outputPorts: [
          {
            name: 'shipments-v1',
            type: 'kafka',
            locations: [{ cluster: 'main', topic: 'logistics.shipments.v1' }],
          },
        ],
      }),
      {
        consumedBy: ['component:default/route-planner'],
        producedBy: ['component:default/tracker'],
      },
    );
    expect(emitted.sort()).toEqual(
      [
        `${self} ownedBy group:default/logistics-team`,
        `group:default/logistics-team ownerOf ${self}`,
        `${self} partOf domain:default/logistics`,
        `domain:default/logistics hasPart ${self}`,
        `${self} consumesDataProduct dataproduct:default/orders`,
        `dataproduct:default/orders dataProductConsumedBy ${self}`,
        `component:default/route-planner consumesDataProduct ${self}`,
        `${self} dataProductConsumedBy component:default/route-planner`,
        `component:default/shipment-service producesDataProduct ${self}`,
        `${self} dataProductProducedBy component:default/shipment-service`,
        `component:default/tracker producesDataProduct ${self}`,
        `${self} dataProductProducedBy component:default/tracker`,
        `${self} dependsOn ${topic}`,
        `${topic} dependencyOf ${self}`,
      ].sort(),
    );
  });

  it('looks for what it names in its own namespace, but for topics in the default one', () => {
    expect(
      lines(
        product(
          {
            owner: 'team',
            outputPorts: [
              {
                name: 'a',
                type: 'kafka',
                locations: [{ cluster: 'main', topic: 'a' }],
              },
            ],
          },
          'eu',
        ),
      ),
    ).toEqual(
      expect.arrayContaining([
        'dataproduct:eu/shipments ownedBy group:eu/team',
        'dataproduct:eu/shipments partOf domain:eu/logistics',
        'dataproduct:eu/shipments dependsOn resource:default/main.a',
      ]),
    );
  });

  it('has no owner to name on an unowned product', () => {
    expect(lines(product()).filter(line => line.includes('own'))).toEqual([]);
  });

  it('skips grantees that it cannot read', () => {
    const links = {
      consumedBy: ['no ref at all', ''],
      producedBy: ['component:'],
    };
    expect(lines(product(), links)).toEqual(lines(product()));
  });

  it('is symmetric, free of doubles, and the same whatever the order of grants', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    const ref = name.map(n => `component:default/${n}`);
    fc.assert(
      fc.property(
        fc.array(ref),
        fc.array(ref),
        fc.array(name),
        (consumedBy, producedBy, declared) => {
          const entity = product({ producedBy: declared });
          const relations = toRelations(entity, { consumedBy, producedBy });
          const all = lines(entity, { consumedBy, producedBy });
          expect(new Set(all).size).toBe(all.length);
          for (const { source, type, target } of relations) {
            const back =
              BACK[type] ??
              Object.keys(BACK).find(there => BACK[there] === type);
            expect(all).toContain(
              `${stringifyEntityRef(target)} ${back} ${stringifyEntityRef(
                source,
              )}`,
            );
          }
          expect(
            lines(entity, {
              consumedBy: [...consumedBy].reverse(),
              producedBy: [...producedBy].reverse(),
            }),
          ).toEqual(all);
        },
      ),
    );
  });
});
