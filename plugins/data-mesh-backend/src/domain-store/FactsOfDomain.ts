import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  DATA_MESH_LOCATION_TYPE,
  type DataDomainEntity,
  type MeshDomain,
  type MeshProduct,
  type MeshTopic,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { CatalogFacts } from '../access/CatalogFacts';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import { readObjects } from '../feed/meshRows';
import { changesOf } from '../policies/store/documentChanges';
import { domainsAbove } from '../policies/readPolicyFacts';
import { isTrusted } from '../products/claims';
import { domainOwnerNow } from '../products/domainOwner';
import { ownerRefOf, refOf } from '../products/MeshFacts';
import type { DomainAbove, DomainContent, DomainFacts } from './decideDomain';
import { readCurrentDomain, type DomainVersion } from './domainVersions';

type Config = Pick<
  DataMeshConfig,
  'clusters' | 'governance' | 'operators' | 'trustedLocations'
>;

/** Ref of the domain that a descriptor makes a domain a part of. */
function parentRefOf(entity: Entity): string | undefined {
  const namespace = entity.metadata.namespace ?? 'default';
  return refOf(entity.spec?.subdomainOf, 'domain', namespace);
}

/**
 * Gathers what decides on publishing domains: owners and memberships as the
 * catalog has them at this moment, topics as of the last pass.
 */
export class FactsOfDomain {
  readonly #db: Knex;
  readonly #config: Config;
  readonly #catalog: Pick<CatalogFacts, 'entities'>;
  readonly #authorizer: Pick<Authorizer, 'speaksFor'>;

  constructor(options: {
    db: Knex;
    config: Config;
    catalog: Pick<CatalogFacts, 'entities'>;
    authorizer: Pick<Authorizer, 'speaksFor'>;
  }) {
    this.#db = options.db;
    this.#config = options.config;
    this.#catalog = options.catalog;
    this.#authorizer = options.authorizer;
  }

  /**
   * @param document - that is to be published
   * @throws whatever the catalog throws: who cannot be asked decides nothing
   */
  async of(
    document: DataDomainEntity,
    credentials: UserCredentials,
  ): Promise<{ facts: DomainFacts; current?: DomainVersion }> {
    const ref = stringifyEntityRef(document);
    const ownerRef = ownerRefOf(document);
    const current = await readCurrentDomain(this.#db, ref);
    const before =
      current?.state === 'published' ? current.document : undefined;
    const parentRef = parentRefOf(document);
    const beforeRef = before && parentRefOf(before);
    const [domains, topics, fresh, speaksFor] = await Promise.all([
      readObjects<MeshDomain>(this.#db, 'domain'),
      readObjects<MeshTopic>(this.#db, 'topic'),
      this.#catalog.entities(
        [ref, ownerRef, parentRef, beforeRef].filter(
          each => each !== undefined,
        ),
      ),
      this.#authorizer.speaksFor(credentials),
    ]);
    const known = new Map(domains.map(domain => [domain.ref, domain]));
    const above = (each: string | undefined): DomainAbove | undefined =>
      each === undefined
        ? undefined
        : {
            ref: each,
            ownerRef: domainOwnerNow(known.get(each), fresh.get(each)),
            above: domainsAbove(known, each).slice(1),
          };
    const owner = ownerRef ? fresh.get(ownerRef) : undefined;
    const changes = before && changesOf({ ...before }, { ...document });
    const facts: DomainFacts = {
      ref,
      ownerRef,
      // The group that we emit for what nobody owns owns nothing.
      ownerExists: owner !== undefined && !isOurs(owner),
      parent: above(parentRef),
      parentBefore: above(beforeRef),
      speaksFor,
      governance: this.#governance(),
      current,
      declaredAt: this.#declaredAt(fresh.get(ref)),
      topics: topicsOf(topics, ref),
      isConfigured: this.#config.clusters.some(({ settings }) =>
        settings?.domains.some(({ domainRef }) => domainRef === ref),
      ),
      onlyOwner: changes !== undefined && isOfOwner(before, document),
    };
    return { facts, ...(current ? { current } : {}) };
  }

  /** The same of what is published of it now, if it is. */
  async ofVersion(
    ref: string,
    credentials: UserCredentials,
  ): Promise<{ facts: DomainFacts; current?: DomainVersion }> {
    const current = await readCurrentDomain(this.#db, ref);
    if (current) return this.of(current.document, credentials);
    return {
      facts: {
        ref,
        ownerExists: false,
        speaksFor: await this.#authorizer.speaksFor(credentials),
        governance: this.#governance(),
        topics: [],
        isConfigured: false,
        onlyOwner: false,
      },
    };
  }

  #governance(): string[] {
    const { governance, operators } = this.#config;
    return [...new Set([...governance, ...operators])];
  }

  /** Where it is declared at a location that is believed. */
  #declaredAt(entity: Entity | undefined): string | undefined {
    if (!entity || isOurs(entity)) return undefined;
    const location =
      entity.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION] ?? '';
    return isTrusted(location, this.#config.trustedLocations)
      ? location
      : undefined;
  }
}

function isOurs(entity: Entity): boolean {
  return (
    entity.metadata.annotations?.[ANNOTATION_LOCATION]?.startsWith(
      `${DATA_MESH_LOCATION_TYPE}:`,
    ) ?? false
  );
}

function isOfOwner(
  before: DataDomainEntity | undefined,
  after: DataDomainEntity,
): boolean {
  if (!before) return false;
  const { owner } = after.spec;
  return (
    changesOf({ ...before, spec: { ...before.spec, owner } }, { ...after })
      .length === 0
  );
}

function topicsOf(topics: MeshTopic[], ref: string): string[] {
  const names = topics.flatMap(({ name, domainRef }) =>
    domainRef === ref ? [name] : [],
  );
  return [...new Set(names)].sort();
}

/** What is in a domain, as the mesh has it in the transaction given. */
export async function readDomainContent(
  tx: Knex,
  ref: string,
): Promise<DomainContent> {
  const domains = await readObjects<MeshDomain>(tx, 'domain');
  const products = await readObjects<MeshProduct>(tx, 'product');
  const topics = await readObjects<MeshTopic>(tx, 'topic');
  return {
    domains: domains.flatMap(each =>
      each.parentRef === ref ? [parseEntityRef(each.ref).name] : [],
    ),
    // What is only discovered is there by its topics.
    products: products.flatMap(({ domainRef, origin, name }) =>
      domainRef === ref && origin !== 'discovered' ? [name] : [],
    ),
    topics: topicsOf(topics, ref),
  };
}
