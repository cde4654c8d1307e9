import type { MeshDomain } from '@data-mesh/backstage-plugin-data-mesh-common';

// Domains may be within each other by mistake.
const MAX_DEPTH = 20;

/**
 * Who may have a change registered though its readers do not agree: stewards of
 * the product's domain and of those above it (their owners where they have
 * none), and governance. Pure.
 *
 * @param domains - of the mesh, which knows owners and stewards only of those
 *   from trusted locations
 */
export function overridersOf(
  domainRef: string | undefined,
  domains: MeshDomain[],
  governance: string[],
): string[] {
  const byRef = new Map(domains.map(domain => [domain.ref, domain]));
  const found = new Set<string>();
  let domain = byRef.get(domainRef ?? '');
  for (let i = 0; domain && i < MAX_DEPTH; i += 1) {
    const who = domain.stewardRef ?? domain.ownerRef;
    if (who) found.add(who);
    domain = byRef.get(domain.parentRef ?? '');
  }
  return [...found, ...governance.filter(ref => !found.has(ref))];
}
