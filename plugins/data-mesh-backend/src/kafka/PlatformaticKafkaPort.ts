import { createAcls, deleteAcls, describeAcls } from './acls';
import { alterGroupOffsets } from './groupOffsets';
import { describeGroups, fetchGroupOffsets, listGroups } from './groups';
import type {
  AccessProbeNames,
  AclBinding,
  AclQuery,
  CommittedOffsets,
  ConfigChanges,
  GroupListing,
  KafkaPort,
  NewScramCredential,
  NewTopic,
  RecordsRequest,
  ScramCredentialName,
  TopicDescription,
} from './KafkaPort';
import { listOffsets, listOffsetsAt } from './offsets';
import { probeAccess } from './probe';
import { fetchRecords } from './records';
import {
  deleteScramUsers,
  describeScramUsers,
  upsertScramUsers,
} from './scramUsers';
import {
  alterTopicConfigs,
  createPartitions,
  createTopics,
  deleteTopics,
} from './topicChanges';
import {
  describeCluster,
  describeTopicConfigs,
  describeTopics,
  listTopics,
} from './topics';
import { Wire, type WireOptions } from './wire';

/** The port on the wire calls that `@platformatic/kafka` exports. */
export class PlatformaticKafkaPort implements KafkaPort {
  readonly #wire: Wire;

  constructor(options: WireOptions) {
    this.#wire = new Wire(options);
  }

  describeCluster() {
    return describeCluster(this.#wire);
  }
  listTopics() {
    return listTopics(this.#wire);
  }
  describeTopics(names: string[]) {
    return describeTopics(this.#wire, names);
  }
  describeTopicConfigs(names: string[], keys: string[]) {
    return describeTopicConfigs(this.#wire, names, keys);
  }
  listOffsets(topics: TopicDescription[]) {
    return listOffsets(this.#wire, topics);
  }
  listOffsetsAt(topics: TopicDescription[], timestampMs: number) {
    return listOffsetsAt(this.#wire, topics, timestampMs);
  }
  fetchRecords(request: RecordsRequest) {
    return fetchRecords(this.#wire, request);
  }
  listGroups() {
    return listGroups(this.#wire);
  }
  describeGroups(groups: GroupListing[]) {
    return describeGroups(this.#wire, groups);
  }
  fetchGroupOffsets(groups: GroupListing[]) {
    return fetchGroupOffsets(this.#wire, groups);
  }
  alterGroupOffsets(group: GroupListing, offsets: CommittedOffsets) {
    return alterGroupOffsets(this.#wire, group, offsets);
  }
  describeAcls(query: AclQuery = {}) {
    return describeAcls(this.#wire, query);
  }
  createAcls(bindings: AclBinding[]) {
    return createAcls(this.#wire, bindings);
  }
  deleteAcls(bindings: AclBinding[]) {
    return deleteAcls(this.#wire, bindings);
  }
  probeAccess(names: AccessProbeNames) {
    return probeAccess(this.#wire, names);
  }
  describeScramUsers(users: string[]) {
    return describeScramUsers(this.#wire, users);
  }
  upsertScramUsers(credentials: NewScramCredential[]) {
    return upsertScramUsers(this.#wire, credentials);
  }
  deleteScramUsers(credentials: ScramCredentialName[]) {
    return deleteScramUsers(this.#wire, credentials);
  }
  createTopics(topics: NewTopic[], options?: { validateOnly?: boolean }) {
    return createTopics(this.#wire, topics, options?.validateOnly ?? false);
  }
  deleteTopics(names: string[]) {
    return deleteTopics(this.#wire, names);
  }
  createPartitions(
    totals: Map<string, number>,
    options?: { validateOnly?: boolean },
  ) {
    return createPartitions(this.#wire, totals, options?.validateOnly ?? false);
  }
  alterTopicConfigs(
    changes: Map<string, ConfigChanges>,
    options?: { validateOnly?: boolean },
  ) {
    return alterTopicConfigs(
      this.#wire,
      changes,
      options?.validateOnly ?? false,
    );
  }
  close() {
    return this.#wire.close();
  }
}
