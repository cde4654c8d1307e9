import type {
  MeshProduct,
  OutputPort,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  refuseCluster,
  type ClusterStanding,
  type FieldRefusal,
} from '../creations/decideTopic';
import { refusal } from '../product-store/decidePublication';
import type { NamingTemplate } from '../products/naming';
import type { Place, PromotionItem, PromotionWish } from './promotion';
import { targetTopic, type NamedCluster } from './targetTopic';

/** Most ports that are promoted at once. */
const MAX_PORTS = 20;

/** Everything that decides whether somebody may promote a product, and what. */
export type PromotionFacts = {
  ref: string;
  origin: MeshProduct['origin'];
  state: MeshProduct['state'];
  /** Of its descriptor, as it counts now. */
  ownerRef?: string;
  ports: OutputPort[];
  /** Everyone whom the caller speaks for. */
  speaksFor: ReadonlySet<string>;
  target: ClusterStanding;
  /** Clusters whose settings can be used, by name. */
  clusters: ReadonlyMap<string, NamedCluster>;
  naming: NamingTemplate[];
};

/** What is promoted; nothing of it where it is refused. */
export type DecidedPromotion =
  | { refusal: FieldRefusal; items?: undefined }
  | { refusal?: undefined; items: PromotionItem[] };

const inField = (field: string, message: string): FieldRefusal => ({
  ...refusal('INVALID', `${field}: ${message}`),
  field,
});

const conflict = (field: string, message: string): FieldRefusal => ({
  ...refusal('CONFLICT', message),
  field,
});

function refuseProduct({
  ref,
  origin,
  state,
  ownerRef,
  speaksFor,
}: PromotionFacts): FieldRefusal | undefined {
  if (origin === 'discovered') {
    return refusal(
      'CONFLICT',
      `${ref} is only discovered, so nobody owns it; claim it first`,
    );
  }
  if (!ownerRef || !speaksFor.has(ownerRef)) {
    return refusal(
      'NOT_ALLOWED',
      `Only members of ${
        ownerRef ?? 'its owner'
      } can promote ${ref}; ask one of them`,
    );
  }
  return state === 'contested'
    ? refusal(
        'CONFLICT',
        `${ref} is contested, since another product names one of its topics, too; settle that first`,
      )
    : undefined;
}

function refuseNames(
  { ref, ports }: PromotionFacts,
  wish: PromotionWish,
): FieldRefusal | undefined {
  const known = ports.map(({ name }) => name);
  const has = `${ref} has ${known.join(', ')}`;
  const port = wish.ports?.find(name => !known.includes(name));
  if (port !== undefined) {
    return inField('ports', `there is no port ${port}; ${has}`);
  }
  const promoted = wish.ports ?? known;
  const named = Object.keys(wish.topics).find(name => !promoted.includes(name));
  return named === undefined
    ? undefined
    : inField(
        `to.topic.${named}`,
        `port ${named} is not promoted; name one of ${promoted.join(', ')}`,
      );
}

/** Where a port comes from; nothing where it is in no other environment. */
function sourceOf(
  port: OutputPort,
  { clusters, target }: PromotionFacts,
  { from }: PromotionWish,
): Place | FieldRefusal | undefined {
  const home = clusters.get(target.name)?.environment;
  const places = port.locations.flatMap(({ cluster, topic }): Place[] => {
    const environment = clusters.get(cluster)?.environment;
    return environment === undefined || environment === home
      ? []
      : [{ cluster, environment, topic }];
  });
  const found = places.filter(
    ({ environment }) => from === undefined || environment === from,
  );
  if (found.length <= 1) return found[0];
  const environments = [...new Set(found.map(each => each.environment))];
  return environments.length > 1
    ? inField(
        'from',
        `port ${port.name} is in ${environments.join(
          ' and ',
        )}; say which of them it is promoted from`,
      )
    : conflict(
        'from',
        `Port ${port.name} is on ${found
          .map(({ cluster }) => cluster)
          .join(' and ')}, all of them of environment ${
          environments[0]
        }, so which one to promote from cannot be told; take one of the locations out of its descriptor`,
      );
}

function itemOf(
  port: OutputPort,
  from: Place,
  facts: PromotionFacts,
  wish: PromotionWish,
): PromotionItem | FieldRefusal {
  const { clusters, target, naming } = facts;
  const { cluster } = wish;
  const settings = clusters.get(cluster);
  const source = clusters.get(from.cluster);
  if (!settings || !source)
    throw new Error(`cluster ${cluster} has no settings`);
  const { environment } = settings;
  const wanted = Object.hasOwn(wish.topics, port.name)
    ? wish.topics[port.name]
    : undefined;
  const there = port.locations.find(
    each => clusters.get(each.cluster)?.environment === environment,
  );
  if (there && there.cluster !== cluster) {
    return conflict(
      'to.cluster',
      `Port ${port.name} is in environment ${environment} already, as topic ${there.topic} of cluster ${there.cluster}; promote it to that cluster`,
    );
  }
  if (there && wanted !== undefined && wanted !== there.topic) {
    return conflict(
      `to.topic.${port.name}`,
      `Port ${port.name} is topic ${there.topic} on cluster ${cluster} already, and has one topic there; leave the name out, or change the product first`,
    );
  }
  const topic =
    there?.topic ?? wanted ?? targetTopic(from.topic, source, settings, naming);
  return {
    port: port.name,
    ...(port.schema ? { subject: port.schema.subject } : {}),
    from,
    to: { cluster: target.name, environment, topic },
    isLocated: there !== undefined,
  };
}

const isRefusal = (found: object): found is FieldRefusal => 'code' in found;

function itemsOf(facts: PromotionFacts, wish: PromotionWish): DecidedPromotion {
  const environment = facts.clusters.get(wish.cluster)?.environment;
  const items: PromotionItem[] = [];
  for (const port of facts.ports) {
    if (wish.ports && !wish.ports.includes(port.name)) continue;
    const from = sourceOf(port, facts, wish);
    if (from && isRefusal(from)) return { refusal: from };
    if (!from) {
      if (!wish.ports) continue;
      return {
        refusal: inField(
          'ports',
          `port ${port.name} is ${
            wish.from === undefined
              ? `in no other environment than ${environment}`
              : `not in environment ${wish.from}`
          }, so there is nothing to promote; leave it out`,
        ),
      };
    }
    const item = itemOf(port, from, facts, wish);
    if (isRefusal(item)) return { refusal: item };
    const twin = items.find(({ to }) => to.topic === item.to.topic);
    if (twin) {
      return {
        refusal: inField(
          `to.topic.${item.port}`,
          `ports ${twin.port} and ${item.port} would both be topic ${item.to.topic}; name another one for one of them`,
        ),
      };
    }
    items.push(item);
  }
  if (items.length > MAX_PORTS) {
    return {
      refusal: inField(
        'ports',
        `${items.length} ports are more than the ${MAX_PORTS} that are promoted at once; name some of them`,
      ),
    };
  }
  return items.length > 0
    ? { items }
    : {
        refusal: inField(
          'to.cluster',
          `no port of ${facts.ref} is in ${
            wish.from === undefined
              ? `another environment than ${environment}`
              : `environment ${wish.from}, or that is the target's own`
          }; choose a cluster of another one`,
        ),
      };
}

/** Which ports of a product go where, or why somebody may not. Pure. */
export function decidePromotion(
  facts: PromotionFacts,
  wish: PromotionWish,
): DecidedPromotion {
  const refused =
    refuseProduct(facts) ??
    refuseCluster(facts.target, 'no topic can be created or changed') ??
    refuseNames(facts, wish);
  return refused ? { refusal: refused } : itemsOf(facts, wish);
}
