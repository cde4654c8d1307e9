export * from './types';
export * from './DataMeshClient';
