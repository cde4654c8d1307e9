import type { AclBinding } from '../kafka/KafkaPort';
import type { ReservedPrincipals } from '../principals/principalProblem';

/**
 * Why a binding can neither be adopted nor revoked here, or nothing: pure.
 * Kafka itself lets our credential change all of them.
 */
export function protectionOf(
  binding: AclBinding,
  reserved: ReservedPrincipals,
): string | undefined {
  if (binding.resourceType === 'CLUSTER') {
    return 'It is about the cluster itself, which the suite never changes.';
  }
  if (reserved.own.includes(binding.principal)) {
    return "It is one of the suite's own.";
  }
  if (reserved.superUsers.includes(binding.principal)) {
    return 'It is about a super-user, for whom Kafka looks at no ACL.';
  }
  return undefined;
}
