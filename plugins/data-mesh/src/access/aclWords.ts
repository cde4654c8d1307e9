import type { MeshAclBinding } from '@data-mesh/backstage-plugin-data-mesh-common';

const THINGS: Record<string, [one: string, many: string]> = {
  TOPIC: ['topic', 'topics'],
  GROUP: ['consumer group', 'consumer groups'],
  TRANSACTIONAL_ID: ['transactional ID', 'transactional IDs'],
  CLUSTER: ['cluster', 'clusters'],
  SUBJECT: ['subject', 'subjects'],
};

const VERBS: Record<string, string> = {
  'READ TOPIC': 'read',
  'READ GROUP': 'use',
  'WRITE TOPIC': 'write',
  'WRITE TRANSACTIONAL_ID': 'use',
  'READ SUBJECT': 'read schemas of',
  'WRITE SUBJECT': 'register schemas of',
};

/** What an ACL of Kafka allows or denies, as people say it. */
export function aclWords(binding: MeshAclBinding): string {
  const { resourceType, resourceName, patternType, operation } = binding;
  const [one, many] = THINGS[resourceType] ?? [resourceType, resourceType];
  const verb =
    VERBS[`${operation} ${resourceType}`] ??
    (operation === 'ALL'
      ? 'do everything with'
      : `${operation.toLowerCase().replace(/_/g, ' ')} on`);
  const named =
    patternType === 'PREFIXED'
      ? `${many} that begin with ${resourceName}`
      : `${one} ${resourceName}`;
  const what = isEverything(binding) ? `every ${one}` : named;
  const where = binding.host === '*' ? '' : `, from ${binding.host} only`;
  return `${
    binding.permission === 'DENY' ? 'must not ' : 'may '
  }${verb} ${what}${where}`;
}

/** An ACL exactly, for those who know Kafka. */
export function aclTuple(binding: MeshAclBinding): string {
  const { permission, principal, operation, host } = binding;
  const { resourceType, resourceName, patternType } = binding;
  return `${permission} ${principal} ${operation} ${resourceType} ${patternType} ${resourceName} from host ${host}`;
}

function isEverything({ resourceName, patternType }: MeshAclBinding): boolean {
  return resourceName === '*' && patternType === 'LITERAL';
}
