/** Type of the search documents that are data products. @public */
export const DATA_PRODUCT_DOCUMENT = 'data-product';

/**
 * A data product as the portal's search keeps it. Every key is always there:
 * search engines may learn what can be searched from the first document.
 *
 * @public
 */
export type DataProductDocument = {
  title: string;
  /**
   * Lines: the description, empty where there is none; domain, owner and
   * ports; then each field, as `toFieldLine` has it.
   */
  text: string;
  /** The product's page. */
  location: string;
  /** Whether one finds it is whether one may read it in the catalog. */
  authorization: { resourceRef: string };
  /** By which the search page can filter, as it does what the catalog has. */
  kind: 'DataProduct';
  name: string;
  /** Ref, empty where there is none. */
  domain: string;
  /** Ref, empty where there is none. */
  owner: string;
  lifecycle: string;
  /** Empty where neither the product nor its domain says. */
  classification: string;
  tags: string[];
  /** Paths of the fields of its schemas. */
  fields: string[];
};
