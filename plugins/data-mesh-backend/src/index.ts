/**
 * The engine of the data mesh suite.
 *
 * @packageDocumentation
 */
export { dataMeshPlugin as default } from './plugin';
