import type { Knex } from 'knex';
import { parseJson, toNumber, toOptionalNumber } from '../rows';
import { readClusterStates } from '../snapshot/clusterRows';
import type {
  AclBindingRow,
  GrantRow,
  GroupOffsetsRow,
  GroupRow,
  PrincipalHoldRow,
} from '../tables';
import { readersOf, type GroupHolder, type Reader } from './readersOf';

/** Who reads, and whether that is everybody. */
export type Readers = { readers: Reader[]; known: boolean };

// What is not there yet will be, and what has failed may be tried again.
const READING = ['pending', 'active'];

async function readGranted(
  tx: Knex,
  cluster: string,
  topics: string[],
): Promise<string[]> {
  const rows = await tx<GrantRow>('grants')
    .where({ cluster, mode: 'read' })
    .whereIn('topic', topics)
    .whereIn('state', READING)
    .distinct('consumer_ref');
  return rows.map(row => row.consumer_ref);
}

/** Groups by grants on the cluster, and by ACLs of principals that are held. */
async function readHolders(tx: Knex, cluster: string): Promise<GroupHolder[]> {
  const granted: GroupHolder[] = await tx('grants as g')
    .join('grant_bindings as gb', 'gb.grant_id', 'g.id')
    .join('managed_bindings as b', 'b.id', 'gb.binding_id')
    .where({ 'g.cluster': cluster, 'b.resource_type': 'GROUP' })
    .whereIn('g.state', [...READING, 'ending'])
    .distinct({
      consumerRef: 'g.consumer_ref',
      name: 'b.resource_name',
      patternType: 'b.pattern_type',
    });
  const held = await tx<PrincipalHoldRow>('principal_holds')
    .where({ cluster })
    .select('principal', 'consumer_ref');
  const consumers = new Map(held.map(h => [h.principal, h.consumer_ref]));
  const acls = await tx<AclBindingRow>('acl_bindings')
    .where({ cluster, resource_type: 'GROUP', permission: 'ALLOW' })
    .whereIn('operation', ['READ', 'ALL'])
    .whereNot({ resource_name: '*' })
    .select('principal', 'resource_name', 'pattern_type');
  const byHand = acls.flatMap((acl): GroupHolder[] => {
    const consumerRef = consumers.get(acl.principal);
    const { resource_name: name, pattern_type: patternType } = acl;
    return consumerRef ? [{ consumerRef, name, patternType }] : [];
  });
  return [...granted, ...byHand];
}

async function readLiveGroups(tx: Knex, cluster: string, topics: string[]) {
  const offsets = await tx<GroupOffsetsRow>('group_offsets')
    .where({ cluster })
    .whereIn('topic', topics)
    .select('group_id', 'progressed_at');
  const ids = [...new Set(offsets.map(row => row.group_id))];
  const groups = await tx<GroupRow>('groups').where({ cluster }).select();
  const members = new Map(
    groups.map(row => [
      row.group_id,
      parseJson<unknown[]>(row.members)?.length ?? 0,
    ]),
  );
  return ids.map(groupId => {
    const times = offsets
      .filter(row => row.group_id === groupId)
      .flatMap(row => toOptionalNumber(row.progressed_at) ?? []);
    return {
      groupId,
      members: toNumber(members.get(groupId) ?? 0),
      ...(times.length ? { progressedAt: Math.max(...times) } : {}),
    };
  });
}

/**
 * Who reads some topics of a cluster, by its grants and as of its last pass.
 *
 * @param unseenMs - so long after its last progress a group without members
 *   still counts
 */
export async function readReaders(
  tx: Knex,
  cluster: string,
  topics: string[],
  now: number,
  unseenMs: number,
): Promise<Readers> {
  const state = (await readClusterStates(tx)).get(cluster);
  const known =
    state?.fullAt !== undefined &&
    !state.error &&
    !state.gaps.some(({ item }) => item && /group/i.test(item));
  return {
    readers: readersOf({
      granted: await readGranted(tx, cluster, topics),
      groups: await readLiveGroups(tx, cluster, topics),
      holders: await readHolders(tx, cluster),
      since: now - unseenMs,
    }),
    known,
  };
}
