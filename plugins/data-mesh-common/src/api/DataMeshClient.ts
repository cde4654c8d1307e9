import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import createClient, { type Client } from 'openapi-fetch';
import type { DataMeshApi } from './DataMeshApi';
import type {
  AccessRequestItemPage,
  AccessRequestItemQuery,
  AdoptionInput,
  AnnouncementInput,
  ArchiveInput,
  ArchivePage,
  Body,
  BulkClaimInput,
  BulkClaimResult,
  CampaignAnswers,
  CampaignDecisionInput,
  CampaignInput,
  CampaignItemPage,
  CampaignItemQuery,
  CampaignPage,
  CampaignQuery,
  ClaimAnswerInput,
  ClaimRequestInput,
  ClaimRequestPage,
  ClaimRequestQuery,
  ClusterList,
  ConsumerPage,
  ConsumerQuery,
  CredentialsInput,
  DecisionInput,
  DeprecationDraft,
  DeprecationInput,
  DeprecationLines,
  DomainChangeInput,
  DomainCheckInput,
  DomainPublicationInput,
  DomainVersionPage,
  ExemptionDecision,
  ExemptionInput,
  ExemptionPage,
  ExemptionQuery,
  ExplainQuery,
  FindingPage,
  FindingQuery,
  GrantPage,
  GrantQuery,
  HistoryExportQuery,
  HistoryPage,
  HistoryQuery,
  ItemKey,
  OfferPage,
  OffsetResetInput,
  PolicyChange,
  PolicyCheckInput,
  PolicyList,
  PolicyRuleList,
  PolicyTrialInput,
  PolicyVersionInput,
  PolicyVersionPage,
  PolicyVersionQuery,
  PrincipalConfirmation,
  PrincipalList,
  ProductChangeInput,
  ProductDetails,
  ProductPage,
  ProductPublicationInput,
  ProductQuery,
  ProductVersionPage,
  PromotionActInput,
  PublicationInput,
  QualityReportInput,
  Query,
  ReinstatementInput,
  RenewalInput,
  RetirementInput,
  ReviewInput,
  RevocationInput,
  RunPage,
  RunQuery,
  RunUndo,
  SchemaChangeAnswerInput,
  SchemaChangeInput,
  SchemaChangePage,
  SchemaChangePlanInput,
  SchemaChangeQuery,
  SchemaCreation,
  SearchDocumentPage,
  TopicCreation,
  TopicPage,
  TransferInput,
  UnmanagedAclPage,
  UnmanagedAclQuery,
  UnpublicationInput,
} from './operations';
import type { paths } from './schema.generated';
import type {
  AccessPlan,
  AccessRequest,
  AccessRequestInput,
  AccessRequestItem,
  Adoption,
  Archive,
  Campaign,
  CampaignPlan,
  Claim,
  ClaimRequest,
  CreationInput,
  CreationPlan,
  DomainCheck,
  DomainPublication,
  DomainStanding,
  DomainVersion,
  Exemption,
  Explanation,
  FeedPage,
  FindingTrendDay,
  Grant,
  MeshCluster,
  MeshProduct,
  OffsetReset,
  PolicyAnnouncement,
  PolicyCheck,
  PolicyDetails,
  PolicyDocumentTrial,
  PolicyTrial,
  PolicyVersion,
  ProductObjectives,
  ProductReaderList,
  ProductStanding,
  ProductVersion,
  Promotion,
  PromotionInput,
  PromotionPlan,
  Publication,
  RegisteredPrincipal,
  RevealedCredentials,
  Run,
  SchemaChange,
  SchemaChangePlan,
  SchemaInput,
  TopicChangeInput,
  TopicChangePlan,
  TopicFacts,
  TopicInput,
  TopicKey,
  Transfer,
  UnmanagedAcl,
  RecordSample,
} from './types';

/**
 * The API of the data mesh, asked over HTTP as the user whose `fetchApi` it is.
 *
 * @public
 */
export class DataMeshClient implements DataMeshApi {
  readonly #options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#options = options;
  }

  /** {@inheritDoc DataMeshApi.listClusters} */
  async listClusters(): Promise<ClusterList> {
    return this.#data(await (await this.#client()).request('get', '/clusters'));
  }

  /** {@inheritDoc DataMeshApi.getCluster} */
  async getCluster(cluster: string): Promise<MeshCluster> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/clusters/{cluster}', {
        params: { path: { cluster } },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.confirmRemovals} */
  async confirmRemovals(cluster: string, hash: string): Promise<MeshCluster> {
    const client = await this.#client();
    return this.#data(
      await client.request(
        'post',
        '/clusters/{cluster}/held-removals/confirmation',
        {
          params: { path: { cluster } },
          body: { hash },
        },
      ),
    );
  }

  /** {@inheritDoc DataMeshApi.listTopics} */
  async listTopics(
    cluster: string,
    query?: Query<'listTopics'>,
  ): Promise<TopicPage> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/clusters/{cluster}/topics', {
        params: { path: { cluster }, query },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.createTopic} */
  async createTopic(cluster: string, body: TopicInput): Promise<TopicCreation> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/clusters/{cluster}/topics', {
        params: { path: { cluster } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.planTopicChange} */
  async planTopicChange(
    cluster: string,
    topic: string,
    body: TopicChangeInput,
  ): Promise<TopicChangePlan> {
    const client = await this.#client();
    return this.#data(
      await client.request(
        'post',
        '/clusters/{cluster}/topics/{topic}/change-plan',
        { params: { path: { cluster, topic } }, body },
      ),
    );
  }

  /** {@inheritDoc DataMeshApi.changeTopic} */
  async changeTopic(
    cluster: string,
    topic: string,
    body: TopicChangeInput & { planHash: string; reason?: string },
  ): Promise<TopicChangePlan> {
    const client = await this.#client();
    return this.#data(
      await client.request('patch', '/clusters/{cluster}/topics/{topic}', {
        params: { path: { cluster, topic } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.registerSchema} */
  async registerSchema(
    cluster: string,
    body: SchemaInput,
  ): Promise<SchemaCreation> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/clusters/{cluster}/schemas', {
        params: { path: { cluster } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.listRuns} */
  async listRuns(query?: RunQuery): Promise<RunPage> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/runs', { params: { query } }),
    );
  }

  /** {@inheritDoc DataMeshApi.getRun} */
  async getRun(run: string): Promise<Run> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/runs/{run}', { params: { path: { run } } }),
    );
  }

  /** {@inheritDoc DataMeshApi.undoRun} */
  async undoRun(run: string, reason?: string): Promise<RunUndo> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/runs/{run}/undo', {
        params: { path: { run } },
        body: reason ? { reason } : {},
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.getTopic} */
  async getTopic(cluster: string, topic: string): Promise<TopicFacts> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/clusters/{cluster}/topics/{topic}', {
        params: { path: { cluster, topic } },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.sampleRecords} */
  async sampleRecords(
    cluster: string,
    topic: string,
    limit?: number,
  ): Promise<RecordSample> {
    const client = await this.#client();
    return this.#data(
      await client.request(
        'post',
        '/clusters/{cluster}/topics/{topic}/sample',
        {
          params: { path: { cluster, topic } },
          body: limit === undefined ? {} : { limit },
        },
      ),
    );
  }

  /** {@inheritDoc DataMeshApi.suggestTopicName} */
  async suggestTopicName(
    cluster: string,
    query: Query<'suggestTopicName'>,
  ): Promise<Body<'suggestTopicName'>> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/clusters/{cluster}/topic-name', {
        params: { path: { cluster }, query },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.listProducts} */
  async listProducts(query?: ProductQuery): Promise<ProductPage> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/products', { params: { query } }),
    );
  }

  /** {@inheritDoc DataMeshApi.getProduct} */
  async getProduct(ref: string): Promise<ProductDetails> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('get', '/products/{namespace}/{name}', {
        params: { path: { namespace, name } },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.getObjectives} */
  async getObjectives(ref: string): Promise<ProductObjectives> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('get', '/products/{namespace}/{name}/objectives', {
        params: { path: { namespace, name } },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.reportQuality} */
  async reportQuality(
    ref: string,
    report: QualityReportInput,
  ): Promise<ProductObjectives> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request(
        'post',
        '/products/{namespace}/{name}/quality-results',
        { params: { path: { namespace, name } }, body: report },
      ),
    );
  }

  /** {@inheritDoc DataMeshApi.publishProduct} */
  async publishProduct(body: ProductPublicationInput): Promise<Publication> {
    const client = await this.#client();
    return this.#data(await client.request('post', '/products', { body }));
  }

  /** {@inheritDoc DataMeshApi.changeProduct} */
  async changeProduct(
    ref: string,
    body: ProductChangeInput,
  ): Promise<Publication> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('patch', '/products/{namespace}/{name}', {
        params: { path: { namespace, name } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.unpublishProduct} */
  async unpublishProduct(
    ref: string,
    body: UnpublicationInput,
  ): Promise<ProductVersion> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('delete', '/products/{namespace}/{name}', {
        params: { path: { namespace, name } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.listProductVersions} */
  async listProductVersions(
    ref: string,
    query?: Query<'listProductVersions'>,
  ): Promise<ProductVersionPage> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('get', '/products/{namespace}/{name}/versions', {
        params: { path: { namespace, name }, query },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.getPublication} */
  async getPublication(ref: string): Promise<ProductStanding> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('get', '/products/{namespace}/{name}/publication', {
        params: { path: { namespace, name } },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.proposeTransfer} */
  async proposeTransfer(ref: string, body: TransferInput): Promise<Transfer> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('post', '/products/{namespace}/{name}/transfer', {
        params: { path: { namespace, name } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.listTransfers} */
  async listTransfers(query?: Query<'listTransfers'>): Promise<OfferPage> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/transfers', { params: { query } }),
    );
  }

  /** {@inheritDoc DataMeshApi.answerTransfer} */
  async answerTransfer(ref: string, accept: boolean): Promise<ProductVersion> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request(
        'post',
        '/products/{namespace}/{name}/transfer/acceptance',
        {
          params: { path: { namespace, name } },
          body: { accept },
        },
      ),
    );
  }

  /** {@inheritDoc DataMeshApi.getProductClaim} */
  async getProductClaim(ref: string): Promise<Claim> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('get', '/products/{namespace}/{name}/claim', {
        params: { path: { namespace, name } },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.getTopicClaim} */
  async getTopicClaim({ cluster, topic }: TopicKey): Promise<Claim> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/clusters/{cluster}/topics/{topic}/claim', {
        params: { path: { cluster, topic } },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.exportDescriptor} */
  async exportDescriptor(ref: string): Promise<string> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('get', '/products/{namespace}/{name}/descriptor', {
        params: { path: { namespace, name } },
        parseAs: 'text',
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.claimTopics} */
  async claimTopics(body: BulkClaimInput): Promise<BulkClaimResult> {
    const client = await this.#client();
    return this.#data(await client.request('post', '/claims', { body }));
  }

  /** {@inheritDoc DataMeshApi.requestClaim} */
  async requestClaim(body: ClaimRequestInput): Promise<ClaimRequest> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/claim-requests', { body }),
    );
  }

  /** {@inheritDoc DataMeshApi.listClaimRequests} */
  async listClaimRequests(
    query?: ClaimRequestQuery,
  ): Promise<ClaimRequestPage> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/claim-requests', { params: { query } }),
    );
  }

  /** {@inheritDoc DataMeshApi.answerClaimRequest} */
  async answerClaimRequest(
    id: string,
    body: ClaimAnswerInput,
  ): Promise<ClaimRequest> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/claim-requests/{id}/answer', {
        params: { path: { id } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.withdrawClaimRequest} */
  async withdrawClaimRequest(id: string): Promise<ClaimRequest> {
    const client = await this.#client();
    return this.#data(
      await client.request('delete', '/claim-requests/{id}', {
        params: { path: { id } },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.deprecateProduct} */
  async deprecateProduct(
    ref: string,
    body: DeprecationInput,
  ): Promise<Publication> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('post', '/products/{namespace}/{name}/deprecation', {
        params: { path: { namespace, name } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.draftDeprecation} */
  async draftDeprecation(
    ref: string,
    body: DeprecationDraft,
  ): Promise<DeprecationLines> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request(
        'post',
        '/products/{namespace}/{name}/deprecation/lines',
        { params: { path: { namespace, name } }, body },
      ),
    );
  }

  /** {@inheritDoc DataMeshApi.planPromotion} */
  async planPromotion(
    ref: string,
    body: PromotionInput,
  ): Promise<PromotionPlan> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request(
        'post',
        '/products/{namespace}/{name}/promotion-plan',
        { params: { path: { namespace, name } }, body },
      ),
    );
  }

  /** {@inheritDoc DataMeshApi.promoteProduct} */
  async promoteProduct(
    ref: string,
    body: PromotionActInput,
  ): Promise<Promotion> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('post', '/products/{namespace}/{name}/promotions', {
        params: { path: { namespace, name } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.reinstateProduct} */
  async reinstateProduct(
    ref: string,
    body: ReinstatementInput,
  ): Promise<Publication> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request(
        'delete',
        '/products/{namespace}/{name}/deprecation',
        { params: { path: { namespace, name } }, body },
      ),
    );
  }

  /** {@inheritDoc DataMeshApi.retireProduct} */
  async retireProduct(
    ref: string,
    body: UnpublicationInput,
  ): Promise<Publication> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('post', '/products/{namespace}/{name}/retirement', {
        params: { path: { namespace, name } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.listReaders} */
  async listReaders(
    ref: string,
    query?: Query<'listReaders'>,
  ): Promise<ProductReaderList> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('get', '/products/{namespace}/{name}/readers', {
        params: { path: { namespace, name }, query },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.publishDomain} */
  async publishDomain(
    body: DomainPublicationInput,
  ): Promise<DomainPublication> {
    const client = await this.#client();
    return this.#data(await client.request('post', '/domains', { body }));
  }

  /** {@inheritDoc DataMeshApi.changeDomain} */
  async changeDomain(
    ref: string,
    body: DomainChangeInput,
  ): Promise<DomainPublication> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('patch', '/domains/{namespace}/{name}', {
        params: { path: { namespace, name } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.checkDomainChange} */
  async checkDomainChange(
    ref: string,
    body: DomainCheckInput,
  ): Promise<DomainCheck> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('post', '/domains/{namespace}/{name}/check', {
        params: { path: { namespace, name } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.getDomainPublication} */
  async getDomainPublication(ref: string): Promise<DomainStanding> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('get', '/domains/{namespace}/{name}/publication', {
        params: { path: { namespace, name } },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.proposeDomainTransfer} */
  async proposeDomainTransfer(
    ref: string,
    body: TransferInput,
  ): Promise<Transfer> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('post', '/domains/{namespace}/{name}/transfer', {
        params: { path: { namespace, name } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.answerDomainTransfer} */
  async answerDomainTransfer(
    ref: string,
    accept: boolean,
  ): Promise<DomainVersion> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request(
        'post',
        '/domains/{namespace}/{name}/transfer/acceptance',
        { params: { path: { namespace, name } }, body: { accept } },
      ),
    );
  }

  /** {@inheritDoc DataMeshApi.unpublishDomain} */
  async unpublishDomain(ref: string, reason: string): Promise<DomainVersion> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('delete', '/domains/{namespace}/{name}', {
        params: { path: { namespace, name } },
        body: { reason },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.listDomainVersions} */
  async listDomainVersions(
    ref: string,
    query?: Query<'listDomainVersions'>,
  ): Promise<DomainVersionPage> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('get', '/domains/{namespace}/{name}/versions', {
        params: { path: { namespace, name }, query },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.exportDomainDescriptor} */
  async exportDomainDescriptor(ref: string): Promise<string> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('get', '/domains/{namespace}/{name}/descriptor', {
        params: { path: { namespace, name } },
        parseAs: 'text',
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.acceptDeclaration} */
  async acceptDeclaration(ref: string, topic: TopicKey): Promise<MeshProduct> {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('post', '/products/{namespace}/{name}/acceptances', {
        params: { path: { namespace, name } },
        body: topic,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.createPlan} */
  async createPlan(accessRequest: AccessRequestInput): Promise<AccessPlan> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/plans', { body: { accessRequest } }),
    ) as AccessPlan;
  }

  /** {@inheritDoc DataMeshApi.planCreation} */
  async planCreation(creation: CreationInput): Promise<CreationPlan> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/plans', { body: { creation } }),
    ) as CreationPlan;
  }

  /** {@inheritDoc DataMeshApi.previewAccessRule} */
  async previewAccessRule(
    query: Query<'previewAccessRule'>,
  ): Promise<Body<'previewAccessRule'>> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/access-rules/preview', {
        params: { query },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.listConsumers} */
  async listConsumers(query?: ConsumerQuery): Promise<ConsumerPage> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/consumers', { params: { query } }),
    );
  }

  /** {@inheritDoc DataMeshApi.listAccessRequestItems} */
  async listAccessRequestItems(
    query?: AccessRequestItemQuery,
  ): Promise<AccessRequestItemPage> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/access-requests', { params: { query } }),
    );
  }

  /** {@inheritDoc DataMeshApi.submitAccessRequest} */
  async submitAccessRequest(
    body: AccessRequestInput,
    idempotencyKey: string,
  ): Promise<AccessRequest> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/access-requests', {
        params: { header: { 'Idempotency-Key': idempotencyKey } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.getAccessRequest} */
  async getAccessRequest(id: string): Promise<AccessRequest> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/access-requests/{id}', {
        params: { path: { id } },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.decideItem} */
  async decideItem(
    { requestId: id, id: item }: ItemKey,
    body: DecisionInput,
  ): Promise<AccessRequestItem> {
    const client = await this.#client();
    return this.#data(
      await client.request(
        'post',
        '/access-requests/{id}/items/{item}/decisions',
        { params: { path: { id, item } }, body },
      ),
    );
  }

  /** {@inheritDoc DataMeshApi.withdrawItem} */
  async withdrawItem({
    requestId: id,
    id: item,
  }: ItemKey): Promise<AccessRequestItem> {
    const client = await this.#client();
    return this.#data(
      await client.request(
        'post',
        '/access-requests/{id}/items/{item}/withdrawal',
        { params: { path: { id, item } } },
      ),
    );
  }

  /** {@inheritDoc DataMeshApi.listGrants} */
  async listGrants(query?: GrantQuery): Promise<GrantPage> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/grants', { params: { query } }),
    );
  }

  /** {@inheritDoc DataMeshApi.getGrant} */
  async getGrant(id: string): Promise<Grant> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/grants/{id}', { params: { path: { id } } }),
    );
  }

  /** {@inheritDoc DataMeshApi.renewGrant} */
  async renewGrant(id: string, body: RenewalInput = {}): Promise<Grant> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/grants/{id}/renew', {
        params: { path: { id } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.revokeGrant} */
  async revokeGrant(id: string, body: RevocationInput): Promise<Grant> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/grants/{id}/revoke', {
        params: { path: { id } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.retryGrant} */
  async retryGrant(id: string): Promise<Grant> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/grants/{id}/retry', {
        params: { path: { id } },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.reviewGrant} */
  async reviewGrant(id: string, body: ReviewInput): Promise<Grant> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/grants/{id}/review', {
        params: { path: { id } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.revealCredentials} */
  async revealCredentials(
    id: string,
    body: CredentialsInput = {},
  ): Promise<RevealedCredentials> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/grants/{id}/credentials', {
        params: { path: { id } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.dropCredentials} */
  async dropCredentials(id: string, username: string): Promise<Grant> {
    const client = await this.#client();
    return this.#data(
      await client.request('delete', '/grants/{id}/credentials/{username}', {
        params: { path: { id, username } },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.resetOffsets} */
  async resetOffsets(id: string, body: OffsetResetInput): Promise<OffsetReset> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/grants/{id}/offset-resets', {
        params: { path: { id } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.listCampaigns} */
  async listCampaigns(query?: CampaignQuery): Promise<CampaignPage> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/campaigns', { params: { query } }),
    );
  }

  /** {@inheritDoc DataMeshApi.startCampaign} */
  async startCampaign(body: CampaignInput): Promise<CampaignPlan> {
    const client = await this.#client();
    return this.#data(await client.request('post', '/campaigns', { body }));
  }

  /** {@inheritDoc DataMeshApi.getCampaign} */
  async getCampaign(id: string): Promise<Campaign> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/campaigns/{id}', {
        params: { path: { id } },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.listCampaignItems} */
  async listCampaignItems(
    id: string,
    query?: CampaignItemQuery,
  ): Promise<CampaignItemPage> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/campaigns/{id}/items', {
        params: { path: { id }, query },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.decideCampaignItems} */
  async decideCampaignItems(
    id: string,
    body: CampaignDecisionInput,
  ): Promise<CampaignAnswers> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/campaigns/{id}/decisions', {
        params: { path: { id } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.closeCampaign} */
  async closeCampaign(id: string, reason: string): Promise<Campaign> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/campaigns/{id}/close', {
        params: { path: { id } },
        body: { reason },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.listSchemaChanges} */
  async listSchemaChanges(
    query?: SchemaChangeQuery,
  ): Promise<SchemaChangePage> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/schema-changes', { params: { query } }),
    );
  }

  /** {@inheritDoc DataMeshApi.planSchemaChange} */
  async planSchemaChange(
    body: SchemaChangePlanInput,
  ): Promise<SchemaChangePlan> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/schema-changes/plan', { body }),
    );
  }

  /** {@inheritDoc DataMeshApi.proposeSchemaChange} */
  async proposeSchemaChange(
    body: SchemaChangeInput,
    idempotencyKey: string,
  ): Promise<SchemaChange> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/schema-changes', {
        params: { header: { 'Idempotency-Key': idempotencyKey } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.getSchemaChange} */
  async getSchemaChange(id: string): Promise<SchemaChange> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/schema-changes/{id}', {
        params: { path: { id } },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.answerSchemaChange} */
  async answerSchemaChange(
    id: string,
    body: SchemaChangeAnswerInput,
  ): Promise<SchemaChange> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/schema-changes/{id}/answers', {
        params: { path: { id } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.overrideSchemaChange} */
  async overrideSchemaChange(
    id: string,
    reason: string,
  ): Promise<SchemaChange> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/schema-changes/{id}/override', {
        params: { path: { id } },
        body: { reason },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.withdrawSchemaChange} */
  async withdrawSchemaChange(
    id: string,
    reason: string,
  ): Promise<SchemaChange> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/schema-changes/{id}/withdraw', {
        params: { path: { id } },
        body: { reason },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.retrySchemaChange} */
  async retrySchemaChange(id: string): Promise<SchemaChange> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/schema-changes/{id}/retry', {
        params: { path: { id } },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.listPolicies} */
  async listPolicies(): Promise<PolicyList> {
    const client = await this.#client();
    return this.#data(await client.request('get', '/policies', {}));
  }

  /** {@inheritDoc DataMeshApi.getPolicy} */
  async getPolicy(id: string): Promise<PolicyDetails> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/policies/{id}', {
        params: { path: { id } },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.publishPolicy} */
  async publishPolicy(body: PublicationInput): Promise<PolicyDetails> {
    const client = await this.#client();
    return this.#data(await client.request('post', '/policies', { body }));
  }

  /** {@inheritDoc DataMeshApi.publishPolicyVersion} */
  async publishPolicyVersion(
    id: string,
    body: PolicyVersionInput,
  ): Promise<PolicyDetails> {
    const client = await this.#client();
    return this.#data(
      await client.request('put', '/policies/{id}', {
        params: { path: { id } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.retirePolicy} */
  async retirePolicy(
    id: string,
    body: RetirementInput,
  ): Promise<PolicyVersion> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/policies/{id}/retire', {
        params: { path: { id } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.listPolicyVersions} */
  async listPolicyVersions(
    id: string,
    query?: PolicyVersionQuery,
  ): Promise<PolicyVersionPage> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/policies/{id}/versions', {
        params: { path: { id }, query },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.announcePolicy} */
  async announcePolicy(
    id: string,
    body: AnnouncementInput,
  ): Promise<PolicyAnnouncement> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/policies/{id}/announcement', {
        params: { path: { id } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.listPolicyRules} */
  async listPolicyRules(): Promise<PolicyRuleList> {
    const client = await this.#client();
    return this.#data(await client.request('get', '/policy-rules', {}));
  }

  /** {@inheritDoc DataMeshApi.tryPolicyDocument} */
  async tryPolicyDocument(
    body: PolicyTrialInput,
  ): Promise<PolicyDocumentTrial> {
    const client = await this.#client();
    return this.#data(await client.request('post', '/policy-trials', { body }));
  }

  /** {@inheritDoc DataMeshApi.tryPolicy} */
  async tryPolicy(id: string, body: PolicyChange = {}): Promise<PolicyTrial> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/policies/{id}/what-if', {
        params: { path: { id } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.listFindings} */
  async listFindings(query?: FindingQuery): Promise<FindingPage> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/findings', { params: { query } }),
    );
  }

  /** {@inheritDoc DataMeshApi.listExemptions} */
  async listExemptions(query?: ExemptionQuery): Promise<ExemptionPage> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/exemptions', { params: { query } }),
    );
  }

  /** {@inheritDoc DataMeshApi.requestExemption} */
  async requestExemption(body: ExemptionInput): Promise<Exemption> {
    const client = await this.#client();
    return this.#data(await client.request('post', '/exemptions', { body }));
  }

  /** {@inheritDoc DataMeshApi.decideExemption} */
  async decideExemption(
    id: string,
    body: ExemptionDecision,
  ): Promise<Exemption> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/exemptions/{id}/decision', {
        params: { path: { id } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.revokeExemption} */
  async revokeExemption(id: string, reason: string): Promise<Exemption> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/exemptions/{id}/revoke', {
        params: { path: { id } },
        body: { reason },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.getFindingTrend} */
  async getFindingTrend(
    query?: Query<'getFindingTrend'>,
  ): Promise<FindingTrendDay[]> {
    const client = await this.#client();
    const { items } = this.#data(
      await client.request('get', '/findings/trend', { params: { query } }),
    );
    return items;
  }

  /** {@inheritDoc DataMeshApi.checkDescriptor} */
  async checkDescriptor(body: PolicyCheckInput): Promise<PolicyCheck> {
    const client = await this.#client();
    return this.#data(await client.request('post', '/policy-checks', { body }));
  }

  /** {@inheritDoc DataMeshApi.explainAccess} */
  async explainAccess(query: ExplainQuery): Promise<Explanation> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/explain', { params: { query } }),
    );
  }

  /** {@inheritDoc DataMeshApi.listUnmanagedAcls} */
  async listUnmanagedAcls(
    cluster: string,
    query?: UnmanagedAclQuery,
  ): Promise<UnmanagedAclPage> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/clusters/{cluster}/unmanaged-acls', {
        params: { path: { cluster }, query },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.adoptAcls} */
  async adoptAcls(cluster: string, body: AdoptionInput): Promise<Adoption> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/clusters/{cluster}/adoptions', {
        params: { path: { cluster } },
        body,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.ignoreAcl} */
  async ignoreAcl(
    cluster: string,
    binding: string,
    reason: string,
  ): Promise<UnmanagedAcl> {
    const client = await this.#client();
    return this.#data(
      await client.request(
        'post',
        '/clusters/{cluster}/unmanaged-acls/{binding}/ignore',
        { params: { path: { cluster, binding } }, body: { reason } },
      ),
    );
  }

  /** {@inheritDoc DataMeshApi.unignoreAcl} */
  async unignoreAcl(cluster: string, binding: string): Promise<UnmanagedAcl> {
    const client = await this.#client();
    return this.#data(
      await client.request(
        'delete',
        '/clusters/{cluster}/unmanaged-acls/{binding}/ignore',
        { params: { path: { cluster, binding } } },
      ),
    );
  }

  /** {@inheritDoc DataMeshApi.revokeAcl} */
  async revokeAcl(
    cluster: string,
    binding: string,
    reason: string,
  ): Promise<UnmanagedAcl> {
    const client = await this.#client();
    return this.#data(
      await client.request(
        'post',
        '/clusters/{cluster}/unmanaged-acls/{binding}/revoke',
        { params: { path: { cluster, binding } }, body: { reason } },
      ),
    );
  }

  /** {@inheritDoc DataMeshApi.listPrincipals} */
  async listPrincipals(cluster: string): Promise<PrincipalList> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/clusters/{cluster}/principals', {
        params: { path: { cluster } },
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.confirmPrincipal} */
  async confirmPrincipal(
    cluster: string,
    body: PrincipalConfirmation,
  ): Promise<RegisteredPrincipal> {
    const client = await this.#client();
    return this.#data(
      await client.request(
        'post',
        '/clusters/{cluster}/principals/confirmations',
        { params: { path: { cluster } }, body },
      ),
    );
  }

  /** {@inheritDoc DataMeshApi.listHistory} */
  async listHistory(query?: HistoryQuery): Promise<HistoryPage> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/history', { params: { query } }),
    );
  }

  /** {@inheritDoc DataMeshApi.exportHistory} */
  async exportHistory(query?: HistoryExportQuery): Promise<Blob> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/history/export', {
        params: { query },
        parseAs: 'blob',
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.getFeed} */
  async getFeed(query: Query<'getFeed'>): Promise<FeedPage> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/feed', { params: { query } }),
    );
  }

  /** {@inheritDoc DataMeshApi.keepArchive} */
  async keepArchive(query: ArchiveInput, content: Blob): Promise<Archive> {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/archives', {
        params: { query },
        headers: { 'Content-Type': 'application/zip' },
        body: content as never,
        bodySerializer: body => body as unknown as Blob,
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.listArchives} */
  async listArchives(run: string): Promise<ArchivePage> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/archives', { params: { query: { run } } }),
    );
  }

  /** {@inheritDoc DataMeshApi.downloadArchive} */
  async downloadArchive(id: string): Promise<Blob> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/archives/{id}', {
        params: { path: { id } },
        parseAs: 'blob',
      }),
    );
  }

  /** {@inheritDoc DataMeshApi.listSearchDocuments} */
  async listSearchDocuments(
    query?: Query<'listSearchDocuments'>,
  ): Promise<SearchDocumentPage> {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/search-documents', { params: { query } }),
    );
  }

  async #client(): Promise<Client<paths>> {
    const { discoveryApi, fetchApi } = this.#options;
    const baseUrl = `${await discoveryApi.getBaseUrl('data-mesh')}/v1`;
    return createClient<paths>({
      baseUrl,
      fetch: async request => {
        const { url, method, headers, signal } = request;
        // Taken apart: the app's fetch makes a request of what it is given
        // more than once, which a body can only be read for once.
        const isJson = headers
          .get('Content-Type')
          ?.startsWith('application/json');
        const read = async () =>
          isJson ? request.text() : request.arrayBuffer();
        const body = method === 'GET' ? undefined : await read();
        const response = await fetchApi.fetch(url, {
          method,
          headers,
          signal,
          body,
        });
        if (!response.ok) throw await ResponseError.fromResponse(response);
        return response;
      },
    });
  }

  #data<T>(result: { data?: T; response: Response }): T {
    if (result.data === undefined) {
      throw new Error(
        `The data-mesh backend answered ${result.response.url} without a body`,
      );
    }
    return result.data;
  }
}
