import type { components } from './schema.generated';

type Schemas = components['schemas'];

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
/** What one topic is and does, as of the last pass. @public */
export type TopicFacts = Schemas['TopicFacts'];
/** One change of the mesh. @public */
export type FeedEntry = Schemas['FeedEntry'];
/** Changes of the mesh since a cursor. @public */
export type FeedPage = Schemas['FeedPage'];
/** Why something could not be asked. @public */
export type MeshFailure = Schemas['Failure'];
/** A configuration key whose value cannot be used. @public */
export type MeshConfigProblem = Schemas['ConfigProblem'];
/** A topic, named by its cluster. @public */
export type TopicKey = Schemas['TopicKey'];
/** Topics that are gone, kept because they are too many at once. @public */
export type HeldRemovals = Schemas['HeldRemovals'];
