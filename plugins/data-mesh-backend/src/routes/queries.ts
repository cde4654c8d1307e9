import type { Request } from 'express';

/** A query parameter, header or field as text; nothing for an empty one. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value ? value : undefined;
}

/** Query parameters of lists, which the OpenAPI document has checked. */
export function readPageQuery(req: Request): {
  q?: string;
  limit: number;
  cursor?: string;
} {
  return {
    q: text(req.query.q),
    limit: Number(req.query.limit ?? 50),
    cursor: text(req.query.cursor),
  };
}
