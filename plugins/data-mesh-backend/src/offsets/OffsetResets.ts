import { InputError, toError } from '@backstage/errors';
import type { OffsetReset } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { ConsumerGrants } from '../access/ConsumerGrants';
import type { StoredGrant } from '../access/grantRows';
import { toHttpError } from '../access/refusal';
import type { UserCredentials } from '../authorization/Authorizer';
import { matchesResource } from '../explain/matchesResource';
import { appendHistory } from '../history/appendHistory';
import { KafkaError } from '../kafka/errors';
import type {
  GroupListing,
  KafkaPort,
  TopicDescription,
} from '../kafka/KafkaPort';
import { requireTopic } from '../kafka/requireTopic';
import { toKafkaHttpError } from '../access/refusedByKafka';
import { readGrantBindings } from '../provisioning/bindingRows';
import {
  planReset,
  readTarget,
  type PartitionMove,
  type ResetTarget,
} from './planReset';

export type OffsetResetInput = {
  group: string;
  to: string;
  dryRun: boolean;
};

/** Moves offsets of groups of one's own consumer, on the topic of its grant. */
export class OffsetResets {
  readonly #db: Knex;
  readonly #grants: ConsumerGrants;
  readonly #port: (cluster: string) => KafkaPort | undefined;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    grants: ConsumerGrants;
    /** By which offsets of a cluster can be moved, if by any. */
    port: (cluster: string) => KafkaPort | undefined;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#grants = options.grants;
    this.#port = options.port;
    this.#clock = options.clock ?? Date.now;
  }

  /** Shows what would move, or moves it. */
  async reset(
    grantId: string,
    input: OffsetResetInput,
    credentials: UserCredentials,
  ): Promise<OffsetReset> {
    const { group, dryRun } = input;
    const target = readTarget(input.to);
    if (!target) {
      throw new InputError(
        `to: '${input.to}' is neither earliest, latest nor a time such as 2026-11-25T08:00:00Z`,
      );
    }
    const grant = await this.#grants.require(
      grantId,
      credentials,
      'reset offsets of its groups',
    );
    await this.#requireOwnGroup(grant, group);
    const { cluster, topic: name } = grant;
    const port = this.#port(cluster);
    if (!port) {
      throw toHttpError({
        code: 'CONFLICT',
        message: `Offsets on cluster ${cluster} cannot be moved from here: its mode is not manage, or it has no provisioning credential of its own`,
      });
    }
    const remedy = `the provisioning credential of cluster ${cluster} needs READ on group ${group} and topic ${name}`;
    try {
      const listing = await this.#inactiveGroup(port, group, remedy);
      const topic = await requireTopic(port, name);
      const moves = await this.#plan(port, listing, topic, target);
      if (!dryRun) {
        await this.#apply(port, listing, grant, moves, input, credentials);
      }
      return toReset(group, name, dryRun, moves);
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      throw toKafkaHttpError(error.info(), remedy);
    }
  }

  async #requireOwnGroup(grant: StoredGrant, group: string): Promise<void> {
    const bindings =
      (await readGrantBindings(this.#db, [grant.id])).get(grant.id) ?? [];
    const own = bindings
      .map(({ binding }) => binding)
      .filter(b => b.resourceType === 'GROUP');
    if (own.some(b => matchesResource(b, 'GROUP', group))) return;
    throw toHttpError({
      code: 'CONFLICT',
      message: `Group ${group} is not one of ${
        grant.consumerRef
      }'s; its groups are ${
        own
          .map(b =>
            b.patternType === 'PREFIXED'
              ? `all that begin with ${b.resourceName}`
              : b.resourceName,
          )
          .join(' and ') || 'none'
      }`,
    });
  }

  async #inactiveGroup(
    port: KafkaPort,
    group: string,
    remedy: string,
  ): Promise<GroupListing> {
    const listed = (await port.listGroups()).items.get(group);
    if (!listed) {
      throw toHttpError({
        code: 'CONFLICT',
        message: `Kafka lists no group ${group}: either it has never committed, and begins where its client's auto.offset.reset says, or ${remedy}`,
      });
    }
    if (!listed.ok) throw toKafkaHttpError(listed.error, remedy);
    const described = (await port.describeGroups([listed.value])).items.get(
      group,
    );
    if (described && !described.ok) {
      throw toKafkaHttpError(described.error, remedy);
    }
    const members = described?.value.members.length ?? 0;
    if (members > 0) {
      throw toHttpError({
        code: 'CONFLICT',
        message: `Group ${group} has ${members} running member${
          members === 1 ? '' : 's'
        }, and Kafka moves no offsets under them; stop the service first`,
      });
    }
    return listed.value;
  }

  async #plan(
    port: KafkaPort,
    group: GroupListing,
    topic: TopicDescription,
    target: ResetTarget,
  ): Promise<PartitionMove[]> {
    const [ranges, times, committed] = await Promise.all([
      port.listOffsets([topic]),
      target.kind === 'time'
        ? port.listOffsetsAt([topic], target.ms)
        : undefined,
      port.fetchGroupOffsets([group]),
    ]);
    const range = ranges.items.get(topic.name);
    const at = times?.items.get(topic.name);
    const offsets = committed.items.get(group.groupId);
    for (const answer of [range, at, offsets]) {
      if (answer && !answer.ok) throw new KafkaError(answer.error);
    }
    const atTime = new Map(
      at?.ok ? at.value.map(p => [p.partition, p.offset]) : [],
    );
    const own = offsets?.ok ? offsets.value.get(topic.name) : undefined;
    const positions = (range?.ok ? range.value : []).map(each => ({
      range: each,
      atTime: atTime.get(each.partition),
      committed: own?.get(each.partition),
    }));
    try {
      return planReset(positions, target).sort(
        (a, b) => a.partition - b.partition,
      );
    } catch (error) {
      throw toHttpError({
        code: 'UNAVAILABLE',
        message: `${toError(error).message}; try again in a moment`,
      });
    }
  }

  async #apply(
    port: KafkaPort,
    listing: GroupListing,
    grant: StoredGrant,
    moves: PartitionMove[],
    { group, to }: OffsetResetInput,
    credentials: UserCredentials,
  ): Promise<void> {
    const answer = await port.alterGroupOffsets(
      listing,
      new Map([[grant.topic, new Map(moves.map(m => [m.partition, m.to]))]]),
    );
    const resultOf = ({ partition }: PartitionMove) =>
      answer.items.get(`${grant.topic}/${partition}`);
    const moved = moves.filter(move => resultOf(move)?.ok);
    if (moved.length > 0) {
      await this.#db.transaction(tx =>
        appendHistory(
          tx,
          [
            {
              actor: credentials.principal.userEntityRef,
              action: 'offsets.reset',
              productRef: grant.productRef,
              consumerRef: grant.consumerRef,
              cluster: grant.cluster,
              topic: grant.topic,
              principal: grant.principal,
              grantId: grant.id,
              details: {
                group,
                to,
                partitions: toReset(group, grant.topic, false, moved)
                  .partitions,
              },
            },
          ],
          this.#clock(),
        ),
      );
    }
    const failed = moves.find(move => !resultOf(move)?.ok);
    if (!failed) return;
    const result = resultOf(failed);
    const info =
      result && !result.ok ? result.error : answer.missing.find(Boolean);
    throw new KafkaError({
      code: info?.code ?? 'UNKNOWN',
      message: `${moved.length} of ${
        moves.length
      } partitions were moved; partition ${failed.partition}: ${
        info?.message ?? 'there was no answer'
      }`,
      retryable: info?.retryable ?? true,
    });
  }
}

function toReset(
  group: string,
  topic: string,
  dryRun: boolean,
  moves: PartitionMove[],
): OffsetReset {
  return {
    group,
    topic,
    dryRun,
    partitions: moves.map(({ partition, from, to }) => ({
      partition,
      ...(from === undefined
        ? {}
        : { from: String(from), records: Number(from - to) }),
      to: String(to),
    })),
  };
}
