import type { LoggerService } from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { json, type Router } from 'express';
import type { Knex } from 'knex';
import type { AccessReader } from '../access/AccessReader';
import type { AccessService } from '../access/AccessService';
import type { Consumers } from '../access/Consumers';
import type { GrantReader } from '../access/GrantReader';
import type { GrantService } from '../access/GrantService';
import type { Relationships } from '../access/Relationships';
import type { Authorizer } from '../authorization/Authorizer';
import type { CatalogVisibility } from '../authorization/CatalogVisibility';
import type { CampaignDecisions } from '../campaigns/CampaignDecisions';
import type { CampaignReader } from '../campaigns/CampaignReader';
import type { Campaigns } from '../campaigns/Campaigns';
import type { ClusterReader } from '../clusters/ClusterReader';
import type { Credentials } from '../credentials/Credentials';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import type { HistoryReader } from '../history/HistoryReader';
import type { RefusalRecorder } from '../history/RefusalRecorder';
import type { MeshReader } from '../mesh/MeshReader';
import type { OffsetResets } from '../offsets/OffsetResets';
import type { PrincipalRegister } from '../principals/PrincipalRegister';
import type { PolicyReader } from '../policies/PolicyReader';
import type { PolicyService } from '../policies/PolicyService';
import type { PolicyAnnouncer } from '../policies/store/PolicyAnnouncer';
import type { PolicyPublisher } from '../policies/store/PolicyPublisher';
import type { PolicyVersionReader } from '../policies/store/PolicyVersionReader';
import type { ClaimReader } from '../product-store/ClaimReader';
import type { ProductPublisher } from '../product-store/ProductPublisher';
import type { ProductTransfers } from '../product-store/ProductTransfers';
import type { ProductUnpublisher } from '../product-store/ProductUnpublisher';
import type { ProductVersionReader } from '../product-store/ProductVersionReader';
import type { Acceptances } from '../products/Acceptances';
import type { QualityResults } from '../quality/QualityResults';
import { openApiDocument } from '../schema/openapi.generated';
import type { ChangeParties } from '../schema-changes/ChangeParties';
import type { SchemaChangeReader } from '../schema-changes/SchemaChangeReader';
import type { SchemaChanges } from '../schema-changes/SchemaChanges';
import type { SearchDocuments } from '../search/SearchDocuments';
import type { SloReader } from '../slo/SloReader';
import type { TopicFactsReader } from '../topics/TopicFactsReader';
import type { ExplainReader } from '../explain/ExplainReader';
import type { UnmanagedAcls } from '../unmanaged/UnmanagedAcls';
import { addAccessRoutes } from './access';
import { addAclRoutes } from './acls';
import { addCampaignRoutes } from './campaigns';
import { addClusterRoutes } from './clusters';
import { addConsumerRoutes } from './consumer';
import { addFeedRoutes } from './feed';
import { addGrantRoutes } from './grants';
import { addHistoryRoutes } from './history';
import { addPolicyRoutes } from './policies';
import { addPrincipalRoutes } from './principals';
import { addProductRoutes } from './products';
import { addProductStoreRoutes } from './productStore';
import { addSchemaChangeRoutes } from './schemaChanges';
import { addSearchRoutes } from './search';
import { addTopicRoutes } from './topics';

export type RouterDependencies = {
  config: DataMeshConfig;
  db: Knex;
  authorizer: Authorizer;
  visibility: CatalogVisibility;
  clusters: ClusterReader;
  mesh: MeshReader;
  topics: TopicFactsReader;
  acceptances: Acceptances;
  access: AccessService;
  accessReader: AccessReader;
  consumers: Consumers;
  grants: GrantService;
  grantReader: GrantReader;
  campaigns: Campaigns;
  campaignDecisions: CampaignDecisions;
  campaignReader: CampaignReader;
  refusals: RefusalRecorder;
  policies: PolicyService;
  policyAnnouncer: PolicyAnnouncer;
  policyPublisher: PolicyPublisher;
  policyReader: PolicyReader;
  policyVersions: PolicyVersionReader;
  explain: ExplainReader;
  unmanaged: UnmanagedAcls;
  history: HistoryReader;
  relationships: Relationships;
  credentials: Credentials;
  offsetResets: OffsetResets;
  principals: PrincipalRegister;
  claims: ClaimReader;
  productPublisher: ProductPublisher;
  productTransfers: ProductTransfers;
  productUnpublisher: ProductUnpublisher;
  productVersions: ProductVersionReader;
  quality: QualityResults;
  schemaChanges: SchemaChanges;
  schemaChangeParties: ChangeParties;
  schemaChangeReader: SchemaChangeReader;
  searchDocuments: SearchDocuments;
  slo: SloReader;
  logger: LoggerService;
};

// The document bounds each field; schemas are the largest of them.
const MAX_BODY = '4mb';

/**
 * The REST API under `/api/data-mesh/v1`. Requests are checked against the
 * OpenAPI document before they reach a route.
 */
export function createRouter(dependencies: RouterDependencies): Router {
  const router = createValidatedOpenApiRouter(openApiDocument as never, {
    middleware: [json({ limit: MAX_BODY })],
  }) as unknown as Router;
  addClusterRoutes(router, dependencies);
  addTopicRoutes(router, dependencies);
  addProductRoutes(router, dependencies);
  addProductStoreRoutes(router, dependencies);
  addAccessRoutes(router, dependencies);
  addGrantRoutes(router, dependencies);
  addCampaignRoutes(router, dependencies);
  addAclRoutes(router, dependencies);
  addConsumerRoutes(router, dependencies);
  addPolicyRoutes(router, dependencies);
  addPrincipalRoutes(router, dependencies);
  addHistoryRoutes(router, dependencies);
  addFeedRoutes(router, dependencies);
  addSchemaChangeRoutes(router, dependencies);
  addSearchRoutes(router, dependencies);
  return router;
}
