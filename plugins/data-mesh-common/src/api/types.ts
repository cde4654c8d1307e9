import type { components } from './schema.generated';

type Schemas = components['schemas'];

/** Files that a run of a template made. @public */
export type Archive = Schemas['Archive'];
/** A topic of a cluster as the mesh sees it. @public */
export type MeshTopic = Schemas['MeshTopic'];
/** Where an output port is: a topic of a cluster, with its sync state. @public */
export type MeshLocation = Schemas['MeshLocation'];
/** An output port with its locations. @public */
export type MeshPort = Schemas['MeshPort'];
/** A data product of any origin, with nothing volatile in it. @public */
export type MeshProduct = Schemas['MeshProduct'];
/** A domain of any origin. @public */
export type MeshDomain = Schemas['MeshDomain'];
/** State of one configured cluster. @public */
export type MeshCluster = Schemas['Cluster'];
/** The newest records of a topic. @public */
export type RecordSample = Schemas['RecordSample'];
/** One record, as far as it can be read. @public */
export type SampledRecord = Schemas['SampledRecord'];
/** A key or a value of a record. @public */
export type SampledPayload = Schemas['SampledPayload'];
/** What one topic is and does, as of the last pass. @public */
export type TopicFacts = Schemas['TopicFacts'];
/** One change of the mesh. @public */
export type FeedEntry = Schemas['FeedEntry'];
/** Changes of the mesh since a cursor. @public */
export type FeedPage = Schemas['FeedPage'];
/** What a search index keeps of a data product. @public */
export type SearchDocument = Schemas['SearchDocument'];
/** Why something could not be asked. @public */
export type MeshFailure = Schemas['Failure'];
/** A configuration key whose value cannot be used. @public */
export type MeshConfigProblem = Schemas['ConfigProblem'];
/** A topic, named by its cluster. @public */
export type TopicKey = Schemas['TopicKey'];
/** Topics that are gone, kept because they are too many at once. @public */
export type HeldRemovals = Schemas['HeldRemovals'];
/** What somebody asks for: ports, on behalf of a consumer. @public */
export type AccessRequestInput = Schemas['AccessRequestInput'];
/** What a request would do, and who has to agree. @public */
export type AccessPlan = Schemas['AccessPlan'];
/** One item of a plan. @public */
export type PlannedItem = Schemas['PlannedItem'];
/** A component, system or resource on whose behalf one can ask. @public */
export type Consumer = Schemas['Consumer'];
/** A request for access with its items. @public */
export type AccessRequest = Schemas['AccessRequest'];
/** One port in one environment that somebody asked for. @public */
export type AccessRequestItem = Schemas['AccessRequestItem'];
/** Access that was decided on, and how far it is at Kafka. @public */
export type Grant = Schemas['Grant'];
/** Signs of use of a grant. @public */
export type Evidence = Schemas['Evidence'];
/** What a client needs to use a grant. @public */
export type Connection = Schemas['Connection'];
/** One ACL of Kafka. @public */
export type MeshAclBinding = Schemas['AclBinding'];
/** One of a grant's bindings, and where it stands. @public */
export type GrantBinding = Schemas['GrantBinding'];
/** Grants of a domain that are looked at again. @public */
export type Campaign = Schemas['Campaign'];
/** A grant in a campaign, and what its owner said. @public */
export type CampaignItem = Schemas['CampaignItem'];
/** Where a grant stands in a campaign. @public */
export type CampaignItemState = Schemas['CampaignItemState'];
/** A campaign as it would be, or was, started. @public */
export type CampaignPlan = Schemas['CampaignPlan'];
/** What became of a decision on one grant of a campaign. @public */
export type CampaignAnswer = Schemas['CampaignAnswer'];
/** Who may do something with a topic, and why. @public */
export type Explanation = Schemas['Explanation'];
/** One principal of an explanation. @public */
export type ExplainedPrincipal = Schemas['ExplainedPrincipal'];
/** A binding of an explanation with the grants behind it. @public */
export type ExplainedBinding = Schemas['ExplainedBinding'];
/** An ACL that no grant has made. @public */
export type UnmanagedAcl = Schemas['UnmanagedAcl'];
/** Grants made of ACLs that were there already. @public */
export type Adoption = Schemas['Adoption'];
/** A principal, and which consumer holds it. @public */
export type RegisteredPrincipal = Schemas['RegisteredPrincipal'];
/** A fact of the append-only history. @public */
export type HistoryEntry = Schemas['HistoryEntry'];
/** A password, told once. @public */
export type RevealedCredentials = Schemas['RevealedCredentials'];
/** What an offset reset moves. @public */
export type OffsetReset = Schemas['OffsetReset'];
/** A governance rule, with how much it finds wrong now. @public */
export type Policy = Schemas['Policy'];
/** A policy, with its document. @public */
export type PolicyDetails = Schemas['PolicyDetails'];
/** What was published of a policy of the portal. @public */
export type PolicyVersion = Schemas['PolicyVersion'];
/** A rule that a policy can use. @public */
export type PolicyRule = Schemas['PolicyRule'];
/** A parameter of a rule, and what it holds. @public */
export type PolicyParameter = Schemas['PolicyParameter'];
/** Whose owners were told from when a policy is enforced. @public */
export type PolicyAnnouncement = Schemas['PolicyAnnouncement'];
/** What is wrong with a policy's document, else what it would find. @public */
export type PolicyDocumentTrial = Schemas['PolicyDocumentTrial'];
/** How bad a violation of a policy is. @public */
export type PolicySeverity = Schemas['PolicySeverity'];
/** Something that a policy finds wrong, or has found. @public */
export type Finding = Schemas['Finding'];
/** Open findings of one domain. @public */
export type DomainScore = Schemas['DomainScore'];
/** A product that a policy is not held against, until a date. @public */
export type Exemption = Schemas['Exemption'];
/** How many findings were open at the end of a day. @public */
export type FindingTrendDay = Schemas['FindingTrendDay'];
/** What a change of a policy would find wrong. @public */
export type PolicyTrial = Schemas['PolicyTrial'];
/** Whether a product's promises are kept, and what tools say of its quality. @public */
export type ProductObjectives = Schemas['ProductObjectives'];
/** One promise of a port, about one topic. @public */
export type PortObjective = Schemas['PortObjective'];
/** The newest result of one check of a tool, and those before. @public */
export type QualityCheck = Schemas['QualityCheck'];
/** What policies find wrong with a descriptor. @public */
export type PolicyCheck = Schemas['PolicyCheck'];
/** What one policy finds wrong with something. @public */
export type PolicyResult = Schemas['PolicyResult'];
/** A change of a schema, with what its readers say to it. @public */
export type SchemaChange = Schemas['SchemaChange'];
/** A change of a schema, as lists show it. @public */
export type SchemaChangeSummary = Schemas['SchemaChangeSummary'];
/** Where a change of a schema stands. @public */
export type SchemaChangeState = Schemas['SchemaChangeState'];
/** What a reader can say to a change of a schema. @public */
export type SchemaChangeAnswer = Schemas['SchemaChangeAnswer'];
/** Who is asked about a change of a schema, and what they said. @public */
export type SchemaChangeReader = Schemas['SchemaChangeReader'];
/** A schema version that was registered past the portal. @public */
export type SchemaBypass = Schemas['SchemaBypass'];
/** What a new schema would break, and whom it would ask. @public */
export type SchemaChangePlan = Schemas['SchemaChangePlan'];
/** A product that somebody else is asked to publish. @public */
export type ClaimRequest = Schemas['ClaimRequest'];
/** What became of a topic that was claimed with others. @public */
export type ClaimedTopic = Schemas['ClaimedTopic'];
/** Who reads a product, as far as the caller may see it. @public */
export type ProductReaderList = Schemas['ProductReaderList'];
/** Somebody who reads a product, or may. @public */
export type ProductReader = Schemas['ProductReader'];
/** A domain as it was published. @public */
export type DomainPublication = Schemas['DomainPublication'];
/** What was published of a domain at one time. @public */
export type DomainVersion = Schemas['DomainVersion'];
/** How a published domain stands, and what the caller may do. @public */
export type DomainStanding = Schemas['DomainStanding'];
/** What a change of a published domain would come to. @public */
export type DomainCheck = Schemas['DomainCheck'];
/** What was published of a product at one time. @public */
export type ProductVersion = Schemas['ProductVersion'];
/** A product as it was published, and what policies warn of. @public */
export type Publication = Schemas['Publication'];
/** How a published product stands, and what the caller may do. @public */
export type ProductStanding = Schemas['ProductStanding'];
/** An offer of a product or domain to another owner. @public */
export type Transfer = Schemas['Transfer'];
/** A product or domain that is offered to somebody. @public */
export type Offer = Schemas['Offer'];
/** How something could be published that nobody has claimed yet. @public */
export type Claim = Schemas['Claim'];
/** A topic that somebody wants. @public */
export type TopicInput = Schemas['TopicInput'];
/** How somebody wants a topic to be. @public */
export type TopicChangeInput = Schemas['TopicChangeInput'];
/** One thing about a topic that becomes another. @public */
export type TopicChange = Schemas['TopicChange'];
/** What changing a topic would come to. @public */
export type TopicChangePlan = Schemas['TopicChangePlan'];
/** Which product is to be promoted to where. @public */
export type PromotionInput = Schemas['PromotionInput'];
/** What promoting a product would come to. @public */
export type PromotionPlan = Schemas['PromotionPlan'];
/** One port of a product that is promoted. @public */
export type PromotedPort = Schemas['PromotedPort'];
/** What becomes of a port's topic in another environment. @public */
export type PromotedTopic = Schemas['PromotedTopic'];
/** What becomes of a schema in another environment. @public */
export type PromotedSchema = Schemas['PromotedSchema'];
/** What becomes of a product once it is promoted. @public */
export type PromotedProduct = Schemas['PromotedProduct'];
/** Something about a topic that differs between environments. @public */
export type SettingDifference = Schemas['SettingDifference'];
/** A product that was promoted. @public */
export type Promotion = Schemas['Promotion'];
/** A schema that somebody wants for a topic. @public */
export type SchemaInput = Schemas['SchemaInput'];
/** One thing that was made for somebody. @public */
export type Creation = Schemas['Creation'];
/** What somebody wants to make together. @public */
export type CreationInput = Schemas['CreationInput'];
/** What a creation would do, step by step. @public */
export type CreationPlan = Schemas['CreationPlan'];
/** One step of a creation. @public */
export type CreationStep = Schemas['CreationStep'];
/** What somebody has made that belongs together. @public */
export type Run = Schemas['Run'];
