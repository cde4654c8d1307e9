/**
 * Actions for templates that make topics, schemas and data products.
 *
 * @packageDocumentation
 */
export { scaffolderModuleDataMesh as default } from './module';
