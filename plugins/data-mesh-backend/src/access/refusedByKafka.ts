import { toHttpError } from './refusal';
import type { KafkaErrorInfo } from '../kafka/errors';

/**
 * The error that answers what Kafka refused to somebody who waits for it.
 *
 * @param remedy - what to do where our own credentials lack a right
 */
export function toKafkaHttpError(info: KafkaErrorInfo, remedy: string): Error {
  switch (info.code) {
    case 'NOT_AUTHORIZED':
    case 'AUTHENTICATION_FAILED':
      return toHttpError({
        code: 'UNAVAILABLE',
        message: `${info.message}; ${remedy}`,
      });
    case 'INVALID':
    case 'NOT_FOUND':
    case 'OUT_OF_RANGE':
    case 'GROUP_ACTIVE':
    case 'UNSUPPORTED':
    case 'SECURITY_DISABLED':
      return toHttpError({ code: 'CONFLICT', message: info.message });
    default:
      return toHttpError({
        code: 'UNAVAILABLE',
        message: `${info.message}; try again in a moment`,
      });
  }
}
