export { DataMeshEntitiesProcessor } from './DataMeshEntitiesProcessor';
export { productRefreshKey } from './productRefreshKey';
export type { ProductLinks, ProductLinksSource } from './ProductLinksSource';
