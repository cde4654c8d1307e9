/**
 * The data mesh in the old frontend system: a page, cards and a tab, the same
 * components as in the new one.
 *
 * @packageDocumentation
 */
export {
  dataMeshPlugin,
  DataMeshPage,
  DataProductSearchResultListItem,
  EntityDataProductAboutCard,
  EntityDataProductPortsContent,
  EntityDataProductAccessContent,
  EntityDataProductGovernanceContent,
  EntityDataConsumerAccessContent,
  EntityDataConsumerAccessCard,
  EntityDataProductProducersCard,
  EntityDataProductConsumersCard,
  EntityDataProductTopicsCard,
  EntityDataDomainAboutCard,
  EntityDataDomainProductsCard,
  EntityDataDomainGovernanceCard,
  EntityDataDomainUnclaimedTopicsCard,
  EntityKafkaTopicCard,
  DataMeshClassificationField,
  DataMeshClusterField,
  DataMeshConsumerField,
  DataMeshDomainField,
  DataMeshDurationField,
  DataMeshPlanField,
  DataMeshPortsField,
  DataMeshSchemaField,
  DataMeshTopicNameField,
  DataMeshTopicsField,
} from './legacy/plugin';
export { rootRouteRef, templateRouteRef } from './routes';
export { dataMeshApiRef } from './api';
export { useToDecideCount } from './access/useAccess';
export type { PortChoice } from './scaffolder/PortsField';
export type { ConfirmedPlan } from './scaffolder/PlanField';
export { usesDataProducts } from './access/usesDataProducts';
export { isDataConsumer, isKafkaTopic } from './entities/kinds';
