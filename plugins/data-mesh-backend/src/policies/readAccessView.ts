import type { Knex } from 'knex';
import { ENDED_GRANT_STATES } from '../access/transitions';
import { BindingIndex } from '../explain/BindingIndex';
import { topicKey } from '../products/claims';
import { toAcl } from '../provisioning/bindingRows';
import { parseJson, toNumber, toOptionalNumber } from '../rows';
import type { ClusterState } from '../snapshot/clusterRows';
import type {
  AclBindingRow,
  GrantRow,
  GroupOffsetsRow,
  GroupRow,
} from '../tables';
import type { ConsumerFacts } from './PolicyFacts';
import type { MeshView } from './readPolicyFacts';

/** ACLs of the clusters whose ACLs were all read. */
async function readAcls(
  db: Knex,
  states: Map<string, ClusterState>,
): Promise<MeshView['acls']> {
  const rows = await db<AclBindingRow>('acl_bindings')
    .where({ resource_type: 'TOPIC' })
    .select();
  const byCluster = new Map<string, AclBindingRow[]>();
  for (const [cluster, { fullAt, gaps }] of states) {
    const isShort = gaps.some(({ item }) => item?.startsWith('ACLs'));
    if (fullAt !== undefined && !isShort) byCluster.set(cluster, []);
  }
  for (const row of rows) byCluster.get(row.cluster)?.push(row);
  return new Map(
    [...byCluster].map(([cluster, own]) => [
      cluster,
      new BindingIndex(own.map(toAcl)),
    ]),
  );
}

async function readConsumers(db: Knex): Promise<MeshView['consumers']> {
  const rows = await db<GrantRow>('grants')
    .whereNotIn('state', [...ENDED_GRANT_STATES])
    .whereNotNull('product_ref')
    .orderBy(['consumer_ref', 'cluster', 'topic', 'mode', 'id'])
    .select();
  const consumers = new Map<string, ConsumerFacts[]>();
  for (const row of rows) {
    const ref = row.product_ref ?? '';
    const own = consumers.get(ref) ?? [];
    own.push({
      ref: row.consumer_ref,
      principal: row.principal,
      mode: row.mode,
      ...(row.port ? { port: row.port } : {}),
      environment: row.environment,
      cluster: row.cluster,
      topic: row.topic,
    });
    consumers.set(ref, own);
  }
  return consumers;
}

/** A group that has members reads, also where there is nothing new to read. */
async function readReadAt(db: Knex, now: number): Promise<MeshView['readAt']> {
  const groups = await db<GroupRow>('groups').select(
    'cluster',
    'group_id',
    'members',
  );
  const running = new Set(
    groups
      .filter(({ members }) => (parseJson<unknown[]>(members) ?? []).length > 0)
      .map(({ cluster, group_id }) => JSON.stringify([cluster, group_id])),
  );
  const rows = await db<GroupOffsetsRow>('group_offsets').select(
    'cluster',
    'group_id',
    'topic',
    'progressed_at',
    'measured_at',
  );
  const readAt = new Map<string, number>();
  for (const row of rows) {
    const isRunning = running.has(JSON.stringify([row.cluster, row.group_id]));
    const at = isRunning
      ? Math.min(now, toNumber(row.measured_at))
      : toOptionalNumber(row.progressed_at);
    if (at === undefined) continue;
    const key = topicKey(row.cluster, row.topic);
    readAt.set(key, Math.max(at, readAt.get(key) ?? 0));
  }
  return readAt;
}

/** Who may do what with products, and who does. */
export async function readAccessView(
  db: Knex,
  states: Map<string, ClusterState>,
  now: number,
): Promise<Pick<MeshView, 'acls' | 'consumers' | 'readAt'>> {
  const [acls, consumers, readAt] = await Promise.all([
    readAcls(db, states),
    readConsumers(db),
    readReadAt(db, now),
  ]);
  return { acls, consumers, readAt };
}
