import {
  AclOperations,
  AclPermissionTypes,
  ResourcePatternTypes,
  ResourceTypes,
  createAclsV3,
  deleteAclsV3,
  describeAclsV3,
  type Acl,
  type AclFilter,
} from '@platformatic/kafka';
import { failed, itemResult } from './answers';
import { fromKafkaCode, KafkaError } from './errors';
import type {
  AclBinding,
  AclOperation,
  AclQuery,
  ItemResult,
  PatternType,
  ResourceType,
} from './KafkaPort';
import type { Wire } from './wire';

function nameOf<T extends string>(
  names: Record<string, number>,
  value: number,
): T {
  const found = Object.entries(names).find(([, v]) => v === value);
  // A newer broker's enumeration: shown as what it is rather than dropped.
  return (found ? found[0] : `UNKNOWN_${value}`) as T;
}

/** One line that names a binding in errors, logs and history. */
export function formatBinding(b: {
  permission: string;
  principal: string;
  operation: string;
  resourceType: string;
  patternType: string;
  resourceName: string;
  host: string;
}): string {
  const pattern = b.patternType === 'PREFIXED' ? 'prefix ' : '';
  return `${b.permission} ${b.principal} ${b.operation} on ${b.resourceType} ${pattern}${b.resourceName} from ${b.host}`;
}

function isSame(a: AclBinding, b: AclBinding): boolean {
  return (
    a.resourceType === b.resourceType &&
    a.resourceName === b.resourceName &&
    a.patternType === b.patternType &&
    a.principal === b.principal &&
    a.host === b.host &&
    a.operation === b.operation &&
    a.permission === b.permission
  );
}

function toBinding(acl: Acl): AclBinding {
  return {
    resourceType: nameOf<ResourceType>(ResourceTypes, acl.resourceType),
    resourceName: acl.resourceName,
    patternType: nameOf<PatternType>(
      ResourcePatternTypes,
      acl.resourcePatternType,
    ),
    principal: acl.principal,
    host: acl.host,
    operation: nameOf<AclOperation>(AclOperations, acl.operation),
    permission:
      acl.permissionType === AclPermissionTypes.DENY ? 'DENY' : 'ALLOW',
  };
}

const PATTERNS: readonly string[] = ['LITERAL', 'PREFIXED'];
const PERMISSIONS: readonly string[] = ['ALLOW', 'DENY'];
const WIDE: readonly string[] = ['ANY', 'UNKNOWN', 'MATCH'];

/**
 * Whether a name sorts before the wildcard. Kafka 4.1 accepts a binding of such
 * a name, and from then on loops for ever in each question about another name
 * with the same first character: any client could stop the broker.
 */
export function isDangerousName(resourceName: string): boolean {
  return resourceName < '*';
}

function toAcl(b: AclBinding): Acl {
  const fields = [b.resourceName, b.principal, b.host];
  if (
    fields.some(f => typeof f !== 'string' || f === '') ||
    !PATTERNS.includes(b.patternType) ||
    !PERMISSIONS.includes(b.permission) ||
    WIDE.includes(b.resourceType) ||
    WIDE.includes(b.operation) ||
    !(b.resourceType in ResourceTypes) ||
    !(b.operation in AclOperations)
  ) {
    throw new TypeError(
      `Not an exact ACL binding: ${JSON.stringify(
        b,
      )}; every field must be given, or Kafka would take it to mean "any"`,
    );
  }
  return {
    resourceType: ResourceTypes[b.resourceType],
    resourceName: b.resourceName,
    resourcePatternType: ResourcePatternTypes[b.patternType],
    principal: b.principal,
    host: b.host,
    operation: AclOperations[b.operation],
    permissionType: AclPermissionTypes[b.permission],
  };
}

const EVERYTHING: AclFilter = {
  resourceType: ResourceTypes.ANY,
  resourceName: null,
  resourcePatternType: ResourcePatternTypes.ANY,
  principal: null,
  host: null,
  operation: AclOperations.ANY,
  permissionType: AclPermissionTypes.ANY,
};

export async function describeAcls(
  wire: Wire,
  { brokerId, principal }: AclQuery,
): Promise<AclBinding[]> {
  if (principal === '') {
    throw new TypeError(
      'An empty principal names nobody; leave it out to ask for all',
    );
  }
  const connection =
    brokerId === undefined
      ? await wire.anyBroker()
      : await wire.broker(brokerId);
  const response = await wire.call(connection, [describeAclsV3.api], {
    ...EVERYTHING,
    principal: principal ?? null,
  });
  if (response.errorCode !== 0) {
    throw new KafkaError(
      fromKafkaCode(
        response.errorCode,
        principal
          ? `ACLs of ${principal} in ${wire.label}`
          : `ACLs of ${wire.label}`,
        response.errorMessage,
      ),
    );
  }
  return response.resources.flatMap(({ acls, ...target }) =>
    acls.map(acl => toBinding({ ...target, ...acl })),
  );
}

export async function createAcls(
  wire: Wire,
  bindings: AclBinding[],
): Promise<ItemResult<void>[]> {
  const acls = bindings.map(toAcl);
  const dangerous = bindings.find(b => isDangerousName(b.resourceName));
  if (dangerous) {
    throw new TypeError(
      `${formatBinding(
        dangerous,
      )}: a name that sorts before '*' can stop a broker, so no ACL is created for it`,
    );
  }
  if (acls.length === 0) return [];
  const response = await wire.call(
    await wire.anyBroker(),
    [createAclsV3.api],
    acls,
  );
  // Results of ACL calls carry no names: they come in the order asked.
  return bindings.map((binding, i) => {
    const { errorCode, errorMessage } = response.results[i];
    return itemResult(
      errorCode,
      formatBinding(binding),
      () => undefined,
      errorMessage,
    );
  });
}

export async function deleteAcls(
  wire: Wire,
  bindings: AclBinding[],
): Promise<ItemResult<{ existed: boolean }>[]> {
  const filters = bindings.map(toAcl);
  if (filters.length === 0) return [];
  const response = await wire.call(
    await wire.anyBroker(),
    [deleteAclsV3.api],
    filters,
  );
  return bindings.map((binding, i) => {
    const { errorCode, errorMessage, matchingAcls } = response.filterResults[i];
    const item = formatBinding(binding);
    const others = matchingAcls.filter(acl => !isSame(toBinding(acl), binding));
    if (others.length > 0) {
      return failed({
        code: 'UNKNOWN',
        message: `${item}: Kafka says it deleted other bindings too (${others
          .map(acl => formatBinding(toBinding(acl)))
          .join('; ')})`,
        retryable: false,
        item,
      });
    }
    const inner = matchingAcls.find(acl => acl.errorCode !== 0);
    return itemResult(
      errorCode || inner?.errorCode || 0,
      item,
      () => ({ existed: matchingAcls.length > 0 }),
      errorMessage ?? inner?.errorMessage,
    );
  });
}
