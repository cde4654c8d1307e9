import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  Adoption,
  UnmanagedAcl,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { createGrant } from '../access/createGrant';
import { endOfPeriod } from '../access/accessRules';
import { toHttpError } from '../access/refusal';
import { ENDED_GRANT_STATES } from '../access/transitions';
import type { ClusterSettings } from '../config/DataMeshConfig';
import { appendHistory, type HistoryFact } from '../history/appendHistory';
import { formatBinding } from '../kafka/acls';
import type { AclBinding } from '../kafka/KafkaPort';
import { page } from '../mesh/paging';
import type { MeshReader } from '../mesh/MeshReader';
import { reservedPrincipals } from '../principals/principalProblem';
import { readHolders } from '../principals/registerRows';
import {
  bindingId,
  toAcl,
  toBindingColumns,
} from '../provisioning/bindingRows';
import { toIso, toNumber } from '../rows';
import { readClusterStates } from '../snapshot/clusterRows';
import type {
  AclBindingRow,
  GrantRow,
  IgnoredBindingRow,
  ManagedBindingRow,
} from '../tables';
import { liveGrantKey, planAdoption } from './planAdoption';
import { protectionOf } from './protection';

export type UnmanagedQuery = {
  principal?: string;
  resource?: string;
  ignored: boolean;
  limit: number;
  cursor?: string;
};

export type AdoptionInput = {
  principal?: string;
  topicPrefix?: string;
  duration: string;
  reason: string;
  dryRun: boolean;
};

/**
 * ACLs at Kafka that no grant has made. They are shown and explained; nothing
 * here touches any of them unless somebody names exactly that one.
 */
export class UnmanagedAcls {
  readonly #db: Knex;
  readonly #mesh: MeshReader;
  readonly #kick: (cluster: string) => void;
  readonly #canProvision: (cluster: string) => boolean;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    mesh: MeshReader;
    kick: (cluster: string) => void;
    canProvision: (cluster: string) => boolean;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#mesh = options.mesh;
    this.#kick = options.kick;
    this.#canProvision = options.canProvision;
    this.#clock = options.clock ?? Date.now;
  }

  async list(settings: ClusterSettings, query: UnmanagedQuery) {
    const cluster = settings.name;
    const ignored = await this.#ignored(cluster);
    const holders = await readHolders(this.#db, cluster);
    const text = query.resource?.toLocaleLowerCase('en-US');
    const bindings = (await this.#bindings(cluster)).filter(
      b =>
        ignored.has(bindingId(cluster, b)) === query.ignored &&
        (!query.principal || b.principal === query.principal) &&
        (!text || b.resourceName.toLocaleLowerCase('en-US').includes(text)),
    );
    const state = (await readClusterStates(this.#db)).get(cluster);
    const cut = page(bindings, query.limit, query.cursor);
    return {
      ...cut,
      items: cut.items.map(b => this.#show(settings, b, ignored, holders)),
      ...(state?.fullAt === undefined ? {} : { readAt: toIso(state.fullAt) }),
    };
  }

  /** Makes grants of what is there, or says which it would make. */
  async adopt(
    settings: ClusterSettings,
    input: AdoptionInput,
    actor: string,
  ): Promise<Adoption> {
    const cluster = settings.name;
    const now = this.#clock();
    const endsAt = endOfPeriod(input.duration, now);
    if (!(endsAt > now)) {
      throw toHttpError({
        code: 'INVALID',
        message: `duration '${input.duration}' is not an ISO 8601 period such as P180D`,
      });
    }
    this.#requireManaged(settings);
    const products = await this.#products(cluster);
    const ignored = await this.#ignored(cluster);
    const plan = planAdoption({
      unmanaged: (await this.#bindings(cluster)).filter(
        b => !ignored.has(bindingId(cluster, b)),
      ),
      topics: [...products.keys()].sort(),
      holders: await readHolders(this.#db, cluster),
      live: await this.#live(cluster),
      reserved: reservedPrincipals(settings),
      filter: { principal: input.principal, topicPrefix: input.topicPrefix },
    });
    const made: Adoption['grants'] = [];
    const show = (grant: (typeof plan.grants)[number], grantId?: string) => {
      const product = products.get(grant.topic)?.productRef;
      made.push({
        ...(grantId ? { grantId } : {}),
        topic: grant.topic,
        ...(product ? { product } : {}),
        principal: grant.principal,
        consumer: grant.consumerRef,
        mode: grant.mode,
        endsAt: toIso(endsAt),
        bindings: grant.bindings,
      });
    };
    if (input.dryRun) {
      for (const grant of plan.grants) show(grant);
      return { dryRun: true, grants: made, skipped: plan.skipped };
    }
    await this.#db.transaction(async tx => {
      const facts: HistoryFact[] = [];
      for (const grant of plan.grants) {
        const product = products.get(grant.topic);
        const { id, facts: own } = await createGrant(
          tx,
          {
            origin: 'adoption',
            productRef: product?.productRef,
            port: product?.port,
            environment: settings.environment,
            cluster,
            topic: grant.topic,
            consumerRef: grant.consumerRef,
            principal: grant.principal,
            mode: grant.mode,
            purpose: input.reason,
            approvedBy: [actor],
            requestedBy: actor,
            duration: input.duration,
            bindings: grant.bindings,
          },
          actor,
          now,
        );
        facts.push(...own, {
          actor,
          action: 'binding.adopted',
          productRef: product?.productRef,
          consumerRef: grant.consumerRef,
          cluster,
          topic: grant.topic,
          principal: grant.principal,
          grantId: id,
          details: { bindings: grant.bindings.map(formatBinding) },
        });
        show(grant, id);
      }
      await appendHistory(tx, facts, now);
    });
    this.#kick(cluster);
    return { dryRun: false, grants: made, skipped: plan.skipped };
  }

  /** Lets a binding be as it is. */
  async ignore(
    settings: ClusterSettings,
    id: string,
    reason: string,
    actor: string,
  ): Promise<UnmanagedAcl> {
    const cluster = settings.name;
    const binding = await this.#find(cluster, id);
    const now = this.#clock();
    await this.#db.transaction(async tx => {
      await tx<IgnoredBindingRow>('ignored_bindings')
        .insert({
          id,
          ...toBindingColumns(cluster, binding),
          reason,
          ignored_by: actor,
          ignored_at: now,
        })
        .onConflict('id')
        .merge(['reason', 'ignored_by', 'ignored_at']);
      await appendHistory(
        tx,
        [this.#fact(actor, 'binding.ignored', cluster, binding, reason)],
        now,
      );
    });
    return this.#show(
      settings,
      binding,
      await this.#ignored(cluster),
      await readHolders(this.#db, cluster),
    );
  }

  /** Lists a binding again that was to be as it is. */
  async unignore(
    settings: ClusterSettings,
    id: string,
    actor: string,
  ): Promise<UnmanagedAcl> {
    const cluster = settings.name;
    const binding = await this.#find(cluster, id);
    const now = this.#clock();
    await this.#db.transaction(async tx => {
      const gone = await tx<IgnoredBindingRow>('ignored_bindings')
        .where({ id })
        .delete();
      if (gone !== 1) {
        throw new ConflictError('This ACL is not ignored; reload to see it');
      }
      await appendHistory(
        tx,
        [this.#fact(actor, 'binding.unignored', cluster, binding)],
        now,
      );
    });
    return this.#show(
      settings,
      binding,
      await this.#ignored(cluster),
      await readHolders(this.#db, cluster),
    );
  }

  /**
   * Has exactly this binding deleted: it becomes one of ours that nobody wants,
   * and the reconciler does with it what it does with those.
   */
  async revoke(
    settings: ClusterSettings,
    id: string,
    reason: string,
    actor: string,
  ): Promise<UnmanagedAcl> {
    const cluster = settings.name;
    this.#requireManaged(settings);
    const binding = await this.#find(cluster, id);
    const protection = protectionOf(binding, reservedPrincipals(settings));
    if (protection) {
      throw toHttpError({
        code: 'NOT_ALLOWED',
        message: `'${formatBinding(
          binding,
        )}' cannot be revoked here. ${protection}`,
      });
    }
    const now = this.#clock();
    const shown = this.#show(
      settings,
      binding,
      new Map(),
      await readHolders(this.#db, cluster),
    );
    await this.#db.transaction(async tx => {
      const row: ManagedBindingRow = {
        id,
        ...toBindingColumns(cluster, binding),
        state: 'present',
        existed_before: false,
        error: null,
        repair: false,
        changed_at: now,
      };
      await tx<ManagedBindingRow>('managed_bindings')
        .insert(row)
        .onConflict('id')
        .merge(['changed_at']);
      const taken = await tx<ManagedBindingRow>('managed_bindings')
        .where({ id })
        .whereNotExists(
          tx('grant_bindings')
            .join('grants', 'grants.id', 'grant_id')
            .where({ binding_id: id })
            .whereNotIn('grants.state', [...ENDED_GRANT_STATES]),
        )
        .update({ state: 'present', existed_before: false });
      if (taken !== 1) {
        throw new ConflictError(
          'A grant has come to want this ACL meanwhile; revoke the grant instead',
        );
      }
      await appendHistory(
        tx,
        [this.#fact(actor, 'binding.revoked', cluster, binding, reason)],
        now,
      );
    });
    this.#kick(cluster);
    return shown;
  }

  #requireManaged(settings: ClusterSettings): void {
    const { name, mode } = settings;
    if (mode !== 'manage' || !this.#canProvision(name)) {
      throw toHttpError({
        code: 'CONFLICT',
        message: `Cluster ${name} is not managed here, so that its ACLs cannot be changed; set dataMesh.clusters.${name}.mode to manage and give it a provisioning credential`,
      });
    }
  }

  #show(
    settings: ClusterSettings,
    binding: AclBinding,
    ignored: Map<string, IgnoredBindingRow>,
    holders: Map<string, string>,
  ): UnmanagedAcl {
    const id = bindingId(settings.name, binding);
    const row = ignored.get(id);
    const consumer = holders.get(binding.principal);
    const protection = protectionOf(binding, reservedPrincipals(settings));
    return {
      id,
      binding,
      ...(consumer ? { consumer } : {}),
      ...(row
        ? {
            ignored: {
              reason: row.reason,
              by: row.ignored_by,
              at: toIso(toNumber(row.ignored_at)),
            },
          }
        : {}),
      ...(protection ? { protected: protection } : {}),
    };
  }

  #fact(
    actor: string,
    action: HistoryFact['action'],
    cluster: string,
    binding: AclBinding,
    reason?: string,
  ): HistoryFact {
    return {
      actor,
      action,
      cluster,
      ...(binding.resourceType === 'TOPIC'
        ? { topic: binding.resourceName.slice(0, 249) }
        : {}),
      principal: binding.principal,
      details: {
        ...(reason ? { reason } : {}),
        binding,
        text: formatBinding(binding),
      },
    };
  }

  async #find(cluster: string, id: string): Promise<AclBinding> {
    const found = (await this.#bindings(cluster)).find(
      b => bindingId(cluster, b) === id,
    );
    if (!found) {
      throw new NotFoundError(
        `Cluster ${cluster} has no such ACL that is not managed here; reload to see what there is`,
      );
    }
    return found;
  }

  /** As of the last full pass, without those that grants want or wanted. */
  async #bindings(cluster: string): Promise<AclBinding[]> {
    const managed = new Set(
      (
        await this.#db<ManagedBindingRow>('managed_bindings')
          .where({ cluster })
          .whereNot({ state: 'removed' })
          .select('id')
      ).map(row => row.id),
    );
    const rows = await this.#db<AclBindingRow>('acl_bindings')
      .where({ cluster })
      .orderBy(['resource_type', 'resource_name', 'principal', 'operation'])
      .select();
    return rows.map(toAcl).filter(b => !managed.has(bindingId(cluster, b)));
  }

  async #ignored(cluster: string): Promise<Map<string, IgnoredBindingRow>> {
    const rows = await this.#db<IgnoredBindingRow>('ignored_bindings')
      .where({ cluster })
      .select();
    return new Map(rows.map(row => [row.id, row]));
  }

  async #live(cluster: string): Promise<Set<string>> {
    const rows = await this.#db<GrantRow>('grants')
      .where({ cluster })
      .whereNotNull('live_key')
      .select('consumer_ref', 'topic', 'mode');
    return new Set(
      rows.map(r =>
        liveGrantKey(r.consumer_ref, r.topic, r.mode as 'read' | 'write'),
      ),
    );
  }

  /** Topics of the cluster, with the product and port that each is of. */
  async #products(
    cluster: string,
  ): Promise<Map<string, { productRef?: string; port?: string }>> {
    const topics = (await this.#mesh.all('topic')).filter(
      topic => topic.cluster === cluster,
    );
    const ports = new Map(
      (await this.#mesh.all('product')).flatMap(product =>
        product.ports.flatMap(port =>
          port.locations
            .filter(l => l.cluster === cluster && !l.heldBy)
            .map(l => [`${product.ref} ${l.topic}`, port.name] as const),
        ),
      ),
    );
    return new Map(
      topics.map(({ name, productRef }) => [
        name,
        { productRef, port: ports.get(`${productRef} ${name}`) },
      ]),
    );
  }
}
