export { toEntityName, topicEntityName, topicEntityRef } from './entityNames';
