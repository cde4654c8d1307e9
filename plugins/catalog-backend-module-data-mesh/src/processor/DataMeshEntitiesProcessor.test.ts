import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { JsonValue } from '@backstage/types';
import { CatalogProcessorResult } from '@backstage/plugin-catalog-node';
import { DataMeshEntitiesProcessor } from './DataMeshEntitiesProcessor';
import { ProductLinks } from './ProductLinksSource';
import { Runs } from './__testUtils__/Runs';

const location = {
  type: 'url',
  target: 'https://example.com/catalog-info.yaml',
};

const orders: Entity = {
  apiVersion: 'data-mesh/v1alpha1',
  kind: 'DataProduct',
  metadata: {
    name: 'orders',
    annotations: {
      'backstage.io/managed-by-location':
        'url:https://example.com/catalog-info.yaml',
    },
  },
  spec: {
    type: 'source-aligned',
    lifecycle: 'production',
    owner: 'order-team',
    domain: 'sales',
    outputPorts: [
      {
        name: 'orders-v1',
        type: 'kafka',
        locations: [{ cluster: 'main', topic: 'sales.orders.v1' }],
      },
    ],
  },
};

function setup(answer: () => Promise<ProductLinks | undefined>) {
  const linksFor = jest.fn(answer);
  const processor = new DataMeshEntitiesProcessor({
    links: { linksFor },
    logger: mockServices.logger.mock(),
  });
  const runs = new Runs();
  const run = (entity: Entity) =>
    runs.next(async cache => {
      const emitted: CatalogProcessorResult[] = [];
      const emit = (result: CatalogProcessorResult) => emitted.push(result);
      const before = await processor.preProcessEntity(
        entity,
        location,
        emit,
        location,
        cache,
      );
      await processor.validateEntityKind(before);
      const after = await processor.postProcessEntity(
        before,
        location,
        emit,
        cache,
      );
      return { annotations: after.metadata.annotations ?? {}, emitted };
    });
  return { processor, run, linksFor };
}

function withAnnotations(annotations: Record<string, string>): Entity {
  return {
    ...orders,
    metadata: {
      ...orders.metadata,
      annotations: { ...orders.metadata.annotations, ...annotations },
    },
  };
}

function consumers(emitted: CatalogProcessorResult[]) {
  return emitted.flatMap(result =>
    result.type === 'relation' && result.relation.type === 'consumesDataProduct'
      ? [result.relation.source.name]
      : [],
  );
}

const known: ProductLinks = {
  syncState: { state: 'missing', reason: 'Topic sales.orders.v1 is not there' },
  consumedBy: ['component:default/route-planner'],
  producedBy: [],
};

describe('DataMeshEntitiesProcessor', () => {
  it('marks a declared product with its origin and what the backend knows', async () => {
    const { run, linksFor } = setup(async () => known);
    const { annotations, emitted } = await run(orders);
    expect(annotations).toMatchObject({
      'data-mesh/origin': 'declared',
      'data-mesh/sync-state': 'missing',
      'data-mesh/sync-reason': 'Topic sales.orders.v1 is not there',
    });
    expect(consumers(emitted)).toEqual(['route-planner']);
    expect(emitted).toContainEqual({
      type: 'refresh',
      key: 'data-mesh/product:dataproduct:default/orders',
    });
    expect(linksFor).toHaveBeenCalledTimes(1);
    expect(linksFor).toHaveBeenCalledWith(
      'dataproduct:default/orders',
      expect.anything(),
    );
  });

  it('says unknown where the backend does not know the product', async () => {
    const { run } = setup(async () => undefined);
    const { annotations } = await run(orders);
    expect(annotations['data-mesh/sync-state']).toBe('unknown');
    expect(annotations).not.toHaveProperty('data-mesh/sync-reason');
  });

  it('overwrites what a descriptor says in annotations that are not its own', async () => {
    const { run } = setup(async () => ({
      ...known,
      syncState: { state: 'drift' },
    }));
    const { annotations } = await run(
      withAnnotations({
        'data-mesh/origin': 'discovered',
        'data-mesh/sync-state': 'in-sync',
        'data-mesh/sync-reason': 'All is well',
      }),
    );
    expect(annotations['data-mesh/origin']).toBe('declared');
    expect(annotations['data-mesh/sync-state']).toBe('drift');
    expect(annotations).not.toHaveProperty('data-mesh/sync-reason');
  });

  it('does not let a descriptor drop its owner by calling itself discovered', async () => {
    const { run } = setup(async () => known);
    const { owner, ...spec } = orders.spec!;
    await expect(
      run({ ...withAnnotations({ 'data-mesh/origin': 'discovered' }), spec }),
    ).rejects.toThrow(
      'DataProduct "orders" is not valid: spec.owner is required',
    );
    expect(owner).toBe('order-team');
  });

  it.each(['discovered', 'published'])(
    'leaves the annotations of a %s product to the provider, but adds its consumers',
    async origin => {
      const { run } = setup(async () => known);
      const { annotations, emitted } = await run(
        withAnnotations({
          'backstage.io/managed-by-location': 'data-mesh:main',
          'data-mesh/origin': origin,
          'data-mesh/sync-state': 'in-sync',
        }),
      );
      expect(annotations['data-mesh/origin']).toBe(origin);
      expect(annotations['data-mesh/sync-state']).toBe('in-sync');
      expect(consumers(emitted)).toEqual(['route-planner']);
    },
  );

  it('marks declared data domains, and takes a forged origin from any domain', async () => {
    const { run } = setup(async () => known);
    const domain = (type: string, origin?: string): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Domain',
      metadata: {
        name: 'sales',
        ...(origin && { annotations: { 'data-mesh/origin': origin } }),
      },
      spec: { owner: 'sales-division', type },
    });
    const of = async (entity: Entity) =>
      (await run(entity)).annotations['data-mesh/origin'];
    expect(await of(domain('data-domain'))).toBe('declared');
    expect(await of(domain('bundle', 'discovered'))).toBe('declared');
    expect(await of(domain('bundle'))).toBeUndefined();
  });

  it('validates only its own part of a domain and leaves the kind to Backstage', async () => {
    const { processor } = setup(async () => known);
    const domain = (dataMesh: JsonValue): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Domain',
      metadata: { name: 'sales' },
      spec: { owner: 'sales-division', type: 'data-domain', dataMesh },
    });
    await expect(
      processor.validateEntityKind(domain({ steward: 'user:default/sam' })),
    ).resolves.toBe(false);
    await expect(
      processor.validateEntityKind(domain({ steward: 7 })),
    ).rejects.toThrow(
      'Domain "sales" is not valid: spec.dataMesh.steward must be a string, not 7',
    );
  });

  it('leaves the data products of others alone, but names an unknown version of its own', async () => {
    const { processor } = setup(async () => known);
    await expect(
      processor.validateEntityKind({ ...orders, apiVersion: 'acme.io/v1' }),
    ).resolves.toBe(false);
    await expect(
      processor.validateEntityKind({ ...orders, apiVersion: 'data-mesh/v9' }),
    ).rejects.toThrow(
      'apiVersion must be "data-mesh/v1alpha1", not "data-mesh/v9"',
    );
  });
});
