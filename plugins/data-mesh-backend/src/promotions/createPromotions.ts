import type { KafkaTokenProvider } from '@data-mesh/backstage-plugin-data-mesh-node';
import type { Knex } from 'knex';
import type { CatalogFacts } from '../access/CatalogFacts';
import type { Authorizer } from '../authorization/Authorizer';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import type { CreationFacts, CreationPorts } from '../creations/CreationFacts';
import type { SchemaCreator } from '../creations/SchemaCreator';
import type { TopicCreator } from '../creations/TopicCreator';
import type { PolicyService } from '../policies/PolicyService';
import type { FactsOfPublication } from '../product-store/FactsOfPublication';
import type { ProductPublisher } from '../product-store/ProductPublisher';
import type { TopicChangePlanner } from '../topic-changes/TopicChangePlanner';
import type { TopicChanger } from '../topic-changes/TopicChanger';
import { Promoter } from './Promoter';
import { PromotionFactsReader } from './PromotionFactsReader';
import { PromotionPlanner } from './PromotionPlanner';
import { SchemaPromotion } from './SchemaPromotion';
import { SourcePorts } from './SourcePorts';
import { TopicPromotion } from './TopicPromotion';

/** Puts together what takes products from one environment to the next. */
export function createPromotions(
  options: Pick<CreationPorts, 'kafkaOf' | 'registryOf'> & {
    config: DataMeshConfig;
    db: Knex;
    catalog: Pick<CatalogFacts, 'entities'>;
    authorizer: Authorizer;
    tokens?: KafkaTokenProvider;
    creations: CreationFacts;
    publication: FactsOfPublication;
    policies: PolicyService;
    topicCreator: TopicCreator;
    schemaCreator: SchemaCreator;
    topicChangePlanner: TopicChangePlanner;
    topicChanger: TopicChanger;
    productPublisher: ProductPublisher;
  },
) {
  const facts = new PromotionFactsReader(options);
  const sources = new SourcePorts(options);
  const shared = { ...options, facts, sources };
  const planner = new PromotionPlanner({
    ...shared,
    topics: new TopicPromotion({
      ...shared,
      topics: options.topicCreator,
      changes: options.topicChangePlanner,
    }),
    schemas: new SchemaPromotion(shared),
    publisher: options.productPublisher,
  });
  return {
    services: {
      promotionPlanner: planner,
      promoter: new Promoter({
        ...shared,
        planner,
        topics: options.topicCreator,
        changes: options.topicChangePlanner,
        changer: options.topicChanger,
        schemas: options.schemaCreator,
        publisher: options.productPublisher,
      }),
    },
  };
}
