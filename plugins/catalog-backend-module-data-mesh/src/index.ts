/**
 * Data products, domains and topics in the Backstage catalog.
 *
 * @packageDocumentation
 */
export * from './processor';
export { catalogModuleDataMesh as default } from './module';
