import {
  isDataProductEntity,
  type DataProductEntityV1alpha1,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { IndexedEntity } from '../catalog-index/indexRows';
import { decideHold, type TopicClaim, type TopicHold } from './holds';

/** A product that somebody has described in Git. */
export type DeclaredProduct = {
  ref: string;
  entity: DataProductEntityV1alpha1;
  originLocation: string;
  trusted: boolean;
  since: number;
};

/**
 * A product that somebody has published in the portal, and was allowed to for
 * each of its topics.
 */
export type PublishedProduct = {
  ref: string;
  entity: DataProductEntityV1alpha1;
  version: number;
  /** Since when it is published, in milliseconds. */
  since: number;
};

/** A declaration that the domain's owner has accepted. */
export type Acceptance = {
  productRef: string;
  cluster: string;
  topic: string;
  /** In milliseconds; long ago if left out. */
  acceptedAt?: number;
};

/** One string a topic, to key maps by. */
export function topicKey(cluster: string, topic: string): string {
  return `${cluster}/${topic}`;
}

/** One string a topic and the product that it was accepted for. */
export function acceptanceKey(acceptance: Acceptance): string {
  const { cluster, topic, productRef } = acceptance;
  return `${topicKey(cluster, topic)} ${productRef}`;
}

function toPattern(glob: string): RegExp {
  const literals = glob
    .split('*')
    .map(text => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${literals.join('.*')}$`, 's');
}

/** As the target is fetched: `..` resolved, and nothing that is no URL. */
function normalise(originLocation: string): string | undefined {
  if (!originLocation.startsWith('url:')) return originLocation;
  try {
    return `url:${new URL(originLocation.slice('url:'.length)).href}`;
  } catch {
    return undefined;
  }
}

/**
 * Whether a location may declare without being asked.
 *
 * @param patterns - `*` stands for anything, slashes too; all else is literal.
 *   A glob library would know negations and braces, which have no place in
 *   what lets somebody in.
 */
export function isTrusted(originLocation: string, patterns: string[]): boolean {
  const location = normalise(originLocation);
  return (
    location !== undefined &&
    patterns.some(pattern => toPattern(pattern).test(location))
  );
}

/** The index' declared products; invalid ones are the catalog's to report. */
export function declaredProducts(
  index: IndexedEntity[],
  trustedLocations: string[],
): DeclaredProduct[] {
  return index.flatMap(({ ref, entity, originLocation, firstSeenAt }) =>
    isDataProductEntity(entity)
      ? [
          {
            ref,
            entity,
            originLocation,
            trusted: isTrusted(originLocation, trustedLocations),
            since: firstSeenAt,
          },
        ]
      : [],
  );
}

/**
 * Who holds each topic that a declared or published product names.
 *
 * @param published - entitled by having been published
 * @param previous - topic key → ref of the holder so far
 */
export function decideHolds(
  products: DeclaredProduct[],
  acceptances: Acceptance[],
  previous: Map<string, string>,
  published: PublishedProduct[] = [],
): Map<string, TopicHold> {
  const accepted = new Set(acceptances.map(acceptanceKey));
  const claims = new Map<string, TopicClaim[]>();
  const all = [
    ...products,
    ...published.map(product => ({ ...product, trusted: true })),
  ];
  for (const product of all) {
    for (const port of product.entity.spec.outputPorts) {
      for (const { cluster, topic } of port.locations) {
        const key = topicKey(cluster, topic);
        const list = claims.get(key) ?? [];
        list.push({
          productRef: product.ref,
          entitled: product.trusted || accepted.has(`${key} ${product.ref}`),
          since: product.since,
        });
        claims.set(key, list);
      }
    }
  }
  return new Map(
    [...claims].map(([key, list]) => [
      key,
      decideHold(list, previous.get(key)),
    ]),
  );
}
