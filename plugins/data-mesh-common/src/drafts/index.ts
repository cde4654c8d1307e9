export type { DraftSchemaFormat, ProductDraft } from './ProductDraft';
export { draftProduct, portNameOf, type DraftedProduct } from './draftProduct';
export { readProductDraft } from './readProductDraft';
