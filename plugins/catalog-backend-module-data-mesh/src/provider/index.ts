export { DataMeshEntityProvider } from './DataMeshEntityProvider';
