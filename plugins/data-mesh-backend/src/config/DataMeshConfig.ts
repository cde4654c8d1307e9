import type { AccessRule } from '../access/accessRules';
import type { Policy } from '../policies/policy';
import type { NamingTemplate } from '../products/naming';

/** A configuration key whose value cannot be used, and what to do about it. */
export type ConfigProblem = { key: string; message: string };

export type SaslMechanism =
  | 'PLAIN'
  | 'SCRAM-SHA-256'
  | 'SCRAM-SHA-512'
  | 'OAUTHBEARER';

export type KafkaCredentials = {
  /** Absent: no SASL, the connection itself (mTLS) is the credential. */
  mechanism?: SaslMechanism;
  username?: string;
  password?: string;
  /** Kafka's name for us, e.g. `User:data-mesh-sync`; unknown under mTLS. */
  principal?: string;
};

/** PEM text; an empty object means TLS with the system's authorities. */
export type TlsSettings = {
  ca?: string;
  cert?: string;
  key?: string;
  serverName?: string;
};

export type SchemaRegistryAuth =
  | { type: 'none' }
  | { type: 'basic'; username: string; password: string }
  | { type: 'bearer'; token: string }
  | { type: 'mtls' };

export type SchemaRegistrySettings = {
  url: string;
  auth: SchemaRegistryAuth;
  tls?: TlsSettings;
};

export type CredentialName = 'sync' | 'provisioning' | 'preview';

export type ClusterSettings = {
  name: string;
  title: string;
  environment: string;
  bootstrapServers: Array<{ host: string; port: number }>;
  mode: 'observe' | 'manage';
  authorizer: 'standard' | 'open' | 'external';
  superUsers: string[];
  tls?: TlsSettings;
  credentials: Partial<Record<CredentialName, KafkaCredentials>>;
  /** Glob patterns over topic names. */
  topics: { include: string[]; exclude: string[] };
  /** Topic prefix → Domain ref, the longest prefix first. */
  domains: Array<{ prefix: string; domainRef: string }>;
  schemaRegistry?: SchemaRegistrySettings;
  /** Milliseconds between light ticks, and between full passes. */
  sync: { lightMs: number; fullMs: number };
  /** What clients of consumers are told; where unset, what we use ourselves. */
  clients: {
    bootstrapServers?: string[];
    mechanism?: SaslMechanism;
    schemaRegistryUrl?: string;
  };
  /** Whether consumers without a principal are given a SCRAM user. */
  createPrincipals: boolean;
};

/** A cluster that is configured, whether or not its settings can be used. */
export type ConfiguredCluster = {
  name: string;
  settings?: ClusterSettings;
  problems: ConfigProblem[];
};

/** How access is decided, given and ended. Times in milliseconds. */
export type AccessSettings = {
  /** As configured, in their order. */
  rules: AccessRule[];
  /** Longest grant where nothing else limits it, an ISO 8601 period. */
  maxDuration: string;
  /** Between two passes of the reconciler over a cluster. */
  reconcileMs: number;
  /** After which a grant that cannot be provisioned is failed. */
  failAfterMs: number;
  /** Whether our bindings that somebody else removed are created again. */
  repairMissing: boolean;
  remindDecisionAfterMs: number;
  escalateDecisionAfterMs: number;
  remindBeforeEndMs: number;
  /** Emergency access; nobody may use it unless groups are named. */
  breakGlass: {
    /** Refs. */
    groups: string[];
    /** ISO 8601 period, a day at most. */
    maxDuration: string;
  };
  /** Without a sign of use, after which the owner is asked to revoke. */
  unseenAfterMs: number;
  /** Refs of groups that may have access looked at again; nobody if empty. */
  campaignGroups: string[];
  /** Whether all of it could be read; nothing is decided before that. */
  usable: boolean;
};

/** A service that may report on the quality of data, and of which products. */
export type QualityReporter = {
  /** As Backstage names it, such as `external:soda`. */
  subject: string;
  /** Refs; all if left out. What is given of both must hold. */
  products?: string[];
  domains?: string[];
};

export type DataMeshConfig = {
  clusters: ConfiguredCluster[];
  naming: NamingTemplate[];
  /** Glob patterns over the origin location that the catalog records. */
  trustedLocations: string[];
  /** Group refs; nobody if empty. */
  operators: string[];
  governance: string[];
  /** Share of a cluster's topics that one pass may find gone, in percent. */
  maxRemovalPercent: number;
  /** Milliseconds between two readings of the catalog. */
  catalogIndexMs: number;
  /** Milliseconds between two evaluations of the policies. */
  policiesMs: number;
  /** Milliseconds between two judgements of what ports promise. */
  sloMs: number;
  /** Governance rules, in their order. */
  policies: Policy[];
  /** Whether none is left out that may have to be enforced. */
  policiesAreUsable: boolean;
  access: AccessSettings;
  /** Services that may report on the quality of data. */
  qualityReporters: QualityReporter[];
  problems: ConfigProblem[];
  /** Refs of groups whose members may see records; nobody if empty. */
  sampleGroups: string[];
};
