import type { Knex } from 'knex';
import type { CatalogFacts } from '../access/CatalogFacts';
import type { Authorizer } from '../authorization/Authorizer';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import type { PolicyService } from '../policies/PolicyService';
import { ProductReaders } from '../lifecycle/ProductReaders';
import { ClaimReader } from './ClaimReader';
import { FactsOfPublication } from './FactsOfPublication';
import { ProductPublisher } from './ProductPublisher';
import { ProductTransfers } from './ProductTransfers';
import { ProductUnpublisher } from './ProductUnpublisher';
import { ProductVersionReader } from './ProductVersionReader';

/** Puts together what publishes products, and what shows their versions. */
export function createProductStore(options: {
  config: DataMeshConfig;
  db: Knex;
  catalog: Pick<CatalogFacts, 'entities'>;
  authorizer: Authorizer;
  policies: PolicyService;
  onChange: (tx: Knex, now: number) => Promise<void>;
}) {
  const { config } = options;
  const facts = new FactsOfPublication(options);
  const readers = new ProductReaders({
    ...options,
    unseenMs: config.access.unseenAfterMs,
  });
  return {
    facts,
    readers,
    services: {
      claims: new ClaimReader({ ...options, facts }),
      productPublisher: new ProductPublisher({ ...options, facts, readers }),
      productTransfers: new ProductTransfers({ ...options, facts }),
      productUnpublisher: new ProductUnpublisher({
        ...options,
        facts,
        readers,
      }),
      productVersions: new ProductVersionReader({ ...options, facts }),
    },
  };
}
