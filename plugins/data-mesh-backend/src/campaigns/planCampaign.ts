import type { MeshDomain } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import { endOfPeriod } from '../access/accessRules';
import type { FactsReader } from '../access/FactsReader';
import type { Refusal } from '../access/refusal';
import type { CatalogVisibility } from '../authorization/CatalogVisibility';
import type { MeshReader } from '../mesh/MeshReader';
import {
  askedOf,
  domainsBelow,
  refuseStart,
  type Undecided,
} from './campaignRules';
import { readCampaigns, readLiveGrantsOf } from './campaignRows';

/** What somebody wants to be looked at again, the ref made full. */
export type StartInput = {
  domain: string;
  title?: string;
  reason: string;
  dueAt?: string;
  period?: string;
  undecided: Undecided;
};

/** What a campaign would hold, and whether it can be started. */
export type PlannedCampaign = {
  title: string;
  domains: string[];
  dueAt: number;
  grantIds: string[];
  owners: Array<{ owner: string; grants: number }>;
  nobody: Array<{ product: string; productTitle: string; grants: number }>;
  refusal?: Refusal;
};

function dateOf({ dueAt, period }: StartInput, now: number): number {
  if (dueAt !== undefined && period !== undefined) return NaN;
  return period === undefined
    ? Date.parse(dueAt ?? '')
    : endOfPeriod(period, now);
}

function titleOf(
  { title }: StartInput,
  domain: MeshDomain | undefined,
  now: number,
): string {
  const month = DateTime.fromMillis(now, { zone: 'utc', locale: 'en' });
  return title?.trim() || `${domain?.title}, ${month.toFormat('LLLL yyyy')}`;
}

/** Counts by a key, the most first. */
function counted(keys: string[]): Array<[key: string, count: number]> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort(
    ([a, m], [b, n]) => n - m || a.localeCompare(b, 'en-US'),
  );
}

/** Reads what a campaign would hold: nothing is stored by it. */
export async function planCampaign(
  {
    db,
    mesh,
    facts,
    visibility,
  }: {
    db: Knex;
    mesh: MeshReader;
    facts: FactsReader;
    visibility: CatalogVisibility;
  },
  input: StartInput,
  credentials: BackstageCredentials,
  now: number,
): Promise<PlannedCampaign> {
  const domains = await mesh.all('domain');
  const seen = await visibility.visible('Domain', credentials);
  const domain = domains.find(
    ({ ref }) => ref === input.domain && (!seen || seen.has(ref)),
  );
  const within = domainsBelow(domains, input.domain);
  const products = (await mesh.all('product')).filter(
    ({ domainRef }) => domain && domainRef && within.has(domainRef),
  );
  const grants = await readLiveGrantsOf(
    db,
    products.map(({ ref }) => ref),
  );
  const granted = new Set(grants.map(({ productRef }) => productRef));
  const responsible = await facts.responsible(
    products.filter(({ ref }) => granted.has(ref)),
  );
  const readable = await visibility.visible('DataProduct', credentials);
  const asked = (ref: string) => askedOf(responsible.get(ref) ?? {});
  const titles = new Map(products.map(({ ref, title }) => [ref, title]));
  const [open] = await readCampaigns(db, {
    domainRef: input.domain,
    state: 'open',
  });
  const dueAt = dateOf(input, now);
  return {
    title: titleOf(input, domain, now),
    domains: [...within].filter(ref => !seen || seen.has(ref)),
    dueAt,
    grantIds: grants.map(({ id }) => id),
    owners: counted(
      grants.flatMap(({ productRef }) => asked(productRef) ?? []),
    ).map(([owner, count]) => ({ owner, grants: count })),
    nobody: counted(
      grants.flatMap(({ productRef }) =>
        asked(productRef) || (readable && !readable.has(productRef))
          ? []
          : [productRef],
      ),
    ).map(([product, count]) => ({
      product,
      productTitle: titles.get(product) ?? product,
      grants: count,
    })),
    refusal: refuseStart({
      domainRef: input.domain,
      known: domain !== undefined,
      reason: input.reason,
      dueAt,
      now,
      grants: grants.length,
      open: open?.title,
    }),
  };
}
