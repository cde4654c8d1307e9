/**
 * From a service to the data product that it writes; the other way round is
 * {@link RELATION_DATA_PRODUCT_PRODUCED_BY}.
 *
 * @public
 */
export const RELATION_PRODUCES_DATA_PRODUCT = 'producesDataProduct';

/**
 * From a data product to the service that writes it; the other way round is
 * {@link RELATION_PRODUCES_DATA_PRODUCT}.
 *
 * @public
 */
export const RELATION_DATA_PRODUCT_PRODUCED_BY = 'dataProductProducedBy';

/**
 * From a consumer (Component, System, Resource or another data product) to the
 * data product that it reads; the other way round is
 * {@link RELATION_DATA_PRODUCT_CONSUMED_BY}.
 *
 * @public
 */
export const RELATION_CONSUMES_DATA_PRODUCT = 'consumesDataProduct';

/**
 * From a data product to one of its consumers; the other way round is
 * {@link RELATION_CONSUMES_DATA_PRODUCT}.
 *
 * @public
 */
export const RELATION_DATA_PRODUCT_CONSUMED_BY = 'dataProductConsumedBy';
