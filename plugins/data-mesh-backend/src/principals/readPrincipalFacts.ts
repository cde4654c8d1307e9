import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import type { PrincipalFacts } from '../access/decideRequest';
import type { ClusterSettings } from '../config/DataMeshConfig';
import type { AclBindingRow, CreatedPrincipalRow } from '../tables';
import { principalProblem, reservedPrincipals } from './principalProblem';
import { annotatedPrincipal } from './register';
import { principalOfUser, readHolder } from './registerRows';

// What Kafka and our own configuration take without quoting.
const USERNAME = /^[A-Za-z0-9._-]{1,200}$/;

/** The user that would be created for a consumer, if one may be. */
async function creatable(
  tx: Knex,
  consumer: Entity,
  settings: ClusterSettings,
): Promise<PrincipalFacts> {
  const username = consumer.metadata.name;
  const principal = principalOfUser(username);
  const cluster = settings.name;
  const taken =
    !USERNAME.test(username) ||
    principalProblem(principal, reservedPrincipals(settings)) !== undefined ||
    (await readHolder(tx, cluster, principal)) !== undefined ||
    // An ACL that names it already would be given away with the new user.
    (await tx<AclBindingRow>('acl_bindings')
      .where({ cluster, principal })
      .first('cluster')) !== undefined;
  return taken ? { state: 'none' } : { state: 'creatable', principal };
}

/** How a consumer's principal on a cluster stands. */
export async function readPrincipalFacts(
  tx: Knex,
  consumer: Entity,
  settings: ClusterSettings,
): Promise<PrincipalFacts> {
  const cluster = settings.name;
  const ref = stringifyEntityRef(consumer);
  const annotated = annotatedPrincipal(consumer, cluster);
  if (annotated === undefined) {
    const created = await tx<CreatedPrincipalRow>('created_principals')
      .where({ cluster, consumer_ref: ref })
      .whereIn('state', ['reserved', 'creating', 'present'])
      // One that is just being made stands behind the one that works.
      .orderByRaw("case when state = 'present' then 0 else 1 end")
      .orderBy('created_at', 'desc')
      .first();
    if (created) {
      return { state: 'held', principal: principalOfUser(created.username) };
    }
    return settings.createPrincipals
      ? creatable(tx, consumer, settings)
      : { state: 'none' };
  }
  const reason = principalProblem(annotated, reservedPrincipals(settings));
  if (reason) return { state: 'invalid', principal: annotated, reason };
  const holder = await readHolder(tx, cluster, annotated);
  if (!holder) return { state: 'awaiting', principal: annotated };
  return holder.consumerRef === ref
    ? { state: 'held', principal: annotated }
    : { state: 'contested', principal: annotated, heldBy: holder.consumerRef };
}
