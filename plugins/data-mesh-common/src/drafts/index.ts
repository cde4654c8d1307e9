export type {
  DraftSchemaFormat,
  ProductDraft,
  SchemaCompatibility,
} from './ProductDraft';
export type { DomainDraft } from './DomainDraft';
export { draftDomain, type DraftedDomain } from './draftDomain';
export { draftProduct, portNameOf, type DraftedProduct } from './draftProduct';
export type { AccessDraft } from './AccessDraft';
export {
  draftCreation,
  type DraftedAccess,
  type DraftedCreation,
} from './draftCreation';
export {
  readAccessDraft,
  readDomainDraft,
  readProductDraft,
} from './readDraft';
