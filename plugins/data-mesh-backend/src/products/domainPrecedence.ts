import type { Entity } from '@backstage/catalog-model';
import type { DataDomainEntity } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { IndexedEntity } from '../catalog-index/indexRows';
import { isTrusted } from './claims';

/** A domain that was published in the portal by whoever may. */
export type PublishedDomain = {
  ref: string;
  entity: DataDomainEntity;
  version: number;
};

/** What counts of a domain, by whomever it is described. */
export type DescribedDomain = {
  entity: Entity;
  /** Whether what it says of owners and rules is believed. */
  trusted: boolean;
  /** Of a published one. */
  version?: number;
  /** Where it is declared as well, without that counting. */
  pending?: { originLocation: string };
};

/**
 * What describes each domain, by ref: pure. A declaration at a trusted location
 * comes first, then what was published, which we have decided ourselves who
 * may; any other declaration is only a name.
 */
export function settleDomains(
  index: IndexedEntity[],
  trustedLocations: string[],
  published: PublishedDomain[],
): Map<string, DescribedDomain> {
  const found = new Map<string, DescribedDomain>();
  const untrusted = new Map<string, string>();
  for (const { ref, entity, originLocation } of index) {
    if (entity.kind !== 'Domain') continue;
    const trusted = isTrusted(originLocation, trustedLocations);
    if (!trusted) untrusted.set(ref, originLocation);
    found.set(ref, { entity, trusted });
  }
  for (const { ref, entity, version } of published) {
    if (found.get(ref)?.trusted) continue;
    const originLocation = untrusted.get(ref);
    found.set(ref, {
      entity,
      trusted: true,
      version,
      ...(originLocation === undefined ? {} : { pending: { originLocation } }),
    });
  }
  return found;
}
