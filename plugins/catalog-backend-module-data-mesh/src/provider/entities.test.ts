import {
  DefaultNamespaceEntityPolicy,
  domainEntityV1alpha1Validator,
  EntityPolicies,
  FieldFormatEntityPolicy,
  groupEntityV1alpha1Validator,
  NoForeignRootFieldsEntityPolicy,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
  type Entity,
} from '@backstage/catalog-model';
import {
  isTopicName,
  topicEntityRef,
  validateDataProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import fc from 'fast-check';
import { domain, product, topic } from './__testUtils__/mesh';
import {
  toDomainEntity,
  toProductEntity,
  toTopicEntity,
  unownedGroup,
} from './entities';

/** As the catalog checks every entity that it is given. */
const policies = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

const topicName = fc
  .oneof(
    fc.stringMatching(/^[a-zA-Z0-9._-]{1,249}$/),
    fc.stringMatching(/^[aA._-]{1,6}$/),
  )
  .filter(isTopicName);

describe('the group of what nobody owns', () => {
  it('is valid and has no members', async () => {
    const entity = unownedGroup();
    await policies.enforce(entity);
    expect(await groupEntityV1alpha1Validator.check(entity)).toBe(true);
    expect(entity.spec).not.toHaveProperty('members');
  });
});

describe('toTopicEntity', () => {
  it('is valid for every topic that Kafka can have', async () => {
    await fc.assert(
      fc.asyncProperty(topicName, async name => {
        const entity = toTopicEntity(
          topic(name, { entityRef: topicEntityRef('main', name) }),
        );
        await policies.enforce(entity);
        expect(await resourceEntityV1alpha1Validator.check(entity)).toBe(true);
      }),
    );
  });

  it('says which topic of which cluster it is', () => {
    expect(
      toTopicEntity(
        topic('sales.orders.v1', {
          ownerRef: 'group:default/x',
          productRef: 'dataproduct:default/orders',
        }),
      ),
    ).toMatchObject({
      metadata: {
        name: 'main.sales.orders.v1',
        title: 'sales.orders.v1',
        annotations: {
          'data-mesh/cluster': 'main',
          'data-mesh/topic': 'sales.orders.v1',
          'backstage.io/managed-by-location': 'data-mesh:default',
          'backstage.io/managed-by-origin-location': 'data-mesh:default',
        },
      },
      spec: { type: 'kafka-topic', owner: 'group:default/x' },
    });
  });

  it('belongs to nobody where the mesh knows no owner', () => {
    expect(toTopicEntity(topic('a')).spec?.owner).toBe('group:default/unowned');
  });
});

describe('toProductEntity', () => {
  async function problems(entity: Entity) {
    await policies.enforce(entity);
    return validateDataProduct(entity);
  }

  it('is valid, with all that the mesh may know of it, and with least', async () => {
    expect(await problems(toProductEntity(product('orders')))).toEqual([]);
    const full = await problems(
      toProductEntity(
        product('orders', {
          description: 'Orders as placed',
          ownerRef: 'group:default/x',
          classification: 'internal',
          tier: 'tier-1',
          state: 'drift',
          reason: 'Topic sales.orders.v1 keeps records for too short.',
          ports: [
            {
              ...product('orders').ports[0],
              schema: {
                subject: 'sales.orders.v1-value',
                format: 'AVRO',
                compatibility: 'BACKWARD',
              },
            },
          ],
        }),
      ),
    );
    expect(full).toEqual([]);
  });

  it('does not say that it is owned where the mesh knows no owner', () => {
    expect(toProductEntity(product('orders')).spec).not.toHaveProperty('owner');
  });

  it('names the subject of a port, and nothing that the registry may change', () => {
    const [port] = product('orders').ports;
    const entity = toProductEntity(
      product('orders', {
        ports: [
          {
            ...port,
            schema: { subject: 's', format: 'AVRO', compatibility: 'FULL' },
          },
        ],
      }),
    );
    expect(entity.spec?.outputPorts).toEqual([
      {
        name: 'orders-v1',
        type: 'kafka',
        locations: [{ cluster: 'main', topic: 'sales.orders.v1' }],
        schema: { subject: 's' },
      },
    ]);
  });
});

describe('toDomainEntity', () => {
  it('is valid, with and without an owner', async () => {
    for (const ownerRef of ['group:default/x', undefined]) {
      const entity = toDomainEntity(
        domain('sales', ownerRef ? { ownerRef } : {}),
      );
      await policies.enforce(entity);
      expect(await domainEntityV1alpha1Validator.check(entity)).toBe(true);
      expect(entity.spec?.owner).toBe(ownerRef ?? 'group:default/unowned');
      expect(entity.spec?.type).toBe('data-domain');
    }
  });
});

describe('every entity', () => {
  const entities = [
    unownedGroup(),
    toTopicEntity(topic('a')),
    toProductEntity(product('orders')),
    toDomainEntity(domain('sales')),
  ];

  it('has none of the fields that change with traffic or time', () => {
    for (const entity of entities) {
      expect(JSON.stringify(entity)).not.toMatch(
        /offset|lag|records|leader|measured|growth|\d{4}-\d\d-\d\dT|\d{13}/i,
      );
    }
  });

  it('can be told from what others put into the catalog, by its location', () => {
    for (const entity of entities) {
      expect(
        entity.metadata.annotations?.['backstage.io/managed-by-location'],
      ).toBe('data-mesh:default');
    }
  });
});
