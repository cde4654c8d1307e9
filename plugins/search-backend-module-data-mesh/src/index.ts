/**
 * Data products in Backstage's search.
 *
 * @packageDocumentation
 */
export { searchModuleDataMesh as default } from './module';
