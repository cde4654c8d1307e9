import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { CatalogFacts } from '../access/CatalogFacts';
import type { Relationships } from '../access/Relationships';
import type { Authorizer } from '../authorization/Authorizer';
import type { Narrowing } from '../authorization/permissionRules';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import type { MeshReader } from '../mesh/MeshReader';
import type { FactsOfPublication } from '../product-store/FactsOfPublication';
import { DeprecationClock } from './DeprecationClock';
import { ProductDeprecator } from './ProductDeprecator';
import type { ProductReaders } from './ProductReaders';
import { ProductRetirer } from './ProductRetirer';
import { ReaderList } from './ReaderList';

/** Puts together what ends products, and what tells those who read them. */
export function createLifecycle(options: {
  config: DataMeshConfig;
  db: Knex;
  catalog: Pick<CatalogFacts, 'entities'>;
  authorizer: Authorizer;
  facts: FactsOfPublication;
  readers: ProductReaders;
  relationships: Relationships;
  narrow: Narrowing;
  mesh: MeshReader;
  onChange: (tx: Knex, now: number) => Promise<void>;
  logger: LoggerService;
}) {
  const clock = new DeprecationClock(options);
  return {
    services: {
      productDeprecator: new ProductDeprecator(options),
      productRetirer: new ProductRetirer(options),
      readerList: new ReaderList(options),
    },
    schedule: (scheduler: SchedulerService) =>
      scheduler.scheduleTask({
        id: 'data-mesh-deprecations',
        frequency: { milliseconds: options.config.policiesMs },
        timeout: { minutes: 5 },
        scope: 'global',
        fn: () => clock.tick(),
      }),
  };
}
