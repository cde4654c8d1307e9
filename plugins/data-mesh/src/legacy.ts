/**
 * The data mesh in the old frontend system: a page, cards and a tab, the same
 * components as in the new one.
 *
 * @packageDocumentation
 */
export {
  dataMeshPlugin,
  DataMeshPage,
  EntityDataProductAboutCard,
  EntityDataProductPortsContent,
  EntityDataProductProducersCard,
  EntityDataProductConsumersCard,
  EntityDataProductTopicsCard,
  EntityDataDomainProductsCard,
  EntityDataDomainUnclaimedTopicsCard,
  EntityKafkaTopicCard,
  isKafkaTopic,
} from './legacy/plugin';
export { rootRouteRef } from './routes';
export { dataMeshApiRef } from './api';
