/**
 * The command `data-mesh`, for pipelines.
 *
 * @packageDocumentation
 */
export { runDataMesh } from './runDataMesh';
export type { Surroundings } from './surroundings';
