import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type {
  MeshDomain,
  MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { ClusterSettings, DataMeshConfig } from '../config/DataMeshConfig';
import { readObject } from '../feed/meshRows';
import { UNREADABLE_RULES } from './accessRules';
import type { GrantedBinding } from './GrantedBinding';
import type { AccessLimits } from '../policies/AccessLimits';
import { readPrincipalFacts } from '../principals/readPrincipalFacts';
import { isConsumer } from '../principals/register';
import { domainOwnerNow } from '../products/domainOwner';
import { ownerRefOf } from '../products/MeshFacts';
import { toBinding } from '../provisioning/bindingRows';
import type {
  AclBindingRow,
  ClusterRow,
  ManagedBindingRow,
  TopicRow,
} from '../tables';
import type { CatalogFacts } from './CatalogFacts';
import type { Responsible } from './deciders';
import type { ClusterFacts, ItemFacts, PrincipalFacts } from './decideRequest';
import type { AccessMode, BindingRequest } from './planBindings';

/** A request as it came in, references made full. */
export type RequestInput = {
  items: Array<{ product: string; port: string; environment?: string }>;
  consumer: string;
  mode: AccessMode;
  purpose: string;
  duration: string;
  /** Emergency access, and the incident that it is for. */
  breakGlass?: { incident: string };
  /** Of access that is there already: its new end, in milliseconds. */
  renewal?: { endsAt: number };
  options: Pick<
    BindingRequest,
    'groups' | 'transactionalIdPrefix' | 'applicationId'
  >;
};

const EXCLUSIVE = ['GROUP', 'TRANSACTIONAL_ID'];
// The group that owns nothing where decisions are made.
const UNOWNED = 'group:default/unowned';

/**
 * A full ref of what somebody wrote.
 *
 * @throws InputError that names the field
 */
export function fullRef(text: string, field: string, kind?: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(text, {
        ...(kind ? { defaultKind: kind } : {}),
        defaultNamespace: 'default',
      }),
    );
  } catch {
    throw new InputError(
      `${field}: '${text}' is not an entity reference (kind:namespace/name)`,
    );
  }
}

/** Gathers what {@link decideRequest} decides on, the catalog's part afresh. */
export class FactsReader {
  readonly #db: Knex;
  readonly #config: DataMeshConfig;
  readonly #catalog: CatalogFacts;
  readonly #provisioned: (cluster: string) => boolean;
  readonly #limits?: AccessLimits;
  readonly #enforcesSubjects: (cluster: string) => boolean;
  readonly #storageProblem?: string;

  constructor(options: {
    db: Knex;
    config: DataMeshConfig;
    catalog: CatalogFacts;
    /** Whether something can provision a cluster. */
    provisioned: (cluster: string) => boolean;
    /** What policies leave of access. */
    limits?: AccessLimits;
    /** Whether the schema registry of a cluster asks who may read a subject. */
    enforcesSubjects?: (cluster: string) => boolean;
    storageProblem?: string;
  }) {
    this.#db = options.db;
    this.#config = options.config;
    this.#catalog = options.catalog;
    this.#provisioned = options.provisioned;
    this.#limits = options.limits;
    this.#enforcesSubjects = options.enforcesSubjects ?? (() => false);
    this.#storageProblem = options.storageProblem;
  }

  /**
   * Facts of each item, in their order.
   *
   * @param speaksFor - of whoever asks
   * @param visible - refs of the products that they may read; all if undefined
   * @throws whatever the catalog throws
   */
  async read(
    input: RequestInput,
    speaksFor: Set<string>,
    visible: Set<string> | undefined,
    now: number,
  ): Promise<ItemFacts[]> {
    const products = new Map<string, MeshProduct>();
    for (const { product: ref } of input.items) {
      const product = await readObject<MeshProduct>(this.#db, 'product', ref);
      if (product && (!visible || visible.has(ref))) products.set(ref, product);
    }
    const domainRefs = [...products.values()].flatMap(p =>
      p.domainRef ? [p.domainRef] : [],
    );
    const fresh = await this.#catalog.entities([
      input.consumer,
      ...products.keys(),
      ...domainRefs,
    ]);
    const consumer = fresh.get(input.consumer);
    const consumerOwner = consumer && ownerRefOf(consumer);
    const clusters = await this.#clusters(products);
    const principals = consumer
      ? await this.#principals(consumer, clusters)
      : new Map<string, PrincipalFacts>();
    const { applicationId } = input.options;
    const below = applicationId && `${applicationId}-`;
    const bindings = await this.#bindings([...clusters.keys()], below);
    const topicsBelow = await this.#topicsBelow([...clusters.keys()], below);
    const limits = await this.#limits?.of([...products.values()], now);
    return Promise.all(
      input.items.map(async (item): Promise<ItemFacts> => {
        const product = products.get(item.product);
        const { mode, duration, options } = input;
        return {
          now,
          mode,
          duration,
          options,
          productRef: item.product,
          portName: item.port,
          environment: item.environment,
          product: product && this.#stillThere(product, fresh),
          productOwner: product && this.#ownerOf(product, fresh),
          domain: await this.#domain(product?.domainRef, fresh),
          clusters,
          consumer: consumer && {
            ref: input.consumer,
            name: consumer.metadata.name,
            isConsumer: isConsumer(consumer),
            ownerRef: consumerOwner,
          },
          consumerRef: input.consumer,
          ownsConsumer:
            consumerOwner !== undefined && speaksFor.has(consumerOwner),
          principals,
          bindings,
          topicsBelow,
          limit: limits?.get(item.product),
          rules: this.#config.access.rules,
          maxDuration: this.#config.access.maxDuration,
          renewal: input.renewal,
          breakGlass: this.#breakGlass(input, speaksFor),
          operators: this.#config.operators,
          storageProblem: this.#storageProblem,
          rulesProblem: this.#config.access.usable
            ? undefined
            : UNREADABLE_RULES,
        };
      }),
    );
  }

  #breakGlass(
    { breakGlass }: RequestInput,
    speaksFor: Set<string>,
  ): ItemFacts['breakGlass'] {
    if (!breakGlass) return undefined;
    const { groups, maxDuration } = this.#config.access.breakGlass;
    const isAllowed = groups.some(ref => speaksFor.has(ref));
    return { ...breakGlass, groups, maxDuration, isAllowed };
  }

  /** Who stands behind each of some products, as the catalog has it now. */
  async responsible(
    products: MeshProduct[],
  ): Promise<Map<string, Responsible>> {
    const domainRefs = new Set(products.flatMap(p => p.domainRef ?? []));
    const fresh = await this.#catalog.entities([
      ...products.map(p => p.ref),
      ...domainRefs,
    ]);
    const domains = new Map<string, ItemFacts['domain']>();
    for (const ref of domainRefs) {
      domains.set(ref, await this.#domain(ref, fresh));
    }
    return new Map(
      products.map(product => {
        const domain = domains.get(product.domainRef ?? '');
        return [
          product.ref,
          {
            productOwner: this.#ownerOf(product, fresh),
            domainOwner: domain?.ownerRef,
            steward: domain?.stewardRef,
          },
        ];
      }),
    );
  }

  /** A declared product that was withdrawn a moment ago is gone already. */
  #stillThere(
    product: MeshProduct,
    fresh: Map<string, Entity>,
  ): MeshProduct | undefined {
    return product.origin !== 'declared' || fresh.has(product.ref)
      ? product
      : undefined;
  }

  #ownerOf(
    product: MeshProduct,
    fresh: Map<string, Entity>,
  ): string | undefined {
    // What we emit ourselves says no more than the mesh does.
    const entity =
      product.origin === 'declared' ? fresh.get(product.ref) : undefined;
    const owner = entity ? ownerRefOf(entity) : product.ownerRef;
    return owner === UNOWNED ? undefined : owner;
  }

  async #domain(
    ref: string | undefined,
    fresh: Map<string, Entity>,
  ): Promise<ItemFacts['domain']> {
    if (!ref) return undefined;
    const domain = await readObject<MeshDomain>(this.#db, 'domain', ref);
    const ownerRef = domainOwnerNow(domain, fresh.get(ref));
    if (!domain || !ownerRef) return { ref };
    return {
      ref,
      ownerRef,
      stewardRef: domain.stewardRef,
      accessRule: domain.accessRule,
    };
  }

  async #clusters(
    products: Map<string, MeshProduct>,
  ): Promise<Map<string, ClusterFacts>> {
    const names = new Set(
      [...products.values()].flatMap(p =>
        p.ports.flatMap(port => port.locations.map(l => l.cluster)),
      ),
    );
    const rows = await this.#db<ClusterRow>('clusters').select(
      'name',
      'open_found_at',
    );
    const open = new Set(
      rows.filter(r => r.open_found_at !== null).map(r => r.name),
    );
    const facts = new Map<string, ClusterFacts>();
    for (const { name, settings } of this.#config.clusters) {
      if (!settings || !names.has(name)) continue;
      facts.set(name, {
        name,
        environment: settings.environment,
        mode: settings.mode,
        authorizer: settings.authorizer,
        foundOpen: open.has(name),
        hasProvisioner: this.#provisioned(name),
        enforcesSubjects: this.#enforcesSubjects(name),
      });
    }
    return facts;
  }

  async #principals(
    consumer: Entity,
    clusters: Map<string, ClusterFacts>,
  ): Promise<Map<string, PrincipalFacts>> {
    const facts = new Map<string, PrincipalFacts>();
    for (const { name, settings } of this.#usable()) {
      if (!clusters.has(name)) continue;
      facts.set(name, await readPrincipalFacts(this.#db, consumer, settings));
    }
    return facts;
  }

  #usable(): Array<{ name: string; settings: ClusterSettings }> {
    return this.#config.clusters.flatMap(({ name, settings }) =>
      settings ? [{ name, settings }] : [],
    );
  }

  async #topicsBelow(
    clusters: string[],
    below: string | undefined,
  ): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    if (!below) return found;
    const rows = await this.#db<TopicRow>('topics')
      .whereIn('cluster', clusters)
      .whereRaw('substr(name, 1, ?) = ?', [below.length, below])
      .orderBy('name')
      .select('cluster', 'name');
    for (const { cluster, name } of rows) {
      found.set(cluster, [...(found.get(cluster) ?? []), name]);
    }
    return found;
  }

  /** What of others a plan could reach into: at Kafka, and wanted by grants. */
  async #bindings(
    clusters: string[],
    below: string | undefined,
  ): Promise<Map<string, GrantedBinding[]>> {
    const live = await this.#db<AclBindingRow>('acl_bindings')
      .whereIn('cluster', clusters)
      .andWhere(shared => {
        shared
          .whereIn('resource_type', EXCLUSIVE)
          .orWhere({ pattern_type: 'PREFIXED', operation: 'ALL' });
        if (below) {
          shared.orWhere(topics => {
            topics
              .where({ resource_type: 'TOPIC' })
              .whereRaw('substr(resource_name, 1, ?) = ?', [
                below.length,
                below,
              ]);
          });
        }
      })
      .select();
    const ours = await this.#db<ManagedBindingRow>('managed_bindings')
      .whereIn('cluster', clusters)
      .whereNot({ state: 'removed' })
      .select();
    const found = new Map<string, GrantedBinding[]>();
    for (const row of [...live, ...ours]) {
      const list = found.get(row.cluster) ?? [];
      list.push(toBinding(row));
      found.set(row.cluster, list);
    }
    return found;
  }
}
