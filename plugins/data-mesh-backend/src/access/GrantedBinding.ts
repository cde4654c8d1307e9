import type { AclBinding } from '../kafka/KafkaPort';

/**
 * Type of the resource that stands for a subject of the schema registry. Kafka
 * has none of that name.
 */
export const SUBJECT = 'SUBJECT';

/**
 * What a grant wants: an ACL of Kafka, or the like of it on a subject where the
 * schema registry enforces who may read and write its schemas.
 */
export type GrantedBinding = Omit<AclBinding, 'resourceType'> & {
  resourceType: AclBinding['resourceType'] | typeof SUBJECT;
};

/** Tells what is at Kafka from what is at the schema registry. */
export function isAcl(binding: GrantedBinding): binding is AclBinding {
  return binding.resourceType !== SUBJECT;
}
