import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';

/** Stable codes of why something is refused. */
export type RefusalCode =
  | 'INVALID'
  | 'NOT_FOUND'
  | 'NOT_ALLOWED'
  | 'CONFLICT'
  | 'UNAVAILABLE';

/** Why something is refused: the item, the reason and the remedy. */
export type Refusal = { code: RefusalCode; message: string };

/** The error that answers a refusal over HTTP. */
export function toHttpError({ code, message }: Refusal): Error {
  switch (code) {
    case 'INVALID':
      return new InputError(message);
    case 'NOT_FOUND':
      return new NotFoundError(message);
    case 'NOT_ALLOWED':
      return new NotAllowedError(message);
    case 'UNAVAILABLE':
      return new ServiceUnavailableError(message);
    default:
      return new ConflictError(message);
  }
}
