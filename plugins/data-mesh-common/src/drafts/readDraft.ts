import { InputError } from '@backstage/errors';
import type { AccessDraft } from './AccessDraft';
import type { DomainDraft } from './DomainDraft';
import type { ProductDraft } from './ProductDraft';

type Reader = (value: unknown) => boolean;

const text: Reader = value => typeof value === 'string';
const count: Reader = value => Number.isInteger(value);
const flag: Reader = value => typeof value === 'boolean';
const texts: Reader = value => Array.isArray(value) && value.every(text);
const inputs: Reader = value =>
  Array.isArray(value) &&
  value.every(
    each =>
      typeof each === 'object' &&
      each !== null &&
      text(each.product) &&
      text(each.port),
  );

type Fields<T> = { [name in keyof T]-?: Reader };

const PRODUCT: Fields<ProductDraft> = {
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
  producedBy: text,
  inputs,
};

const DOMAIN: Fields<DomainDraft> = {
  name: text,
  title: text,
  description: text,
  owner: text,
  subdomainOf: text,
  steward: text,
  defaultClassification: text,
};

const ACCESS: Fields<AccessDraft> = {
  consumer: text,
  inputs,
  purpose: text,
  duration: text,
  groups: texts,
};

/**
 * Picks the draft of a product out of the values of a form, which may hold
 * more. What is empty counts as left out.
 *
 * @throws InputError that names the field which is missing or of another type
 * @public
 */
export function readProductDraft(
  values: Record<string, unknown>,
): ProductDraft {
  return read(values, PRODUCT, [
    'name',
    'description',
    'owner',
    'domain',
    'cluster',
    'topic',
  ]);
}

/**
 * The same for a draft of access.
 *
 * @throws InputError as {@link readProductDraft}
 * @public
 */
export function readAccessDraft(values: Record<string, unknown>): AccessDraft {
  return read(values, ACCESS, ['consumer', 'inputs', 'purpose', 'duration']);
}

/**
 * The same for a draft of a domain.
 *
 * @throws InputError as {@link readProductDraft}
 * @public
 */
export function readDomainDraft(values: Record<string, unknown>): DomainDraft {
  return read(values, DOMAIN, ['name', 'owner']);
}

function read<T>(
  values: Record<string, unknown>,
  fields: Fields<T>,
  required: Array<keyof T & string>,
): T {
  const draft: Record<string, unknown> = {};
  for (const [field, isRead] of Object.entries<Reader>(fields)) {
    const value = values[field];
    if (value === undefined || value === null || value === '') continue;
    if (Array.isArray(value) && value.length === 0) continue;
    if (!isRead(value)) {
      throw new InputError(
        `${field} cannot be read as it is (${typeof value}); correct it in the form`,
      );
    }
    draft[field] = value;
  }
  const missing = required.find(field => draft[field] === undefined);
  if (missing) {
    throw new InputError(`${missing} is missing; fill it in`);
  }
  return draft as T;
}
