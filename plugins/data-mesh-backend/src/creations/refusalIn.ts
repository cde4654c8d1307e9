import { toError } from '@backstage/errors';

// What a refusal is answered with; anything else is a failure of ours.
const REFUSALS = [
  'ConflictError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'ServiceUnavailableError',
];

/**
 * Why something that is to be taken back was refused.
 *
 * @throws what is no refusal
 */
export function refusalIn(error: unknown): string {
  const { name, message } = toError(error);
  if (!REFUSALS.includes(name)) throw error;
  return message;
}
