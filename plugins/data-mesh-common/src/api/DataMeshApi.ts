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
 * The plugin's REST API, for pages and for other backends.
 *
 * Every method throws `ResponseError` of `@backstage/errors` where the
 * backend answers with an error.
 *
 * @public
 */
export interface DataMeshApi {
  /** State of each configured cluster, and what is wrong with the configuration. */
  listClusters(): Promise<ClusterList>;
  /** State of one cluster, and what it could not be asked. */
  getCluster(cluster: string): Promise<MeshCluster>;
  /** Lets the held removals pass; `hash` is that of the removals shown. */
  confirmRemovals(cluster: string, hash: string): Promise<MeshCluster>;
  /** Topics of all clusters that the caller may see. */
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
  /** What was made in a run, step by step. */
  getRun(run: string): Promise<Run>;
  /** Takes back what was made in a run; what is used stays. */
  undoRun(run: string, reason?: string): Promise<RunUndo>;
  /** What one topic is and does, as of the last pass. */
  getTopic(cluster: string, topic: string): Promise<TopicFacts>;
  /**
   * The newest records of a topic, for those who may see them; that they were
   * seen is in the history.
   *
   * @param limit - 10 by default, 50 at most
   */
  sampleRecords(
    cluster: string,
    topic: string,
    limit?: number,
  ): Promise<RecordSample>;
  /** The name that the naming templates give a topic of a domain. */
  suggestTopicName(
    cluster: string,
    query: Query<'suggestTopicName'>,
  ): Promise<Body<'suggestTopicName'>>;
  /** Data products that the caller may see, with facets over all of them. */
  listProducts(query?: ProductQuery): Promise<ProductPage>;
  /**
   * A data product, with what is live behind its ports.
   *
   * @param ref - full reference of the product
   */
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
  /** What was published of a product in the portal. */
  listProductVersions(
    ref: string,
    query?: Query<'listProductVersions'>,
  ): Promise<ProductVersionPage>;
  /** Publishes many topics as products; each is decided by itself. */
  claimTopics(input: BulkClaimInput): Promise<BulkClaimResult>;
  /** Asks the owner of a domain to publish a product. */
  requestClaim(input: ClaimRequestInput): Promise<ClaimRequest>;
  /** What owners of domains are asked to publish for others. */
  listClaimRequests(query?: ClaimRequestQuery): Promise<ClaimRequestPage>;
  /** Publishes what was proposed, or declines to; for the owner of the domain. */
  answerClaimRequest(
    id: string,
    answer: ClaimAnswerInput,
  ): Promise<ClaimRequest>;
  /** Takes a request to publish back; for who has made it. */
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
  /** What was published of a domain in the portal. */
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
  /** Consumers on whose behalf the caller may ask for access. */
  listConsumers(query?: ConsumerQuery): Promise<ConsumerPage>;
  /** Items of requests that the caller has made, has to decide on, or may see. */
  listAccessRequestItems(
    query?: AccessRequestItemQuery,
  ): Promise<AccessRequestItemPage>;
  /**
   * Asks for access, item by item.
   *
   * @param idempotencyKey - the same for each try to send the same request, so
   *   that they make one
   */
  submitAccessRequest(
    request: AccessRequestInput,
    idempotencyKey: string,
  ): Promise<AccessRequest>;
  /** A request with all of its items. */
  getAccessRequest(id: string): Promise<AccessRequest>;
  /** Approves or rejects the step that an item is at. */
  decideItem(
    item: ItemKey,
    decision: DecisionInput,
  ): Promise<AccessRequestItem>;
  /** Takes an item back that is not decided yet; for its requester. */
  withdrawItem(item: ItemKey): Promise<AccessRequestItem>;
  /** Grants that concern the caller, or that they may see. */
  listGrants(query?: GrantQuery): Promise<GrantPage>;
  /** With evidence of its use and, for its parties, how to connect. */
  getGrant(id: string): Promise<Grant>;
  /** Moves the end; on evidence of use at once, else for the owner. */
  renewGrant(id: string, renewal?: RenewalInput): Promise<Grant>;
  /** Ends a grant, at once or at a time; for its owner, its consumer or governance. */
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
  /** Campaigns in which grants of a domain are looked at again. */
  listCampaigns(query?: CampaignQuery): Promise<CampaignPage>;
  /** Starts a campaign, or shows what it would hold: `dryRun`. */
  startCampaign(input: CampaignInput): Promise<CampaignPlan>;
  /** A campaign, and how far it is. */
  getCampaign(id: string): Promise<Campaign>;
  /** The grants of a campaign, with what was answered. */
  listCampaignItems(
    id: string,
    query?: CampaignItemQuery,
  ): Promise<CampaignItemPage>;
  /** Confirms grants, or drops them, which revokes them at once; for owners. */
  decideCampaignItems(
    id: string,
    input: CampaignDecisionInput,
  ): Promise<CampaignAnswers>;
  /** Ends a campaign before its date. */
  closeCampaign(id: string, reason: string): Promise<Campaign>;
  /** Changes of schemas, and what their readers say to them. */
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
  /** A change of a schema, and what its readers say to it. */
  getSchemaChange(id: string): Promise<SchemaChange>;
  /** Says for a consumer what it makes of a change; for its owner. */
  answerSchemaChange(
    id: string,
    input: SchemaChangeAnswerInput,
  ): Promise<SchemaChange>;
  /** Accepts a change for its readers. */
  overrideSchemaChange(id: string, reason: string): Promise<SchemaChange>;
  /** Takes a change back that is not registered; for the product's owner. */
  withdrawSchemaChange(id: string, reason: string): Promise<SchemaChange>;
  /** Tries again to register a change that failed; for the product's owner. */
  retrySchemaChange(id: string): Promise<SchemaChange>;
  /** Governance rules, with how much each of them finds wrong now. */
  listPolicies(): Promise<PolicyList>;
  /** A policy, with its document. */
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
  /** What was published of a policy of the portal; drafts only for operators and governance. */
  listPolicyVersions(
    id: string,
    query?: PolicyVersionQuery,
  ): Promise<PolicyVersionPage>;
  /** Tells owners of products that fail from when a policy is enforced. */
  announcePolicy(
    id: string,
    input: AnnouncementInput,
  ): Promise<PolicyAnnouncement>;
  /** The rules that a policy can use, with their parameters. */
  listPolicyRules(): Promise<PolicyRuleList>;
  /** What is wrong with a document, else what it would find; stores nothing. */
  tryPolicyDocument(input: PolicyTrialInput): Promise<PolicyDocumentTrial>;
  /** What a policy, or a change of it, would find wrong; stores nothing. */
  tryPolicy(id: string, change?: PolicyChange): Promise<PolicyTrial>;
  /** What policies find wrong, or have found. */
  listFindings(query?: FindingQuery): Promise<FindingPage>;
  /** Products that policies are not held against for a while. */
  listExemptions(query?: ExemptionQuery): Promise<ExemptionPage>;
  /** Asks for an exemption; for the product's owner, and who makes policies. */
  requestExemption(input: ExemptionInput): Promise<Exemption>;
  /** Approves or rejects; for those who make policies, but whoever asked. */
  decideExemption(id: string, decision: ExemptionDecision): Promise<Exemption>;
  /** Takes it back, whether it waits or holds. */
  revokeExemption(id: string, reason: string): Promise<Exemption>;
  /** How many findings were open on each of the last days. */
  getFindingTrend(query?: Query<'getFindingTrend'>): Promise<FindingTrendDay[]>;
  /** What policies would find wrong with a product before it is there. */
  checkDescriptor(input: PolicyCheckInput): Promise<PolicyCheck>;
  /** Who may do it, through which bindings, and on whose approval. */
  explainAccess(query: ExplainQuery): Promise<Explanation>;
  /** ACLs at Kafka that no grant has made. */
  listUnmanagedAcls(
    cluster: string,
    query?: UnmanagedAclQuery,
  ): Promise<UnmanagedAclPage>;
  /** Makes grants of ACLs, or shows which: `dryRun`. */
  adoptAcls(cluster: string, input: AdoptionInput): Promise<Adoption>;
  /**
   * Leaves an ACL that no grant has made out of the list.
   *
   * @param id - of the ACL
   */
  ignoreAcl(cluster: string, id: string, reason: string): Promise<UnmanagedAcl>;
  /** Lists an ACL again that was ignored. */
  unignoreAcl(cluster: string, id: string): Promise<UnmanagedAcl>;
  /**
   * Deletes one ACL at Kafka.
   *
   * @param id - of the ACL
   */
  revokeAcl(cluster: string, id: string, reason: string): Promise<UnmanagedAcl>;
  /** The register; which consumer holds which principal. */
  listPrincipals(cluster: string): Promise<PrincipalList>;
  /** Lets a consumer from an untrusted location hold its principal; for operators. */
  confirmPrincipal(
    cluster: string,
    confirmation: PrincipalConfirmation,
  ): Promise<RegisteredPrincipal>;
  /** What happened, the newest first; append-only. */
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
  /** What a search index keeps of each data product; for plugins, not for users. */
  listSearchDocuments(
    query?: Query<'listSearchDocuments'>,
  ): Promise<SearchDocumentPage>;
}
