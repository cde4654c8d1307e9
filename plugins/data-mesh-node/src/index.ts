/**
 * Service reference and extension points of the data mesh suite.
 *
 * @packageDocumentation
 */
export * from './createDataMeshClient';
export * from './dataMeshServiceRef';
export * from './access';
export * from './kafka';
export * from './permissionRules';
