export type {
  DraftSchemaFormat,
  ProductDraft,
  SchemaCompatibility,
} from './ProductDraft';
export { draftProduct, portNameOf, type DraftedProduct } from './draftProduct';
export type { AccessDraft } from './AccessDraft';
export {
  draftCreation,
  type DraftedAccess,
  type DraftedCreation,
} from './draftCreation';
export { readAccessDraft, readProductDraft } from './readDraft';
