import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { bindingsOn } from '../explain/evaluateAccess';
import type {
  AccessProbe,
  AclBinding,
  KafkaPort,
  ResourceType,
} from '../kafka/KafkaPort';
import type { ClusterRow } from '../tables';

const TYPES: Record<keyof AccessProbe, ResourceType> = {
  topic: 'TOPIC',
  group: 'GROUP',
  transactionalId: 'TRANSACTIONAL_ID',
};

/**
 * Whether a cluster lets everyone in where there is no ACL: pure. It does if we
 * were let in to something that no ACL is about, and are no super-user.
 *
 * @param names - what was probed, none of which exists
 */
export function isFoundOpen(
  probe: AccessProbe,
  names: Record<keyof AccessProbe, string>,
  bindings: AclBinding[],
  isSuperUser: boolean,
): boolean {
  if (isSuperUser) return false;
  const world = { bindings, superUsers: [], authorizer: 'open' } as const;
  return (Object.keys(TYPES) as Array<keyof AccessProbe>).some(
    kind =>
      probe[kind] === 'allowed' &&
      bindingsOn(world, TYPES[kind], names[kind]).length === 0,
  );
}

/**
 * Asks the cluster, and keeps what it said for decisions to come. On an open
 * cluster the first ACL on a topic would lock everyone else out of it.
 *
 * @returns whether it was found open
 */
export async function probeOpen(
  db: Knex,
  cluster: string,
  port: KafkaPort,
  isSuperUser: boolean,
  now: number,
): Promise<boolean> {
  const name = `data-mesh-probe-${randomUUID()}`;
  const names = { topic: name, group: name, transactionalId: name };
  const [probe, bindings] = await Promise.all([
    port.probeAccess(names),
    port.describeAcls(),
  ]);
  const open = isFoundOpen(probe, names, bindings, isSuperUser);
  await db<ClusterRow>('clusters')
    .where({ name: cluster })
    .update({ open_found_at: open ? now : null });
  return open;
}
