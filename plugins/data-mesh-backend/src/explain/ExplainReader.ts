import type {
  ExplainedBinding,
  ExplainedPrincipal,
  Explanation,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { ENDED_GRANT_STATES } from '../access/transitions';
import type { ClusterSettings } from '../config/DataMeshConfig';
import type { AclBinding, AclOperation } from '../kafka/KafkaPort';
import { readHolders } from '../principals/registerRows';
import { bindingId, toAcl } from '../provisioning/bindingRows';
import { parseJson, ROWS_PER_STATEMENT, toIso, toNumber } from '../rows';
import { readClusterStates } from '../snapshot/clusterRows';
import type { AclBindingRow, GrantRow, IgnoredBindingRow } from '../tables';
import { BindingIndex } from './BindingIndex';
import {
  bindingsOn,
  evaluateAccess,
  type AccessAnswer,
  type AccessWorld,
} from './evaluateAccess';
import { principalsWithAccess } from './principalsWithAccess';
import { explainInWords } from './sentences';
import { groupAccess } from './topicAccess';

type Reasons = Map<
  string,
  { grants: NonNullable<ExplainedBinding['grants']>; ignored?: string }
>;

// Of a whole cluster, what a topic and the groups are about.
const TYPES = ['TOPIC', 'GROUP'];

/** Says who may do what with a topic, and on whose approval. */
export class ExplainReader {
  readonly #db: Knex;

  constructor(options: { db: Knex }) {
    this.#db = options.db;
  }

  /**
   * @param principal - one alone; everyone whom an ACL names if left out
   */
  async explain(
    settings: ClusterSettings,
    topic: string,
    operation: Extract<AclOperation, 'READ' | 'WRITE'>,
    principal?: string,
  ): Promise<Explanation> {
    const cluster = settings.name;
    const state = (await readClusterStates(this.#db)).get(cluster);
    const gap = state?.gaps.find(({ item }) => item?.startsWith('ACLs'));
    const base = {
      cluster,
      topic,
      operation,
      ...(state?.fullAt === undefined ? {} : { readAt: toIso(state.fullAt) }),
    };
    if (settings.authorizer !== 'external' && (gap || !state?.fullAt)) {
      return {
        ...base,
        unreadable:
          gap?.message ??
          `The ACLs of cluster ${cluster} have not been read yet; they are within one full pass.`,
        principals: [],
      };
    }
    const world: AccessWorld = {
      bindings: new BindingIndex(await this.#bindings(cluster)),
      superUsers: settings.superUsers,
      authorizer: settings.authorizer,
    };
    const resource = { resourceType: 'TOPIC', resourceName: topic } as const;
    const answers = principal
      ? [
          {
            principal,
            answer: evaluateAccess(world, {
              ...resource,
              principal,
              operation,
            }),
          },
        ]
      : this.#everyone(world, topic, operation);
    const bound = bindingsOn(world, 'TOPIC', topic);
    const groups = answers.map(a =>
      operation === 'READ' && a.principal
        ? groupAccess(world, { principal: a.principal })
        : undefined,
    );
    const reasons = await this.#reasons(cluster, [
      ...bound,
      ...groups.flatMap(g => g?.allowedBy ?? []),
    ]);
    const holders = await readHolders(this.#db, cluster);
    const explained = (bindings: AclBinding[]) =>
      bindings.map((binding): ExplainedBinding => {
        const id = bindingId(cluster, binding);
        return { id, binding, grants: [], ...reasons.get(id) };
      });
    return {
      ...base,
      principals: answers.map((a, i): ExplainedPrincipal => {
        const consumer = a.principal && holders.get(a.principal);
        const readable =
          a.answer.verdict === 'allowed' || a.answer.verdict === 'depends';
        return {
          principal: a.principal ?? 'User:*',
          ...(consumer ? { consumer } : {}),
          verdict: a.answer.verdict,
          sentence: explainInWords(
            a.principal,
            operation,
            topic,
            a.answer,
            readable ? groups[i] : undefined,
          ),
          allowedBy: explained(a.answer.allowedBy),
          deniedBy: explained(a.answer.deniedBy),
          ...(groups[i] ? { groups: explained(groups[i].allowedBy) } : {}),
        };
      }),
    };
  }

  #everyone(
    world: AccessWorld,
    topic: string,
    operation: AclOperation,
  ): Array<{ principal?: string; answer: AccessAnswer }> {
    const { principals, everyoneElse } = principalsWithAccess(
      world,
      { resourceType: 'TOPIC', resourceName: topic },
      operation,
    );
    const rank = { allowed: 0, depends: 1, unknown: 2, denied: 3 };
    return [
      ...principals.sort(
        (a, b) => rank[a.answer.verdict] - rank[b.answer.verdict],
      ),
      { answer: everyoneElse },
    ];
  }

  async #bindings(cluster: string): Promise<AclBinding[]> {
    const rows = await this.#db<AclBindingRow>('acl_bindings')
      .where({ cluster })
      .whereIn('resource_type', TYPES)
      .select();
    return rows.map(toAcl);
  }

  /** Grants behind each binding, and why those without one may stay. */
  async #reasons(cluster: string, bindings: AclBinding[]): Promise<Reasons> {
    const ids = [...new Set(bindings.map(b => bindingId(cluster, b)))];
    const reasons: Reasons = new Map();
    for (let i = 0; i < ids.length; i += ROWS_PER_STATEMENT) {
      const some = ids.slice(i, i + ROWS_PER_STATEMENT);
      const rows: Array<
        GrantRow & { binding_id: string; request_id: string | null }
      > = await this.#db('grant_bindings')
        .join('grants', 'grants.id', 'grant_bindings.grant_id')
        .leftJoin('access_request_items as i', 'i.id', 'grants.item_id')
        .whereIn('binding_id', some)
        .whereNotIn('grants.state', [...ENDED_GRANT_STATES])
        .orderBy('grants.created_at')
        .select('grants.*', 'binding_id', 'i.request_id');
      for (const row of rows) {
        const found = reasons.get(row.binding_id) ?? { grants: [] };
        found.grants.push({
          grantId: row.id,
          ...(row.request_id ? { requestId: row.request_id } : {}),
          ...(row.product_ref ? { product: row.product_ref } : {}),
          consumer: row.consumer_ref,
          requestedBy: row.requested_by,
          approvedBy: parseJson<string[]>(row.approved_by) ?? [],
          purpose: row.purpose,
          endsAt: toIso(toNumber(row.ends_at)),
          state: row.state as never,
        });
        reasons.set(row.binding_id, found);
      }
      const ignored = await this.#db<IgnoredBindingRow>('ignored_bindings')
        .whereIn('id', some)
        .select('id', 'reason');
      for (const { id, reason } of ignored) {
        reasons.set(id, { grants: [], ...reasons.get(id), ignored: reason });
      }
    }
    return reasons;
  }
}
