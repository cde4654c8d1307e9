import type { Entity } from '@backstage/catalog-model';

const CONSUMERS = ['component', 'system', 'resource'];

const kindOf = (entity: Entity) => entity.kind.toLocaleLowerCase('en-US');

/**
 * Tells whether an entity is a topic, for an `EntitySwitch`.
 *
 * @public
 */
export function isKafkaTopic(entity: Entity): boolean {
  return kindOf(entity) === 'resource' && entity.spec?.type === 'kafka-topic';
}

/**
 * Tells whether an entity can read or write data products, for an
 * `EntitySwitch`.
 *
 * @public
 */
export function isDataConsumer(entity: Entity): boolean {
  return CONSUMERS.includes(kindOf(entity)) && !isKafkaTopic(entity);
}
