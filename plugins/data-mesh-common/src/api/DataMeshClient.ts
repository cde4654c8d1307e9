import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import createClient, { type Client } from 'openapi-fetch';
import type { operations, paths } from './schema.generated';
import type {
  AccessPlan,
  AccessRequest,
  AccessRequestInput,
  AccessRequestItem,
  Adoption,
  Archive,
  Campaign,
  CampaignPlan,
  CreationInput,
  CreationPlan,
  Exemption,
  Claim,
  ClaimRequest,
  DomainCheck,
  DomainPublication,
  DomainStanding,
  DomainVersion,
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
} from './types';

type Query<Op extends keyof operations> = NonNullable<
  operations[Op]['parameters']['query']
>;
type Input<Op extends keyof operations> = operations[Op] extends {
  requestBody: { content: { 'application/json': infer B } };
}
  ? B
  : never;
type Json<B> = { content: { 'application/json': B } };
type Body<Op extends keyof operations> = operations[Op] extends {
  responses: { 200: Json<infer B> } | { 201: Json<infer B> };
}
  ? B
  : never;

/** Of which run an archive is, and its name. @public */
export type ArchiveInput = Query<'keepArchive'>;
/** The archives of a run. @public */
export type ArchivePage = Body<'listArchives'>;
/** Filters, sort order and page of a list of products. @public */
export type ProductQuery = Query<'listProducts'>;
/** A page of products, with facets over all of them. @public */
export type ProductPage = Body<'listProducts'>;
/** A product with what its topics do now. @public */
export type ProductDetails = Body<'getProduct'>;
/** A descriptor to be published, and why. @public */
export type ProductPublicationInput = Input<'publishProduct'>;
/** A descriptor, the version it is based on, and why. @public */
export type ProductChangeInput = Input<'changeProduct'>;
/** To whom a product is offered, and why. @public */
export type TransferInput = Input<'proposeTransfer'>;
/** A page of offers, the oldest first. @public */
export type OfferPage = Body<'listTransfers'>;
/** Why a product is unpublished, and whether although it is read. @public */
export type UnpublicationInput = Input<'unpublishProduct'>;
/** Which topics are claimed at once, and for whom. @public */
export type BulkClaimInput = Input<'claimTopics'>;
/** What became of each topic that was claimed. @public */
export type BulkClaimResult = Body<'claimTopics'>;
/** A product that somebody else is asked to publish, and why. @public */
export type ClaimRequestInput = Input<'requestClaim'>;
/** Filters and page of a list of such requests. @public */
export type ClaimRequestQuery = Query<'listClaimRequests'>;
/** A page of such requests, the newest first. @public */
export type ClaimRequestPage = Body<'listClaimRequests'>;
/** What is said to such a request. @public */
export type ClaimAnswerInput = Input<'answerClaimRequest'>;
/** When a product ends, and what comes instead. @public */
export type DeprecationInput = Input<'deprecateProduct'>;
/** How a product that is declared, or one port of it, is to end. @public */
export type DeprecationDraft = Input<'draftDeprecation'>;
/** What is to be merged for that, and where. @public */
export type DeprecationLines = Body<'draftDeprecation'>;
/** Of what it is taken back that it ends, and why. @public */
export type ReinstatementInput = Input<'reinstateProduct'>;
/** A plan by which a product is promoted, its run, and why. @public */
export type PromotionActInput = Input<'promoteProduct'>;
/** A page of versions of a product, the newest first. @public */
export type ProductVersionPage = Body<'listProductVersions'>;
/** A descriptor of a domain to be published, why, and by which run. @public */
export type DomainPublicationInput = Input<'publishDomain'>;
/** A descriptor of a domain, the version it is based on, and why. @public */
export type DomainChangeInput = Input<'changeDomain'>;
/** A descriptor of a domain that is to be looked at first. @public */
export type DomainCheckInput = Input<'checkDomainChange'>;
/** A page of versions of a domain, the newest first. @public */
export type DomainVersionPage = Body<'listDomainVersions'>;
/** All clusters, and what is wrong with the configuration. @public */
export type ClusterList = Body<'listClusters'>;
/** A page of a cluster's topics. @public */
export type TopicPage = Body<'listTopics'>;
/** A topic that was created, and whether by this call. @public */
export type TopicCreation = Body<'createTopic'>;
/** A schema version that was registered, and whether by this call. @public */
export type SchemaCreation = Body<'registerSchema'>;
/** Which page of a list of runs is asked for. @public */
export type RunQuery = Query<'listRuns'>;
/** A page of runs, the newest first. @public */
export type RunPage = Body<'listRuns'>;
/** What of a run is gone, and what stays and why. @public */
export type RunUndo = Body<'undoRun'>;
/** Filters and page of a list of consumers. @public */
export type ConsumerQuery = Query<'listConsumers'>;
/** A page of consumers on whose behalf the caller may ask. @public */
export type ConsumerPage = Body<'listConsumers'>;
/** Filters and page of a list of requested items. @public */
export type AccessRequestItemQuery = Query<'listAccessRequestItems'>;
/** A page of requested items, the newest first. @public */
export type AccessRequestItemPage = Body<'listAccessRequestItems'>;
/** What somebody decides on an item, and of which version of it. @public */
export type DecisionInput = Input<'decideItem'>;
/** Filters and page of a list of grants. @public */
export type GrantQuery = Query<'listGrants'>;
/** A page of grants, the newest first. @public */
export type GrantPage = Body<'listGrants'>;
/** Until when a grant is to be renewed, and why. @public */
export type RenewalInput = Input<'renewGrant'>;
/** Why a grant is to end, and when. @public */
export type RevocationInput = Input<'revokeGrant'>;
/** What somebody found who looked at emergency access afterwards. @public */
export type ReviewInput = Input<'reviewGrant'>;
/** Filters and page of a list of campaigns. @public */
export type CampaignQuery = Query<'listCampaigns'>;
/** A page of campaigns, the newest first, and who may start one. @public */
export type CampaignPage = Body<'listCampaigns'>;
/** Whose grants are to be looked at again, why and by when. @public */
export type CampaignInput = Input<'startCampaign'>;
/** Filters and page of a list of a campaign's grants. @public */
export type CampaignItemQuery = Query<'listCampaignItems'>;
/** A page of a campaign's grants. @public */
export type CampaignItemPage = Body<'listCampaignItems'>;
/** What somebody says to grants of a campaign. @public */
export type CampaignDecisionInput = Input<'decideCampaignItems'>;
/** What became of each of the grants that were decided. @public */
export type CampaignAnswers = Body<'decideCampaignItems'>;
/** Filters and page of a list of changes of schemas. @public */
export type SchemaChangeQuery = Query<'listSchemaChanges'>;
/** A page of changes of schemas, the newest first. @public */
export type SchemaChangePage = Body<'listSchemaChanges'>;
/** Which schema a port is to have. @public */
export type SchemaChangePlanInput = Input<'planSchemaChange'>;
/** Which schema a port is to have, why, and by when readers answer. @public */
export type SchemaChangeInput = Input<'proposeSchemaChange'>;
/** What somebody says for a consumer to a change of a schema. @public */
export type SchemaChangeAnswerInput = Input<'answerSchemaChange'>;
/** All policies, and what is wrong with them themselves. @public */
export type PolicyList = Body<'listPolicies'>;
/** How a policy would be changed. @public */
/** A policy to be published, and why. @public */
export type PublicationInput = Input<'publishPolicy'>;
/** The next version of a policy, based on which one, and why. @public */
export type PolicyVersionInput = Input<'publishPolicyVersion'>;
/** Why a policy is retired, and at which version. @public */
export type RetirementInput = Input<'retirePolicy'>;
/** From when a policy is enforced, and what to say to owners. @public */
export type AnnouncementInput = Input<'announcePolicy'>;
/** Which page of a list of versions is asked for. @public */
export type PolicyVersionQuery = Query<'listPolicyVersions'>;
/** A page of versions of a policy, the newest first. @public */
export type PolicyVersionPage = Body<'listPolicyVersions'>;
/** All rules that a policy can use. @public */
export type PolicyRuleList = Body<'listPolicyRules'>;
/** A document to be tried, and on which part of the products. @public */
export type PolicyTrialInput = Input<'tryPolicyDocument'>;
export type PolicyChange = Input<'tryPolicy'>;
/** Filters and page of a list of exemptions. @public */
export type ExemptionQuery = Query<'listExemptions'>;
/** A page of exemptions from policies, the newest first. @public */
export type ExemptionPage = Body<'listExemptions'>;
/** From which policy a product is to be exempt, until when and why. @public */
export type ExemptionInput = Input<'requestExemption'>;
/** What somebody decides on an exemption. @public */
export type ExemptionDecision = Input<'decideExemption'>;
/** What a tool has found of a product's quality. @public */
export type QualityReportInput = Input<'reportQuality'>;
/** Filters and page of a list of findings. @public */
export type FindingQuery = Query<'listFindings'>;
/** A page of findings, with how each domain stands. @public */
export type FindingPage = Body<'listFindings'>;
/** A descriptor to be checked, with schemas that are not registered yet. @public */
export type PolicyCheckInput = Input<'checkDescriptor'>;
/** Of which topic, operation and principal access is to be explained. @public */
export type ExplainQuery = Query<'explainAccess'>;
/** Filters and page of a list of ACLs that no grant has made. @public */
export type UnmanagedAclQuery = Query<'listUnmanagedAcls'>;
/** A page of ACLs that no grant has made. @public */
export type UnmanagedAclPage = Body<'listUnmanagedAcls'>;
/** Which ACLs are to become grants, until when and why. @public */
export type AdoptionInput = Input<'adoptAcls'>;
/** The register of a cluster's principals. @public */
export type PrincipalList = Body<'listPrincipals'>;
/** Which principal is whose. @public */
export type PrincipalConfirmation = Input<'confirmPrincipal'>;
/** Whether credentials are to be made anew. @public */
export type CredentialsInput = Input<'revealCredentials'>;
/** Of which group offsets are to be moved, and where to. @public */
export type OffsetResetInput = Input<'resetOffsets'>;
/** Filters of the history as a file, and its format. @public */
export type HistoryExportQuery = Query<'exportHistory'>;
/** Filters and page of the history. @public */
export type HistoryQuery = Query<'listHistory'>;
/** A page of the history, the newest first. @public */
export type HistoryPage = Body<'listHistory'>;
/** A page of what a search index keeps of the data products. @public */
export type SearchDocumentPage = Body<'listSearchDocuments'>;

/** An item, named by its request. @public */
export type ItemKey = Pick<AccessRequestItem, 'id' | 'requestId'>;

/**
 * The plugin's REST API, for pages and for other backends.
 *
 * Every method throws `ResponseError` of `@backstage/errors` where the
 * backend answers with an error.
 *
 * @public
 */
export interface DataMeshApi {
  listClusters(): Promise<ClusterList>;
  getCluster(cluster: string): Promise<MeshCluster>;
  /** Lets the held removals pass; `hash` is that of the removals shown. */
  confirmRemovals(cluster: string, hash: string): Promise<MeshCluster>;
  listTopics(cluster: string, query?: Query<'listTopics'>): Promise<TopicPage>;
  /** What a creation would do, step by step; stores nothing. */
  planCreation(creation: CreationInput): Promise<CreationPlan>;
  /** Creates a topic at Kafka; the same call of the same run finishes it. */
  createTopic(cluster: string, input: TopicInput): Promise<TopicCreation>;
  /** What changing a topic would come to; changes nothing. */
  planTopicChange(
    cluster: string,
    topic: string,
    input: TopicChangeInput,
  ): Promise<TopicChangePlan>;
  /** Changes a topic by a plan; the same call finishes it. */
  changeTopic(
    cluster: string,
    topic: string,
    input: TopicChangeInput & { planHash: string; reason?: string },
  ): Promise<TopicChangePlan>;
  /** Registers a schema of a topic; the same call of the same run finishes it. */
  registerSchema(cluster: string, input: SchemaInput): Promise<SchemaCreation>;
  /** Runs of the caller, or of everybody for operators. */
  listRuns(query?: RunQuery): Promise<RunPage>;
  getRun(run: string): Promise<Run>;
  /** Takes back what was made in a run; what is used stays. */
  undoRun(run: string, reason?: string): Promise<RunUndo>;
  getTopic(cluster: string, topic: string): Promise<TopicFacts>;
  /** The name that the naming templates give a topic of a domain. */
  suggestTopicName(
    cluster: string,
    query: Query<'suggestTopicName'>,
  ): Promise<Body<'suggestTopicName'>>;
  listProducts(query?: ProductQuery): Promise<ProductPage>;
  /** @param ref - full reference of the product */
  getProduct(ref: string): Promise<ProductDetails>;
  /** Whether a product's promises are kept, and what tools say of its quality. */
  getObjectives(ref: string): Promise<ProductObjectives>;
  /** Adds what a tool has found; for the product's owner. */
  reportQuality(
    ref: string,
    report: QualityReportInput,
  ): Promise<ProductObjectives>;
  /** Publishes a product in the portal; for its owner. */
  publishProduct(input: ProductPublicationInput): Promise<Publication>;
  /** Replaces the descriptor of a published product. */
  changeProduct(ref: string, input: ProductChangeInput): Promise<Publication>;
  /** Takes a published product out of the mesh. */
  unpublishProduct(
    ref: string,
    input: UnpublicationInput,
  ): Promise<ProductVersion>;
  listProductVersions(
    ref: string,
    query?: Query<'listProductVersions'>,
  ): Promise<ProductVersionPage>;
  /** Publishes many topics as products; each is decided by itself. */
  claimTopics(input: BulkClaimInput): Promise<BulkClaimResult>;
  /** Asks the owner of a domain to publish a product. */
  requestClaim(input: ClaimRequestInput): Promise<ClaimRequest>;
  listClaimRequests(query?: ClaimRequestQuery): Promise<ClaimRequestPage>;
  answerClaimRequest(
    id: string,
    answer: ClaimAnswerInput,
  ): Promise<ClaimRequest>;
  withdrawClaimRequest(id: string): Promise<ClaimRequest>;
  /** Says when a published product ends, or one port of it. */
  deprecateProduct(ref: string, input: DeprecationInput): Promise<Publication>;
  /** What is to be merged where a product is declared, so that it ends. */
  draftDeprecation(
    ref: string,
    input: DeprecationDraft,
  ): Promise<DeprecationLines>;
  /** Takes back that a published product ends. */
  reinstateProduct(
    ref: string,
    input: ReinstatementInput,
  ): Promise<Publication>;
  /** Ends a published product. */
  retireProduct(ref: string, input: UnpublicationInput): Promise<Publication>;
  /** What promoting a product would come to; changes nothing. */
  planPromotion(ref: string, input: PromotionInput): Promise<PromotionPlan>;
  /** Promotes a product by a plan; the same call of the same run finishes it. */
  promoteProduct(ref: string, input: PromotionActInput): Promise<Promotion>;
  /** Who reads a product. */
  listReaders(
    ref: string,
    query?: Query<'listReaders'>,
  ): Promise<ProductReaderList>;
  /** How a published product stands; 404 unless it is one. */
  getPublication(ref: string): Promise<ProductStanding>;
  /** Offers a published product to another owner. */
  proposeTransfer(ref: string, input: TransferInput): Promise<Transfer>;
  /** Accepts or declines what is offered, or takes it back. */
  answerTransfer(ref: string, accept: boolean): Promise<ProductVersion>;
  /** What is offered to oneself, and waits for an answer. */
  listTransfers(query?: Query<'listTransfers'>): Promise<OfferPage>;
  /** How a discovered product could be published. */
  getProductClaim(ref: string): Promise<Claim>;
  /** How a topic that no product holds could be published. */
  getTopicClaim(topic: TopicKey): Promise<Claim>;
  /** The descriptor of a published product, as YAML. */
  exportDescriptor(ref: string): Promise<string>;
  /** Publishes a data domain in the portal. */
  publishDomain(input: DomainPublicationInput): Promise<DomainPublication>;
  /** Replaces the descriptor of a published domain. */
  changeDomain(
    ref: string,
    input: DomainChangeInput,
  ): Promise<DomainPublication>;
  /** What a change of a published domain would come to. */
  checkDomainChange(ref: string, input: DomainCheckInput): Promise<DomainCheck>;
  /** How a published domain stands, and what one may do with it. */
  getDomainPublication(ref: string): Promise<DomainStanding>;
  /** Offers a published domain to another owner. */
  proposeDomainTransfer(ref: string, input: TransferInput): Promise<Transfer>;
  /** Accepts or declines a domain that is offered, or takes it back. */
  answerDomainTransfer(ref: string, accept: boolean): Promise<DomainVersion>;
  /** Takes a published domain, with nothing in it, out of the mesh. */
  unpublishDomain(ref: string, reason: string): Promise<DomainVersion>;
  listDomainVersions(
    ref: string,
    query?: Query<'listDomainVersions'>,
  ): Promise<DomainVersionPage>;
  /** The descriptor of a published domain, as YAML. */
  exportDomainDescriptor(ref: string): Promise<string>;
  /** Lets an untrusted declaration hold a topic of one's domain. */
  acceptDeclaration(ref: string, topic: TopicKey): Promise<MeshProduct>;
  /** What a request would do; stores nothing. */
  createPlan(accessRequest: AccessRequestInput): Promise<AccessPlan>;
  /** Who would decide on reading a product that is not there yet. */
  previewAccessRule(
    query: Query<'previewAccessRule'>,
  ): Promise<Body<'previewAccessRule'>>;
  listConsumers(query?: ConsumerQuery): Promise<ConsumerPage>;
  listAccessRequestItems(
    query?: AccessRequestItemQuery,
  ): Promise<AccessRequestItemPage>;
  /**
   * @param idempotencyKey - the same for each try to send the same request, so
   *   that they make one
   */
  submitAccessRequest(
    request: AccessRequestInput,
    idempotencyKey: string,
  ): Promise<AccessRequest>;
  getAccessRequest(id: string): Promise<AccessRequest>;
  decideItem(
    item: ItemKey,
    decision: DecisionInput,
  ): Promise<AccessRequestItem>;
  withdrawItem(item: ItemKey): Promise<AccessRequestItem>;
  listGrants(query?: GrantQuery): Promise<GrantPage>;
  /** With evidence of its use and, for its parties, how to connect. */
  getGrant(id: string): Promise<Grant>;
  renewGrant(id: string, renewal?: RenewalInput): Promise<Grant>;
  revokeGrant(id: string, revocation: RevocationInput): Promise<Grant>;
  /** Tries again what failed, or creates again what was removed by hand. */
  retryGrant(id: string): Promise<Grant>;
  /** Closes the review of emergency access. */
  reviewGrant(id: string, review: ReviewInput): Promise<Grant>;
  /** Answers a password this once, unless a secret sink has it. */
  revealCredentials(
    id: string,
    input?: CredentialsInput,
  ): Promise<RevealedCredentials>;
  /** Lets the user of before a rotation go, with its access. */
  dropCredentials(id: string, username: string): Promise<Grant>;
  /** Moves offsets of a group, or shows what would move: `dryRun`. */
  resetOffsets(id: string, input: OffsetResetInput): Promise<OffsetReset>;
  listCampaigns(query?: CampaignQuery): Promise<CampaignPage>;
  /** Starts a campaign, or shows what it would hold: `dryRun`. */
  startCampaign(input: CampaignInput): Promise<CampaignPlan>;
  getCampaign(id: string): Promise<Campaign>;
  listCampaignItems(
    id: string,
    query?: CampaignItemQuery,
  ): Promise<CampaignItemPage>;
  decideCampaignItems(
    id: string,
    input: CampaignDecisionInput,
  ): Promise<CampaignAnswers>;
  /** Ends a campaign before its date. */
  closeCampaign(id: string, reason: string): Promise<Campaign>;
  listSchemaChanges(query?: SchemaChangeQuery): Promise<SchemaChangePage>;
  /** What a schema would break, and whom it would ask; stores nothing. */
  planSchemaChange(input: SchemaChangePlanInput): Promise<SchemaChangePlan>;
  /**
   * Registers a compatible schema, and proposes any other to its readers.
   *
   * @param idempotencyKey - the same for each try to send the same proposal
   */
  proposeSchemaChange(
    input: SchemaChangeInput,
    idempotencyKey: string,
  ): Promise<SchemaChange>;
  getSchemaChange(id: string): Promise<SchemaChange>;
  answerSchemaChange(
    id: string,
    input: SchemaChangeAnswerInput,
  ): Promise<SchemaChange>;
  /** Accepts a change for its readers. */
  overrideSchemaChange(id: string, reason: string): Promise<SchemaChange>;
  withdrawSchemaChange(id: string, reason: string): Promise<SchemaChange>;
  retrySchemaChange(id: string): Promise<SchemaChange>;
  listPolicies(): Promise<PolicyList>;
  getPolicy(id: string): Promise<PolicyDetails>;
  /** Publishes a policy under an ID that has none. */
  publishPolicy(input: PublicationInput): Promise<PolicyDetails>;
  /** Publishes the next version of a policy of the portal. */
  publishPolicyVersion(
    id: string,
    input: PolicyVersionInput,
  ): Promise<PolicyDetails>;
  /** Takes a policy of the portal out of force. */
  retirePolicy(id: string, input: RetirementInput): Promise<PolicyVersion>;
  listPolicyVersions(
    id: string,
    query?: PolicyVersionQuery,
  ): Promise<PolicyVersionPage>;
  /** Tells owners of products that fail from when a policy is enforced. */
  announcePolicy(
    id: string,
    input: AnnouncementInput,
  ): Promise<PolicyAnnouncement>;
  listPolicyRules(): Promise<PolicyRuleList>;
  /** What is wrong with a document, else what it would find; stores nothing. */
  tryPolicyDocument(input: PolicyTrialInput): Promise<PolicyDocumentTrial>;
  /** What a policy, or a change of it, would find wrong; stores nothing. */
  tryPolicy(id: string, change?: PolicyChange): Promise<PolicyTrial>;
  listFindings(query?: FindingQuery): Promise<FindingPage>;
  listExemptions(query?: ExemptionQuery): Promise<ExemptionPage>;
  requestExemption(input: ExemptionInput): Promise<Exemption>;
  decideExemption(id: string, decision: ExemptionDecision): Promise<Exemption>;
  /** Takes it back, whether it waits or holds. */
  revokeExemption(id: string, reason: string): Promise<Exemption>;
  /** How many findings were open on each of the last days. */
  getFindingTrend(query?: Query<'getFindingTrend'>): Promise<FindingTrendDay[]>;
  /** What policies would find wrong with a product before it is there. */
  checkDescriptor(input: PolicyCheckInput): Promise<PolicyCheck>;
  explainAccess(query: ExplainQuery): Promise<Explanation>;
  listUnmanagedAcls(
    cluster: string,
    query?: UnmanagedAclQuery,
  ): Promise<UnmanagedAclPage>;
  /** Makes grants of ACLs, or shows which: `dryRun`. */
  adoptAcls(cluster: string, input: AdoptionInput): Promise<Adoption>;
  /** @param id - of the ACL */
  ignoreAcl(cluster: string, id: string, reason: string): Promise<UnmanagedAcl>;
  /** Lists an ACL again that was ignored. */
  unignoreAcl(cluster: string, id: string): Promise<UnmanagedAcl>;
  /**
   * Deletes one ACL at Kafka.
   *
   * @param id - of the ACL
   */
  revokeAcl(cluster: string, id: string, reason: string): Promise<UnmanagedAcl>;
  listPrincipals(cluster: string): Promise<PrincipalList>;
  confirmPrincipal(
    cluster: string,
    confirmation: PrincipalConfirmation,
  ): Promise<RegisteredPrincipal>;
  listHistory(query?: HistoryQuery): Promise<HistoryPage>;
  /** All entries that match, the oldest first, as the content of a file. */
  exportHistory(query?: HistoryExportQuery): Promise<Blob>;
  /** For plugins only; see the OpenAPI document for the meaning of `reset`. */
  getFeed(query: Query<'getFeed'>): Promise<FeedPage>;
  /** For plugins only. */
  /** Keeps a ZIP file of a run for its caller, for 24 hours. */
  keepArchive(query: ArchiveInput, content: Blob): Promise<Archive>;
  /** The archives of a run of the caller's. */
  listArchives(run: string): Promise<ArchivePage>;
  /** A ZIP file, for whoever made it. */
  downloadArchive(id: string): Promise<Blob>;
  listSearchDocuments(
    query?: Query<'listSearchDocuments'>,
  ): Promise<SearchDocumentPage>;
}

/** @public */
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

  async listClusters() {
    return this.#data(await (await this.#client()).request('get', '/clusters'));
  }

  async getCluster(cluster: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/clusters/{cluster}', {
        params: { path: { cluster } },
      }),
    );
  }

  async confirmRemovals(cluster: string, hash: string) {
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

  async listTopics(cluster: string, query?: Query<'listTopics'>) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/clusters/{cluster}/topics', {
        params: { path: { cluster }, query },
      }),
    );
  }

  async createTopic(cluster: string, body: TopicInput) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/clusters/{cluster}/topics', {
        params: { path: { cluster } },
        body,
      }),
    );
  }

  async planTopicChange(
    cluster: string,
    topic: string,
    body: TopicChangeInput,
  ) {
    const client = await this.#client();
    return this.#data(
      await client.request(
        'post',
        '/clusters/{cluster}/topics/{topic}/change-plan',
        { params: { path: { cluster, topic } }, body },
      ),
    );
  }

  async changeTopic(
    cluster: string,
    topic: string,
    body: TopicChangeInput & { planHash: string; reason?: string },
  ) {
    const client = await this.#client();
    return this.#data(
      await client.request('patch', '/clusters/{cluster}/topics/{topic}', {
        params: { path: { cluster, topic } },
        body,
      }),
    );
  }

  async registerSchema(cluster: string, body: SchemaInput) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/clusters/{cluster}/schemas', {
        params: { path: { cluster } },
        body,
      }),
    );
  }

  async listRuns(query?: RunQuery) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/runs', { params: { query } }),
    );
  }

  async getRun(run: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/runs/{run}', { params: { path: { run } } }),
    );
  }

  async undoRun(run: string, reason?: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/runs/{run}/undo', {
        params: { path: { run } },
        body: reason ? { reason } : {},
      }),
    );
  }

  async getTopic(cluster: string, topic: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/clusters/{cluster}/topics/{topic}', {
        params: { path: { cluster, topic } },
      }),
    );
  }

  async suggestTopicName(cluster: string, query: Query<'suggestTopicName'>) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/clusters/{cluster}/topic-name', {
        params: { path: { cluster }, query },
      }),
    );
  }

  async listProducts(query?: ProductQuery) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/products', { params: { query } }),
    );
  }

  async getProduct(ref: string) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('get', '/products/{namespace}/{name}', {
        params: { path: { namespace, name } },
      }),
    );
  }

  async getObjectives(ref: string) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('get', '/products/{namespace}/{name}/objectives', {
        params: { path: { namespace, name } },
      }),
    );
  }

  async reportQuality(ref: string, report: QualityReportInput) {
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

  async publishProduct(body: ProductPublicationInput) {
    const client = await this.#client();
    return this.#data(await client.request('post', '/products', { body }));
  }

  async changeProduct(ref: string, body: ProductChangeInput) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('patch', '/products/{namespace}/{name}', {
        params: { path: { namespace, name } },
        body,
      }),
    );
  }

  async unpublishProduct(ref: string, body: UnpublicationInput) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('delete', '/products/{namespace}/{name}', {
        params: { path: { namespace, name } },
        body,
      }),
    );
  }

  async listProductVersions(ref: string, query?: Query<'listProductVersions'>) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('get', '/products/{namespace}/{name}/versions', {
        params: { path: { namespace, name }, query },
      }),
    );
  }

  async getPublication(ref: string) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('get', '/products/{namespace}/{name}/publication', {
        params: { path: { namespace, name } },
      }),
    );
  }

  async proposeTransfer(ref: string, body: TransferInput) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('post', '/products/{namespace}/{name}/transfer', {
        params: { path: { namespace, name } },
        body,
      }),
    );
  }

  async listTransfers(query?: Query<'listTransfers'>) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/transfers', { params: { query } }),
    );
  }

  async answerTransfer(ref: string, accept: boolean) {
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

  async getProductClaim(ref: string) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('get', '/products/{namespace}/{name}/claim', {
        params: { path: { namespace, name } },
      }),
    );
  }

  async getTopicClaim({ cluster, topic }: TopicKey) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/clusters/{cluster}/topics/{topic}/claim', {
        params: { path: { cluster, topic } },
      }),
    );
  }

  async exportDescriptor(ref: string) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('get', '/products/{namespace}/{name}/descriptor', {
        params: { path: { namespace, name } },
        parseAs: 'text',
      }),
    );
  }

  async claimTopics(body: BulkClaimInput) {
    const client = await this.#client();
    return this.#data(await client.request('post', '/claims', { body }));
  }

  async requestClaim(body: ClaimRequestInput) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/claim-requests', { body }),
    );
  }

  async listClaimRequests(query?: ClaimRequestQuery) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/claim-requests', { params: { query } }),
    );
  }

  async answerClaimRequest(id: string, body: ClaimAnswerInput) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/claim-requests/{id}/answer', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async withdrawClaimRequest(id: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('delete', '/claim-requests/{id}', {
        params: { path: { id } },
      }),
    );
  }

  async deprecateProduct(ref: string, body: DeprecationInput) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('post', '/products/{namespace}/{name}/deprecation', {
        params: { path: { namespace, name } },
        body,
      }),
    );
  }

  async draftDeprecation(ref: string, body: DeprecationDraft) {
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

  async planPromotion(ref: string, body: PromotionInput) {
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

  async promoteProduct(ref: string, body: PromotionActInput) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('post', '/products/{namespace}/{name}/promotions', {
        params: { path: { namespace, name } },
        body,
      }),
    );
  }

  async reinstateProduct(ref: string, body: ReinstatementInput) {
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

  async retireProduct(ref: string, body: UnpublicationInput) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('post', '/products/{namespace}/{name}/retirement', {
        params: { path: { namespace, name } },
        body,
      }),
    );
  }

  async listReaders(ref: string, query?: Query<'listReaders'>) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('get', '/products/{namespace}/{name}/readers', {
        params: { path: { namespace, name }, query },
      }),
    );
  }

  async publishDomain(body: DomainPublicationInput) {
    const client = await this.#client();
    return this.#data(await client.request('post', '/domains', { body }));
  }

  async changeDomain(ref: string, body: DomainChangeInput) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('patch', '/domains/{namespace}/{name}', {
        params: { path: { namespace, name } },
        body,
      }),
    );
  }

  async checkDomainChange(ref: string, body: DomainCheckInput) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('post', '/domains/{namespace}/{name}/check', {
        params: { path: { namespace, name } },
        body,
      }),
    );
  }

  async getDomainPublication(ref: string) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('get', '/domains/{namespace}/{name}/publication', {
        params: { path: { namespace, name } },
      }),
    );
  }

  async proposeDomainTransfer(ref: string, body: TransferInput) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('post', '/domains/{namespace}/{name}/transfer', {
        params: { path: { namespace, name } },
        body,
      }),
    );
  }

  async answerDomainTransfer(ref: string, accept: boolean) {
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

  async unpublishDomain(ref: string, reason: string) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('delete', '/domains/{namespace}/{name}', {
        params: { path: { namespace, name } },
        body: { reason },
      }),
    );
  }

  async listDomainVersions(ref: string, query?: Query<'listDomainVersions'>) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('get', '/domains/{namespace}/{name}/versions', {
        params: { path: { namespace, name }, query },
      }),
    );
  }

  async exportDomainDescriptor(ref: string) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('get', '/domains/{namespace}/{name}/descriptor', {
        params: { path: { namespace, name } },
        parseAs: 'text',
      }),
    );
  }

  async acceptDeclaration(ref: string, topic: TopicKey) {
    const client = await this.#client();
    const { namespace, name } = parseEntityRef(ref);
    return this.#data(
      await client.request('post', '/products/{namespace}/{name}/acceptances', {
        params: { path: { namespace, name } },
        body: topic,
      }),
    );
  }

  async createPlan(accessRequest: AccessRequestInput) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/plans', { body: { accessRequest } }),
    ) as AccessPlan;
  }

  async planCreation(creation: CreationInput) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/plans', { body: { creation } }),
    ) as CreationPlan;
  }

  async previewAccessRule(query: Query<'previewAccessRule'>) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/access-rules/preview', {
        params: { query },
      }),
    );
  }

  async listConsumers(query?: ConsumerQuery) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/consumers', { params: { query } }),
    );
  }

  async listAccessRequestItems(query?: AccessRequestItemQuery) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/access-requests', { params: { query } }),
    );
  }

  async submitAccessRequest(body: AccessRequestInput, idempotencyKey: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/access-requests', {
        params: { header: { 'Idempotency-Key': idempotencyKey } },
        body,
      }),
    );
  }

  async getAccessRequest(id: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/access-requests/{id}', {
        params: { path: { id } },
      }),
    );
  }

  async decideItem({ requestId: id, id: item }: ItemKey, body: DecisionInput) {
    const client = await this.#client();
    return this.#data(
      await client.request(
        'post',
        '/access-requests/{id}/items/{item}/decisions',
        { params: { path: { id, item } }, body },
      ),
    );
  }

  async withdrawItem({ requestId: id, id: item }: ItemKey) {
    const client = await this.#client();
    return this.#data(
      await client.request(
        'post',
        '/access-requests/{id}/items/{item}/withdrawal',
        { params: { path: { id, item } } },
      ),
    );
  }

  async listGrants(query?: GrantQuery) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/grants', { params: { query } }),
    );
  }

  async getGrant(id: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/grants/{id}', { params: { path: { id } } }),
    );
  }

  async renewGrant(id: string, body: RenewalInput = {}) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/grants/{id}/renew', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async revokeGrant(id: string, body: RevocationInput) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/grants/{id}/revoke', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async retryGrant(id: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/grants/{id}/retry', {
        params: { path: { id } },
      }),
    );
  }

  async reviewGrant(id: string, body: ReviewInput) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/grants/{id}/review', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async revealCredentials(id: string, body: CredentialsInput = {}) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/grants/{id}/credentials', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async dropCredentials(id: string, username: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('delete', '/grants/{id}/credentials/{username}', {
        params: { path: { id, username } },
      }),
    );
  }

  async resetOffsets(id: string, body: OffsetResetInput) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/grants/{id}/offset-resets', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async listCampaigns(query?: CampaignQuery) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/campaigns', { params: { query } }),
    );
  }

  async startCampaign(body: CampaignInput) {
    const client = await this.#client();
    return this.#data(await client.request('post', '/campaigns', { body }));
  }

  async getCampaign(id: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/campaigns/{id}', {
        params: { path: { id } },
      }),
    );
  }

  async listCampaignItems(id: string, query?: CampaignItemQuery) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/campaigns/{id}/items', {
        params: { path: { id }, query },
      }),
    );
  }

  async decideCampaignItems(id: string, body: CampaignDecisionInput) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/campaigns/{id}/decisions', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async closeCampaign(id: string, reason: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/campaigns/{id}/close', {
        params: { path: { id } },
        body: { reason },
      }),
    );
  }

  async listSchemaChanges(query?: SchemaChangeQuery) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/schema-changes', { params: { query } }),
    );
  }

  async planSchemaChange(body: SchemaChangePlanInput) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/schema-changes/plan', { body }),
    );
  }

  async proposeSchemaChange(body: SchemaChangeInput, idempotencyKey: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/schema-changes', {
        params: { header: { 'Idempotency-Key': idempotencyKey } },
        body,
      }),
    );
  }

  async getSchemaChange(id: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/schema-changes/{id}', {
        params: { path: { id } },
      }),
    );
  }

  async answerSchemaChange(id: string, body: SchemaChangeAnswerInput) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/schema-changes/{id}/answers', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async overrideSchemaChange(id: string, reason: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/schema-changes/{id}/override', {
        params: { path: { id } },
        body: { reason },
      }),
    );
  }

  async withdrawSchemaChange(id: string, reason: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/schema-changes/{id}/withdraw', {
        params: { path: { id } },
        body: { reason },
      }),
    );
  }

  async retrySchemaChange(id: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/schema-changes/{id}/retry', {
        params: { path: { id } },
      }),
    );
  }

  async listPolicies() {
    const client = await this.#client();
    return this.#data(await client.request('get', '/policies', {}));
  }

  async getPolicy(id: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/policies/{id}', {
        params: { path: { id } },
      }),
    );
  }

  async publishPolicy(body: PublicationInput) {
    const client = await this.#client();
    return this.#data(await client.request('post', '/policies', { body }));
  }

  async publishPolicyVersion(id: string, body: PolicyVersionInput) {
    const client = await this.#client();
    return this.#data(
      await client.request('put', '/policies/{id}', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async retirePolicy(id: string, body: RetirementInput) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/policies/{id}/retire', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async listPolicyVersions(id: string, query?: PolicyVersionQuery) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/policies/{id}/versions', {
        params: { path: { id }, query },
      }),
    );
  }

  async announcePolicy(id: string, body: AnnouncementInput) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/policies/{id}/announcement', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async listPolicyRules() {
    const client = await this.#client();
    return this.#data(await client.request('get', '/policy-rules', {}));
  }

  async tryPolicyDocument(body: PolicyTrialInput) {
    const client = await this.#client();
    return this.#data(await client.request('post', '/policy-trials', { body }));
  }

  async tryPolicy(id: string, body: PolicyChange = {}) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/policies/{id}/what-if', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async listFindings(query?: FindingQuery) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/findings', { params: { query } }),
    );
  }

  async listExemptions(query?: ExemptionQuery) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/exemptions', { params: { query } }),
    );
  }

  async requestExemption(body: ExemptionInput) {
    const client = await this.#client();
    return this.#data(await client.request('post', '/exemptions', { body }));
  }

  async decideExemption(id: string, body: ExemptionDecision) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/exemptions/{id}/decision', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async revokeExemption(id: string, reason: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/exemptions/{id}/revoke', {
        params: { path: { id } },
        body: { reason },
      }),
    );
  }

  async getFindingTrend(query?: Query<'getFindingTrend'>) {
    const client = await this.#client();
    const { items } = this.#data(
      await client.request('get', '/findings/trend', { params: { query } }),
    );
    return items;
  }

  async checkDescriptor(body: PolicyCheckInput) {
    const client = await this.#client();
    return this.#data(await client.request('post', '/policy-checks', { body }));
  }

  async explainAccess(query: ExplainQuery) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/explain', { params: { query } }),
    );
  }

  async listUnmanagedAcls(cluster: string, query?: UnmanagedAclQuery) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/clusters/{cluster}/unmanaged-acls', {
        params: { path: { cluster }, query },
      }),
    );
  }

  async adoptAcls(cluster: string, body: AdoptionInput) {
    const client = await this.#client();
    return this.#data(
      await client.request('post', '/clusters/{cluster}/adoptions', {
        params: { path: { cluster } },
        body,
      }),
    );
  }

  async ignoreAcl(cluster: string, binding: string, reason: string) {
    const client = await this.#client();
    return this.#data(
      await client.request(
        'post',
        '/clusters/{cluster}/unmanaged-acls/{binding}/ignore',
        { params: { path: { cluster, binding } }, body: { reason } },
      ),
    );
  }

  async unignoreAcl(cluster: string, binding: string) {
    const client = await this.#client();
    return this.#data(
      await client.request(
        'delete',
        '/clusters/{cluster}/unmanaged-acls/{binding}/ignore',
        { params: { path: { cluster, binding } } },
      ),
    );
  }

  async revokeAcl(cluster: string, binding: string, reason: string) {
    const client = await this.#client();
    return this.#data(
      await client.request(
        'post',
        '/clusters/{cluster}/unmanaged-acls/{binding}/revoke',
        { params: { path: { cluster, binding } }, body: { reason } },
      ),
    );
  }

  async listPrincipals(cluster: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/clusters/{cluster}/principals', {
        params: { path: { cluster } },
      }),
    );
  }

  async confirmPrincipal(cluster: string, body: PrincipalConfirmation) {
    const client = await this.#client();
    return this.#data(
      await client.request(
        'post',
        '/clusters/{cluster}/principals/confirmations',
        { params: { path: { cluster } }, body },
      ),
    );
  }

  async listHistory(query?: HistoryQuery) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/history', { params: { query } }),
    );
  }

  async exportHistory(query?: HistoryExportQuery) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/history/export', {
        params: { query },
        parseAs: 'blob',
      }),
    );
  }

  async getFeed(query: Query<'getFeed'>) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/feed', { params: { query } }),
    );
  }

  async keepArchive(query: ArchiveInput, content: Blob) {
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

  async listArchives(run: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/archives', { params: { query: { run } } }),
    );
  }

  async downloadArchive(id: string) {
    const client = await this.#client();
    return this.#data(
      await client.request('get', '/archives/{id}', {
        params: { path: { id } },
        parseAs: 'blob',
      }),
    );
  }

  async listSearchDocuments(query?: Query<'listSearchDocuments'>) {
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
