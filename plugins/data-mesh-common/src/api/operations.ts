import type { operations } from './schema.generated';
import type { AccessRequestItem } from './types';

/** The parameters of the query of an operation. */
export type Query<Op extends keyof operations> = NonNullable<
  operations[Op]['parameters']['query']
>;
/** What an operation is given. */
export type Input<Op extends keyof operations> = operations[Op] extends {
  requestBody: { content: { 'application/json': infer B } };
}
  ? B
  : never;
type Json<B> = { content: { 'application/json': B } };
/** What an operation answers. */
export type Body<Op extends keyof operations> = operations[Op] extends {
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
/** What a policy would be changed to, to be tried. @public */
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
