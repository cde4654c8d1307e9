import type {
  AclBinding,
  AclOperation,
  ResourceType,
} from '../kafka/KafkaPort';

// READ, WRITE, DELETE and ALTER imply DESCRIBE (Kafka's StandardAuthorizer).
const IMPLIES_DESCRIBE: readonly AclOperation[] = [
  'ALL',
  'DESCRIBE',
  'READ',
  'WRITE',
  'DELETE',
  'ALTER',
];

/**
 * Whether the cluster's ACLs prove that a principal sees every topic, or every
 * group. Kafka leaves out of its lists, without a word, what one may not
 * describe; only such a proof tells a short list from a filtered one.
 *
 * @param principal - `undefined` where we cannot know our own name
 */
export function provesFullView(
  principal: string | undefined,
  superUsers: string[],
  acls: AclBinding[],
  resourceType: Extract<ResourceType, 'TOPIC' | 'GROUP'>,
): boolean {
  if (!principal) return false;
  if (superUsers.includes(principal)) return true;
  const ours = acls.filter(
    acl =>
      acl.resourceType === resourceType &&
      (acl.principal === principal || acl.principal === 'User:*'),
  );
  const denied = ours.some(
    acl =>
      acl.permission === 'DENY' &&
      (acl.operation === 'DESCRIBE' || acl.operation === 'ALL'),
  );
  return (
    !denied &&
    ours.some(
      acl =>
        acl.permission === 'ALLOW' &&
        acl.host === '*' &&
        acl.patternType === 'LITERAL' &&
        acl.resourceName === '*' &&
        IMPLIES_DESCRIBE.includes(acl.operation),
    )
  );
}
