import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { AccessService } from '../access/AccessService';
import type { CatalogFacts } from '../access/CatalogFacts';
import type { Authorizer } from '../authorization/Authorizer';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import type { DomainPublisher } from '../domain-store/DomainPublisher';
import type { PolicyService } from '../policies/PolicyService';
import { FactsOfPublication } from '../product-store/FactsOfPublication';
import type { ProductPublisher } from '../product-store/ProductPublisher';
import type { ProductUnpublisher } from '../product-store/ProductUnpublisher';
import { createSchemaRegistry } from '../schema-registry/createSchemaRegistry';
import { clusterTask } from '../snapshot/scheduleSync';
import { CreationFacts, type CreationPorts } from './CreationFacts';
import { CreationPlanner } from './CreationPlanner';
import { DomainUndoer } from './DomainUndoer';
import { ProductUndoer } from './ProductUndoer';
import { RunReader } from './RunReader';
import { RunUndoer } from './RunUndoer';
import { SchemaCreator } from './SchemaCreator';
import { SchemaUndoer } from './SchemaUndoer';
import { TopicCreator } from './TopicCreator';
import { TopicUndoer } from './TopicUndoer';

/** Puts together what makes topics and schemas, and undoes that. */
export function createCreations(
  options: Pick<CreationPorts, 'kafkaOf' | 'storageProblem'> & {
    config: DataMeshConfig;
    db: Knex;
    catalog: Pick<CatalogFacts, 'entities'>;
    authorizer: Authorizer;
    access: AccessService;
    policies: PolicyService;
    domainPublisher: DomainPublisher;
    productPublisher: ProductPublisher;
    productUnpublisher: ProductUnpublisher;
    scheduler: SchedulerService;
    onChange: (tx: Knex, now: number) => Promise<void>;
    logger: LoggerService;
  },
) {
  const { config, scheduler, logger } = options;
  const registries = new Map(
    config.clusters.flatMap(({ name, settings }) => {
      const registry =
        settings?.mode === 'manage' && createSchemaRegistry(settings);
      return registry ? [[name, registry] as const] : [];
    }),
  );
  const kick = (cluster: string) => {
    // One that runs already is followed by the next one in its time.
    scheduler.triggerTask(clusterTask(cluster)).catch(error => {
      logger.debug(
        `Cluster ${cluster} is not read at once: ${toError(error).message}`,
      );
    });
  };
  const shared = {
    ...options,
    registryOf: (cluster: string) => registries.get(cluster),
    kick,
  };
  const facts = new CreationFacts({
    ...shared,
    publication: new FactsOfPublication(options),
  });
  const runs = new RunReader(options);
  const topicCreator = new TopicCreator({ ...shared, facts });
  return {
    facts,
    kick,
    registryOf: shared.registryOf,
    services: {
      creationPlanner: new CreationPlanner({
        ...options,
        facts,
        topics: topicCreator,
        domains: options.domainPublisher,
        publisher: options.productPublisher,
      }),
      topicCreator,
      schemaCreator: new SchemaCreator({ ...shared, facts }),
      runs,
      runUndoer: new RunUndoer({
        db: options.db,
        runs,
        topics: new TopicUndoer({ ...shared, facts }),
        schemas: new SchemaUndoer({ ...shared, facts }),
        domains: new DomainUndoer({
          ...options,
          domains: options.domainPublisher,
        }),
        products: new ProductUndoer({
          ...options,
          publisher: options.productPublisher,
          unpublisher: options.productUnpublisher,
        }),
      }),
    },
  };
}
