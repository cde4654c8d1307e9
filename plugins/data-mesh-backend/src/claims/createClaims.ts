import type { Knex } from 'knex';
import type { Authorizer } from '../authorization/Authorizer';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import type { MeshReader } from '../mesh/MeshReader';
import type { PolicyService } from '../policies/PolicyService';
import type { ClaimReader } from '../product-store/ClaimReader';
import type { FactsOfPublication } from '../product-store/FactsOfPublication';
import type { ProductPublisher } from '../product-store/ProductPublisher';
import { BulkClaims } from './BulkClaims';
import { ClaimRequests } from './ClaimRequests';

/** Puts together what claims many topics, and what asks others to. */
export function createClaims(options: {
  config: DataMeshConfig;
  db: Knex;
  authorizer: Authorizer;
  mesh: MeshReader;
  claims: ClaimReader;
  facts: FactsOfPublication;
  publisher: ProductPublisher;
  policies: PolicyService;
}) {
  return {
    services: {
      bulkClaims: new BulkClaims(options),
      claimRequests: new ClaimRequests(options),
    },
  };
}
