export { toEntityName, topicEntityName, topicEntityRef } from './entityNames';
export { TOPIC_CONFIGS } from './topicConfigs';
