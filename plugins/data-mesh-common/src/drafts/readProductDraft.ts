import { InputError } from '@backstage/errors';
import type { ProductDraft } from './ProductDraft';

type Reader = (value: unknown) => boolean;

const text: Reader = value => typeof value === 'string';
const count: Reader = value => Number.isInteger(value);
const flag: Reader = value => typeof value === 'boolean';
const inputs: Reader = value =>
  Array.isArray(value) &&
  value.every(
    each =>
      typeof each === 'object' &&
      each !== null &&
      text(each.product) &&
      text(each.port),
  );

const FIELDS: Record<keyof ProductDraft, Reader> = {
  name: text,
  title: text,
  description: text,
  type: text,
  lifecycle: text,
  owner: text,
  domain: text,
  classification: text,
  tier: text,
  quality: text,
  supportChannel: text,
  cluster: text,
  topic: text,
  partitions: count,
  retentionDays: count,
  isCompacted: flag,
  schemaFormat: text,
  schema: text,
  compatibility: text,
  freshness: text,
  service: text,
  inputs,
};

const REQUIRED = [
  'name',
  'description',
  'owner',
  'domain',
  'cluster',
  'topic',
] as const;

/**
 * Picks the draft out of the values of a form, which may hold more. What is
 * empty counts as left out.
 *
 * @throws InputError that names the field which is missing or of another type
 * @public
 */
export function readProductDraft(
  values: Record<string, unknown>,
): ProductDraft {
  const draft: Record<string, unknown> = {};
  for (const [field, isRead] of Object.entries(FIELDS)) {
    const value = values[field];
    if (value === undefined || value === null || value === '') continue;
    if (!isRead(value)) {
      throw new InputError(
        `${field} cannot be read as it is (${typeof value}); correct it in the form`,
      );
    }
    draft[field] = value;
  }
  const missing = REQUIRED.find(field => draft[field] === undefined);
  if (missing) {
    throw new InputError(`${missing} is missing; fill it in`);
  }
  return draft as ProductDraft;
}
