import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_KAFKA_PRINCIPAL,
  kafkaPrincipalAnnotation,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { IndexedEntity } from '../catalog-index/indexRows';
import { isTrusted } from '../products/claims';
import { MAX_PRINCIPAL_LENGTH } from './principalProblem';
import { decideHold, type TopicClaim, type TopicHold } from '../products/holds';

const CONSUMER_KINDS = ['component', 'system', 'resource'];

/** Whether an entity is of a kind that can read or write a product. */
export function isConsumer(entity: Entity): boolean {
  return (
    CONSUMER_KINDS.includes(entity.kind.toLocaleLowerCase('en-US')) &&
    entity.spec?.type !== 'kafka-topic'
  );
}

/**
 * The principal that an entity says it has on a cluster.
 *
 * The cluster's own annotation wins over the general one.
 */
export function annotatedPrincipal(
  entity: Entity,
  cluster: string,
): string | undefined {
  const annotations = entity.metadata.annotations ?? {};
  return (
    annotations[kafkaPrincipalAnnotation(cluster)] ??
    annotations[ANNOTATION_KAFKA_PRINCIPAL]
  );
}

/** One string a principal, to key maps by. */
export function principalKey(cluster: string, principal: string): string {
  return `${cluster}/${principal}`;
}

/** A principal on a cluster, and whose it is. */
export type PrincipalOfConsumer = {
  cluster: string;
  principal: string;
  consumerRef: string;
};

/** What a register is made of. */
export type RegisterInputs = {
  clusters: string[];
  trustedLocations: string[];
  index: IndexedEntity[];
  /** Keys `<cluster>/<principal> <consumer ref>` that an operator confirmed. */
  confirmations: Set<string>;
  /** Users that we created: they belong to whom we made them for. */
  created: PrincipalOfConsumer[];
  /** Of live grants: a service that left the catalog still has its access. */
  granted: PrincipalOfConsumer[];
  /** Principal key → ref of the consumer that held it so far. */
  holders: Map<string, string>;
};

/**
 * Which consumer holds which principal, by principal key.
 *
 * As with topics: whoever holds it keeps it while entitled, else the earliest
 * claim from a trusted location, or one that an operator confirmed. An entity
 * that merely names somebody else's principal gets nothing by it.
 */
export function decideRegister(inputs: RegisterInputs): Map<string, TopicHold> {
  const claims = new Map<string, TopicClaim[]>();
  const add = (key: string, claim: TopicClaim) => {
    const list = claims.get(key) ?? [];
    if (list.some(c => c.productRef === claim.productRef)) return;
    list.push(claim);
    claims.set(key, list);
  };
  const settled = [...inputs.created, ...inputs.granted];
  for (const { cluster, principal, consumerRef } of settled) {
    add(principalKey(cluster, principal), {
      productRef: consumerRef,
      entitled: true,
      since: 0,
    });
  }
  for (const { ref, entity, originLocation, firstSeenAt } of inputs.index) {
    if (!isConsumer(entity)) continue;
    const trusted = isTrusted(originLocation, inputs.trustedLocations);
    for (const cluster of inputs.clusters) {
      const principal = annotatedPrincipal(entity, cluster);
      // What is too long to be anybody's is not kept either.
      if (!principal || principal.length > MAX_PRINCIPAL_LENGTH) continue;
      const key = principalKey(cluster, principal);
      add(key, {
        productRef: ref,
        entitled: trusted || inputs.confirmations.has(`${key} ${ref}`),
        since: firstSeenAt,
      });
    }
  }
  const created = new Map(
    inputs.created.map(c => [
      principalKey(c.cluster, c.principal),
      c.consumerRef,
    ]),
  );
  return new Map(
    [...claims].map(([key, list]) => [
      key,
      decideHold(list, created.get(key) ?? inputs.holders.get(key)),
    ]),
  );
}
