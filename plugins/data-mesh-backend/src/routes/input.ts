import { InputError } from '@backstage/errors';
import { json, raw, type RequestHandler } from 'express';
import { MAX_BYTES } from '../archives/Archives';
import { MAX_SCHEMA } from '../creations/decideSchema';

// The document bounds each field; schemas are the largest of them.
const MAX_BODY = '4mb';

const NUL = '\u0000';

const readBody = json({
  limit: MAX_BODY,
  reviver(key, value) {
    if (typeof value === 'string' && value.includes(NUL)) {
      throw new SyntaxError(
        `${
          key || 'the body'
        } holds a NUL character, which cannot be stored; leave it out`,
      );
    }
    return value;
  },
});

/** Reads archives, which are the only bodies that are not JSON. */
export const readZip: RequestHandler = raw({
  type: 'application/zip',
  limit: MAX_BYTES,
});

/**
 * Reads JSON bodies. PostgreSQL keeps no text with NUL in it, so that one is
 * refused here, by name, and does not fail where it would be stored.
 */
export const readJson: RequestHandler = (req, res, next) =>
  readBody(req, res, error => {
    if (isTooLarge(error)) {
      error.message = `The body is larger than 4 MB; of its fields, schema is the largest, with ${MAX_SCHEMA.toLocaleString(
        'en-US',
      )} characters at most`;
    }
    next(error);
  });

function isTooLarge(error: unknown): error is Error {
  return (
    error instanceof Error && Reflect.get(error, 'type') === 'entity.too.large'
  );
}

/** Refuses addresses with NUL in them, which no name has. */
export const refuseNul: RequestHandler = (req, _res, next) => {
  next(
    req.url.includes('%00')
      ? new InputError(
          'The address holds a NUL character (%00), which no name has; leave it out',
        )
      : undefined,
  );
};
