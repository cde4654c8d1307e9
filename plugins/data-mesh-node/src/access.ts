import { createExtensionPoint } from '@backstage/backend-plugin-api';

/**
 * One ACL of Kafka, exactly. Nothing in it stands for "any", but the host `*`
 * and the literal resource name `*`, which are names to Kafka.
 *
 * @public
 */
export type AccessBinding = {
  /** Kafka's `TOPIC`, `GROUP` and others; `SUBJECT` of a schema registry. */
  resourceType: string;
  resourceName: string;
  patternType: 'LITERAL' | 'PREFIXED';
  /** As Kafka writes it, `User:route-planner`. */
  principal: string;
  host: string;
  operation: string;
  permission: 'ALLOW' | 'DENY';
};

/**
 * Why something could not be done.
 *
 * @public
 */
export type AccessProvisionerError = {
  /** Stable, in capitals: `UNREACHABLE`, `NOT_AUTHORIZED`, … */
  code: string;
  /** One sentence that names the item and the reason, without secrets. */
  message: string;
  /** Whether asking again, with nothing changed, can help. */
  retryable: boolean;
  item?: string;
};

/**
 * What became of one item.
 *
 * @public
 */
export type AccessProvisionerResult<T> =
  | { ok: true; value: T }
  | { ok: false; error: AccessProvisionerError };

/**
 * What one place that enforces access knows: a broker, or an adopter's own
 * control plane.
 *
 * @public
 */
export type AccessPlace = {
  /** Shown to people, `broker 2`. */
  name: string;
  bindings: AccessProvisionerResult<AccessBinding[]>;
};

/**
 * Creates and deletes bindings on one cluster.
 *
 * Every call may be repeated: the reconciler asks again after a crash, a lost
 * answer or a partial success. What it throws counts as "could not ask"; then
 * nothing is concluded and the next pass tries again.
 *
 * @public
 */
export interface AccessProvisioner {
  /**
   * What there is now of these principals, from every place that has to know
   * it before access works. A grant is active only once each of them has all
   * of its bindings.
   */
  readBack(principals: string[]): Promise<AccessPlace[]>;

  /**
   * Creates bindings; one that is there already succeeds.
   *
   * @returns one result a binding, in the order given
   */
  create(
    bindings: AccessBinding[],
  ): Promise<Array<AccessProvisionerResult<unknown>>>;

  /**
   * Deletes exactly these bindings; one that is gone already succeeds.
   *
   * @returns one result a binding, in the order given
   */
  delete(
    bindings: AccessBinding[],
  ): Promise<Array<AccessProvisionerResult<unknown>>>;
}

/**
 * What a decider of an adopter's own is asked.
 *
 * @public
 */
export type AccessDeciderRequest = {
  requestId: string;
  itemId: string;
  /** User ref. */
  requestedBy: string;
  consumer: string;
  product: string;
  port: string;
  environment: string;
  cluster: string;
  topic: string;
  mode: 'read' | 'write';
  purpose: string;
  /** ISO 8601 period. */
  duration: string;
  /** Name of the step, as in the access rule. */
  step: string;
  bindings: AccessBinding[];
};

/**
 * What a decider of an adopter's own says; `undefined` while it is still open.
 *
 * @public
 */
export type AccessDeciderAnswer = {
  decision: 'approve' | 'reject';
  /** Who decided there, as shown and kept in the history. */
  decidedBy: string;
  comment?: string;
};

/**
 * Decides a step elsewhere, in a ticket system for example.
 *
 * @public
 */
export interface AccessDecider {
  /** Steps that it decides, by their names in access rules (group refs). */
  readonly steps: string[];

  /**
   * Asked again and again, every pass, until it answers; so open a ticket only
   * once for an `itemId`.
   */
  decide(
    request: AccessDeciderRequest,
  ): Promise<AccessDeciderAnswer | undefined>;
}

/**
 * Keeps a generated password where the consumer finds it (Vault, Kubernetes),
 * instead of showing it to a person.
 *
 * @public
 */
export interface SecretSink {
  /**
   * Called once the user works at Kafka; answer within fifteen seconds, or it
   * counts as failed. What it throws is shown, so say what to do and no secret:
   * the user is then taken back, and the next try brings another password,
   * mostly under the same name. After a rotation two users of a consumer work
   * side by side, so keep each by its name.
   *
   * @returns where it was put, in words fit to be shown
   */
  store(secret: {
    cluster: string;
    /** Ref of the consumer. */
    consumer: string;
    username: string;
    password: string;
    mechanism: string;
  }): Promise<string>;
}

/**
 * What a source of evidence is asked about.
 *
 * @public
 */
export type AccessUseQuestion = {
  cluster: string;
  topic: string;
  /** As Kafka writes it, `User:route-planner`. */
  principal: string;
  /** Ref of the consumer. */
  consumer: string;
  mode: 'read' | 'write';
  /** Start of the grant: use before it does not count. */
  since: Date;
};

/**
 * What a source of evidence knows.
 *
 * @public
 */
export type AccessUse = {
  /** When it was last used; left out if it was not used since then. */
  usedAt?: Date;
  /** What was seen, in words that follow "Seen:" or "Not seen:". */
  says: string;
};

/**
 * Tells whether a grant is used, from what Kafka's protocol does not show:
 * metrics of brokers or proxies, an access log.
 *
 * @public
 */
export interface AccessEvidenceSource {
  /**
   * Asked whenever somebody looks at a grant or renews it; answer within five
   * seconds, or it counts as "cannot tell".
   *
   * @returns `undefined` if it cannot tell
   */
  lastUse(question: AccessUseQuestion): Promise<AccessUse | undefined>;
}

/**
 * What an adopter can plug in about access.
 *
 * @public
 */
export interface DataMeshAccessExtensionPoint {
  /**
   * Provisions access on a cluster instead of the built-in one, which creates
   * ACLs by the cluster's `provisioning` credential.
   *
   * @throws Error if the cluster has one already
   */
  setProvisioner(cluster: string, provisioner: AccessProvisioner): void;

  /**
   * Provisions access to subjects where a cluster's schema registry enforces
   * it. Its bindings have the resource type `SUBJECT`, the subject as their
   * name, always literal, and the operation `READ` or `WRITE`. Without one, the
   * schema registry is taken to let everyone in who can reach it. What was
   * granted before it was installed stays without access to subjects.
   *
   * @throws Error if the cluster has one already
   */
  setSubjectProvisioner(cluster: string, provisioner: AccessProvisioner): void;

  /** Lets somebody else decide steps. */
  addDecider(decider: AccessDecider): void;

  /** Adds better evidence of use than groups' offsets. */
  addEvidenceSource(source: AccessEvidenceSource): void;

  /**
   * Keeps generated passwords.
   *
   * @throws Error if there is one already
   */
  setSecretSink(sink: SecretSink): void;
}

/**
 * Where modules change how access is decided, provisioned and handed out.
 *
 * @public
 */
export const dataMeshAccessExtensionPoint =
  createExtensionPoint<DataMeshAccessExtensionPoint>({
    id: 'data-mesh.access',
  });
