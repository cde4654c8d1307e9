import {
  consumerGroupDescribeV0,
  describeGroupsV5,
  listGroupsV4,
  listGroupsV5,
  offsetFetchV8,
  type Connection,
} from '@platformatic/kafka';
import { chunk, gather, itemResult, type GatherRequest } from './answers';
import { fromKafkaCode, KafkaError } from './errors';
import type {
  Answer,
  CommittedOffsets,
  GroupDescription,
  GroupListing,
  GroupMember,
  GroupType,
} from './KafkaPort';
import type { Wire } from './wire';

const GROUPS_PER_REQUEST = 500;

function toType(type: string | undefined): GroupType {
  const lower = type?.toLowerCase();
  // ListGroups before version 5 knows classic groups only.
  if (!lower) return 'classic';
  return lower === 'classic' || lower === 'consumer' || lower === 'share'
    ? lower
    : 'unknown';
}

function toMember(member: {
  memberId: string;
  clientId: string;
  clientHost: string;
}): GroupMember {
  const { memberId, clientId, clientHost } = member;
  return { memberId, clientId, host: clientHost };
}

export async function listGroups(wire: Wire): Promise<Answer<GroupListing>> {
  const brokers = await wire.brokerIds();
  return gather(
    brokers.map(coordinator => ({
      target: `groups of ${wire.label}, broker ${coordinator}`,
      items: [],
      send: async () => {
        const response = await wire.call(
          await wire.broker(coordinator),
          [listGroupsV5.api, listGroupsV4.api],
          [],
          [],
        );
        if (response.errorCode !== 0) {
          throw new KafkaError(
            fromKafkaCode(
              response.errorCode,
              `groups of broker ${coordinator}`,
            ),
          );
        }
        return new Map(
          response.groups.map(group => [
            group.groupId,
            {
              ok: true as const,
              value: {
                groupId: group.groupId,
                type: toType(group.groupType),
                state: group.groupState,
                protocolType: group.protocolType,
                coordinator,
              },
            },
          ]),
        );
      },
    })),
  );
}

function byCoordinator(groups: GroupListing[]): Map<number, GroupListing[]> {
  const out = new Map<number, GroupListing[]>();
  for (const group of groups) {
    const list = out.get(group.coordinator);
    if (list) list.push(group);
    else out.set(group.coordinator, [group]);
  }
  return out;
}

function requests(groups: GroupListing[]) {
  return [...byCoordinator(groups)].flatMap(([coordinator, list]) =>
    chunk(
      list.map(({ groupId }) => groupId),
      GROUPS_PER_REQUEST,
    ).map(ids => ({ coordinator, ids })),
  );
}

type DescribedGroup = {
  errorCode: number;
  errorMessage?: string | null;
  groupId: string;
  groupState: string;
  members: Array<Parameters<typeof toMember>[0]>;
};

function describe(
  wire: Wire,
  groups: GroupListing[],
  ask: (
    connection: Connection,
    ids: string[],
  ) => Promise<{ groups: DescribedGroup[] }>,
): Array<GatherRequest<GroupDescription>> {
  return requests(groups).map(({ coordinator, ids }) => ({
    target: `groups of ${wire.label}, broker ${coordinator}`,
    items: ids,
    send: async () => {
      const response = await ask(await wire.broker(coordinator), ids);
      return new Map(
        response.groups.map(group => [
          group.groupId,
          itemResult(
            group.errorCode,
            `group ${group.groupId}`,
            () => ({
              groupId: group.groupId,
              state: group.groupState,
              members: group.members.map(toMember),
            }),
            group.errorMessage,
          ),
        ]),
      );
    },
  }));
}

/** Members of groups; each protocol has a call of its own. */
export async function describeGroups(
  wire: Wire,
  groups: GroupListing[],
): Promise<Answer<GroupDescription>> {
  const of = (type: GroupType) => groups.filter(group => group.type === type);
  return gather<GroupDescription>([
    ...describe(wire, of('classic'), (connection, ids) =>
      wire.call(connection, [describeGroupsV5.api], ids, false),
    ),
    ...describe(wire, of('consumer'), (connection, ids) =>
      wire.call(connection, [consumerGroupDescribeV0.api], ids, false),
    ),
  ]);
}

export async function fetchGroupOffsets(
  wire: Wire,
  groups: GroupListing[],
): Promise<Answer<CommittedOffsets>> {
  const committing = groups.filter(({ type }) => type !== 'share');
  return gather(
    requests(committing).map(({ coordinator, ids }) => ({
      target: `offsets of ${wire.label}, broker ${coordinator}`,
      items: ids,
      send: async () => {
        const response = await wire.call(
          await wire.broker(coordinator),
          [offsetFetchV8.api],
          // No topics named: all that the group has committed.
          ids.map(groupId => ({ groupId, memberEpoch: -1, topics: null })),
          false,
        );
        return new Map(
          response.groups.map(group => [
            group.groupId,
            itemResult(
              group.errorCode,
              `offsets of group ${group.groupId}`,
              (): CommittedOffsets =>
                new Map(
                  group.topics.map(({ name, partitions }) => [
                    name,
                    new Map(
                      partitions
                        .filter(
                          p => p.errorCode === 0 && p.committedOffset >= 0n,
                        )
                        .map(p => [p.partitionIndex, p.committedOffset]),
                    ),
                  ]),
                ),
            ),
          ]),
        );
      },
    })),
  );
}
