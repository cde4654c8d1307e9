export { DataMeshEntitiesProcessor } from './DataMeshEntitiesProcessor';
export { productRefreshKey } from './productRefreshKey';
export { noProductLinks } from './ProductLinksSource';
export type { ProductLinks, ProductLinksSource } from './ProductLinksSource';
