import { InputError } from '@backstage/errors';
import type { Refusal } from '../../access/refusal';
import { nameOf } from '../../history/wording';
import type { Policy } from '../policy';
import { readPolicy } from '../readPolicy';
import { changesOf } from './documentChanges';
import type { PolicyVersion } from './policyVersions';

/** Longest document, in characters of its JSON. */
const MAX_DOCUMENT = 50_000;

/** A refusal for what is there, whoever asks. */
export const conflict = (message: string): Refusal => ({
  code: 'CONFLICT',
  message,
});

/** What a document says its ID is, however wrong the rest of it is. */
export function idOf({ id }: Record<string, unknown>): string | undefined {
  return typeof id === 'string' ? id.slice(0, 63) : undefined;
}

/**
 * A policy out of a document that somebody writes in the portal.
 *
 * @throws DocumentError that says all that is wrong with it
 */
export function readWritten(document: Record<string, unknown>): Policy {
  const { length } = JSON.stringify(document);
  if (length > MAX_DOCUMENT) {
    throw new Error(
      `the document has ${length} characters, more than ${MAX_DOCUMENT}; say it in several policies`,
    );
  }
  return readPolicy(document);
}

/**
 * The same of one that is to be published.
 *
 * @param id - which policy it has to be, if that is known
 * @throws InputError that says what is wrong with it
 */
export function readDocument(
  document: Record<string, unknown>,
  id?: string,
): Policy {
  let policy: Policy;
  try {
    policy = readWritten(document);
  } catch (error) {
    throw new InputError(
      `The policy cannot be read: ${(error as Error).message}`,
    );
  }
  if (id !== undefined && policy.id !== id) {
    throw new InputError(
      `The document is of policy ${policy.id}, not of ${id}; a policy keeps its ID`,
    );
  }
  return policy;
}

/** @throws InputError where nothing is said */
export function readReason(reason: string): string {
  const words = reason.trim();
  if (words) return words;
  throw new InputError(
    'reason: say why, so that others can understand it later',
  );
}

/** @throws InputError where a document says what is in force already */
export function requireChange(
  current: PolicyVersion | undefined,
  document: Record<string, unknown>,
): void {
  if (
    current?.state === 'published' &&
    changesOf(current.document, document).length === 0
  ) {
    throw new InputError(
      `Version ${current.version} of policy ${current.policyId} says the same; change something first`,
    );
  }
}

/**
 * Whether somebody has published meanwhile what a change is based on.
 *
 * @param basedOn - the version that its author has seen; none of a new policy
 */
export function publishedMeanwhile(
  id: string,
  current: PolicyVersion | undefined,
  basedOn: number | undefined,
): Refusal | undefined {
  // A retired policy has an ID that can be had again, with its past.
  const isTaken = current !== undefined && current.state !== 'retired';
  if (basedOn === undefined && !isTaken) return undefined;
  if (basedOn !== undefined && basedOn === current?.version) return undefined;
  if (!current) {
    return {
      code: 'NOT_FOUND',
      message: `There is no policy ${id} of the portal; publish it as a new one`,
    };
  }
  const { version, state, publishedBy } = current;
  const who = nameOf(publishedBy);
  return conflict(
    basedOn === undefined
      ? `There is a policy ${id} already, published by ${who}; edit that one, or choose another ID`
      : `Policy ${id} was ${state} as version ${version} by ${who} meanwhile; load it again and repeat the change`,
  );
}
