import { isError, type ErrorLike } from '@backstage/errors';
import {
  AuthenticationError,
  GenericError,
  MultipleErrors,
  NetworkError,
  ResponseError,
  protocolErrors,
  protocolErrorsCodesById,
} from '@platformatic/kafka';

/** Stable codes of what can go wrong at Kafka. */
export type KafkaErrorCode =
  | 'UNREACHABLE'
  | 'TIMEOUT'
  | 'TLS_FAILED'
  | 'AUTHENTICATION_FAILED'
  | 'NOT_AUTHORIZED'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'INVALID'
  | 'OUT_OF_RANGE'
  | 'GROUP_ACTIVE'
  | 'UNAVAILABLE'
  | 'SECURITY_DISABLED'
  | 'UNSUPPORTED'
  | 'UNKNOWN';

/** One failure, as it is stored and answered: no stack, no secret. */
export type KafkaErrorInfo = {
  code: KafkaErrorCode;
  /** One sentence that names the item and the reason. */
  message: string;
  /** Whether asking again, with nothing changed, can help. */
  retryable: boolean;
  /** Name of the topic, group, binding or broker that failed. */
  item?: string;
};

/** Thrown where a call as a whole failed. */
export class KafkaError extends Error implements KafkaErrorInfo {
  readonly code: KafkaErrorCode;
  readonly retryable: boolean;
  readonly item?: string;

  constructor(info: KafkaErrorInfo, cause?: unknown) {
    super(info.message, { cause });
    this.name = 'KafkaError';
    this.code = info.code;
    this.retryable = info.retryable;
    this.item = info.item;
  }

  /** Without stack and cause, fit to be stored or answered. */
  info(): KafkaErrorInfo {
    const { code, message, retryable, item } = this;
    return { code, message, retryable, ...(item ? { item } : {}) };
  }
}

// Kafka's own error identifiers, by what they mean for whoever asked.
const CODES: Record<string, KafkaErrorCode> = {
  UNKNOWN_TOPIC_OR_PARTITION: 'NOT_FOUND',
  UNKNOWN_TOPIC_ID: 'NOT_FOUND',
  GROUP_ID_NOT_FOUND: 'NOT_FOUND',
  RESOURCE_NOT_FOUND: 'NOT_FOUND',
  TRANSACTIONAL_ID_NOT_FOUND: 'NOT_FOUND',
  TOPIC_ALREADY_EXISTS: 'ALREADY_EXISTS',
  TOPIC_AUTHORIZATION_FAILED: 'NOT_AUTHORIZED',
  GROUP_AUTHORIZATION_FAILED: 'NOT_AUTHORIZED',
  CLUSTER_AUTHORIZATION_FAILED: 'NOT_AUTHORIZED',
  TRANSACTIONAL_ID_AUTHORIZATION_FAILED: 'NOT_AUTHORIZED',
  SASL_AUTHENTICATION_FAILED: 'AUTHENTICATION_FAILED',
  UNSUPPORTED_SASL_MECHANISM: 'AUTHENTICATION_FAILED',
  SECURITY_DISABLED: 'SECURITY_DISABLED',
  UNSUPPORTED_VERSION: 'UNSUPPORTED',
  UNSUPPORTED_COMPRESSION_TYPE: 'UNSUPPORTED',
  UNSUPPORTED_FOR_MESSAGE_FORMAT: 'UNSUPPORTED',
  TOPIC_DELETION_DISABLED: 'UNSUPPORTED',
  REQUEST_TIMED_OUT: 'TIMEOUT',
  INVALID_TOPIC_EXCEPTION: 'INVALID',
  INVALID_PARTITIONS: 'INVALID',
  INVALID_REPLICATION_FACTOR: 'INVALID',
  INVALID_REPLICA_ASSIGNMENT: 'INVALID',
  INVALID_CONFIG: 'INVALID',
  INVALID_REQUEST: 'INVALID',
  INVALID_PRINCIPAL_TYPE: 'INVALID',
  INVALID_GROUP_ID: 'INVALID',
  UNACCEPTABLE_CREDENTIAL: 'INVALID',
  DUPLICATE_RESOURCE: 'INVALID',
  POLICY_VIOLATION: 'INVALID',
  OFFSET_OUT_OF_RANGE: 'OUT_OF_RANGE',
  // We never commit as a member, so each of these says that there are some.
  UNKNOWN_MEMBER_ID: 'GROUP_ACTIVE',
  NON_EMPTY_GROUP: 'GROUP_ACTIVE',
  ILLEGAL_GENERATION: 'GROUP_ACTIVE',
  STALE_MEMBER_EPOCH: 'GROUP_ACTIVE',
  REBALANCE_IN_PROGRESS: 'GROUP_ACTIVE',
  LEADER_NOT_AVAILABLE: 'UNAVAILABLE',
  NOT_LEADER_OR_FOLLOWER: 'UNAVAILABLE',
  BROKER_NOT_AVAILABLE: 'UNAVAILABLE',
  REPLICA_NOT_AVAILABLE: 'UNAVAILABLE',
  KAFKA_STORAGE_ERROR: 'UNAVAILABLE',
  OFFSET_NOT_AVAILABLE: 'UNAVAILABLE',
  INCONSISTENT_TOPIC_ID: 'UNAVAILABLE',
  REASSIGNMENT_IN_PROGRESS: 'UNAVAILABLE',
  COORDINATOR_NOT_AVAILABLE: 'UNAVAILABLE',
  COORDINATOR_LOAD_IN_PROGRESS: 'UNAVAILABLE',
  NOT_COORDINATOR: 'UNAVAILABLE',
  NOT_CONTROLLER: 'UNAVAILABLE',
  FENCED_LEADER_EPOCH: 'UNAVAILABLE',
  UNKNOWN_LEADER_EPOCH: 'UNAVAILABLE',
  THROTTLING_QUOTA_EXCEEDED: 'UNAVAILABLE',
};

// Where Kafka's own words would mislead whoever reads them in a portal.
const REASONS: Partial<Record<KafkaErrorCode, string>> = {
  NOT_FOUND: 'it does not exist',
  NOT_AUTHORIZED: 'our credentials may not do this',
  ALREADY_EXISTS: 'it exists already',
  OUT_OF_RANGE: 'the log has no such offset, or no longer has it',
  GROUP_ACTIVE: 'the group has active members; stop them first',
  AUTHENTICATION_FAILED:
    'the broker refused the credentials; check mechanism, user and password',
  SECURITY_DISABLED: 'the cluster has no authorizer',
};

/**
 * What an error code in a response means.
 *
 * @param kafkaCode - numeric code of the protocol; never 0
 * @param item - name of what was asked for
 * @param serverMessage - Kafka's own words, where it gave any
 */
export function fromKafkaCode(
  kafkaCode: number,
  item: string,
  serverMessage?: string | null,
): KafkaErrorInfo {
  const id = protocolErrorsCodesById[kafkaCode];
  const known = id ? protocolErrors[id] : undefined;
  const code = (id && CODES[id]) || 'UNKNOWN';
  const reason =
    REASONS[code] ??
    (serverMessage || known?.message || `error code ${kafkaCode}`);
  return {
    code,
    message: `${item}: ${reason}${id ? ` (${id})` : ''}`,
    retryable:
      code === 'UNAVAILABLE' ||
      code === 'TIMEOUT' ||
      (code === 'UNKNOWN' && Boolean(known?.canRetry)),
    item,
  };
}

function* causes(error: unknown, depth = 0): Generator<ErrorLike> {
  if (!isError(error) || depth > 8) return;
  yield error;
  if (Array.isArray(error.errors)) {
    for (const inner of error.errors) yield* causes(inner, depth + 1);
  }
  yield* causes(error.cause, depth + 1);
}

const TLS_CODE =
  /^(ERR_(TLS|SSL|OSSL)|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

function property(error: ErrorLike, name: string): string {
  const value = error[name];
  return typeof value === 'string' ? value : '';
}

/**
 * Turns whatever the client threw into a {@link KafkaError}.
 *
 * @param error - what was thrown
 * @param item - what was being asked for, the broker or cluster
 */
export function toKafkaError(error: unknown, item: string): KafkaError {
  if (error instanceof KafkaError) return error;
  const chain = [...causes(error)];
  const fail = (code: KafkaErrorCode, reason: string, retryable: boolean) =>
    new KafkaError(
      { code, message: `${item}: ${reason}`, retryable, item },
      error,
    );

  const protocol = chain.find(e => property(e, 'apiId'));
  if (protocol) {
    return new KafkaError(
      fromKafkaCode(
        Number(protocol.apiCode),
        item,
        property(protocol, 'serverErrorMessage') || undefined,
      ),
      error,
    );
  }
  const tls = chain.find(e => TLS_CODE.test(property(e, 'code')));
  if (tls) {
    return fail('TLS_FAILED', `TLS could not be agreed: ${tls.message}`, false);
  }
  if (chain.some(e => e instanceof AuthenticationError)) {
    return fail(
      'AUTHENTICATION_FAILED',
      REASONS.AUTHENTICATION_FAILED ?? '',
      false,
    );
  }
  const text = chain.map(e => e.message).join(' ');
  if (/timed? ?out/i.test(text)) {
    return fail('TIMEOUT', 'no answer in time', true);
  }
  const socket = chain.find(e =>
    /^E(CONN|HOST|NET|PIPE|AI_)|^ENOTFOUND/.test(property(e, 'code')),
  );
  if (socket || chain.some(e => e instanceof NetworkError)) {
    const detail = socket
      ? property(socket, 'code')
      : chain[chain.length - 1].message;
    return fail('UNREACHABLE', `no connection (${detail})`, true);
  }
  if (
    chain.some(e =>
      /^PLT_KFK_UNSUPPORTED(_API|_COMPRESSION)?$/.test(property(e, 'code')),
    )
  ) {
    return fail('UNSUPPORTED', chain[0].message, false);
  }
  // Clients say "failed" on top, and what failed at the bottom.
  const message =
    chain[chain.length - 1]?.message || chain[0]?.message || String(error);
  const retryable = chain.some(
    e =>
      (e instanceof GenericError || e instanceof MultipleErrors) &&
      e.canRetry === true,
  );
  return fail('UNKNOWN', message, retryable);
}

/**
 * The response inside an error that the client threw because *some* item of
 * the response had failed, or `undefined` if there was no response at all.
 */
export function responseOf(error: unknown): unknown {
  return error instanceof ResponseError ? error.response : undefined;
}
