import type { Classification } from '../kinds';

/**
 * What a form asks of a new domain, in the words of the form.
 *
 * @public
 */
export type DomainDraft = {
  /** Name of the entity. */
  name: string;
  title?: string;
  description?: string;
  /** Refs. */
  owner: string;
  /** Of the domain that it is part of. */
  subdomainOf?: string;
  steward?: string;
  /** Of products that have none. */
  defaultClassification?: Classification;
};
