import { createAcls, deleteAcls, describeAcls } from './acls';
import { describeGroups, fetchGroupOffsets, listGroups } from './groups';
import type {
  AclBinding,
  ConfigChanges,
  GroupListing,
  KafkaPort,
  NewTopic,
  TopicDescription,
} from './KafkaPort';
import { listOffsets } from './offsets';
import {
  alterTopicConfigs,
  createTopics,
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
  listGroups() {
    return listGroups(this.#wire);
  }
  describeGroups(groups: GroupListing[]) {
    return describeGroups(this.#wire, groups);
  }
  fetchGroupOffsets(groups: GroupListing[]) {
    return fetchGroupOffsets(this.#wire, groups);
  }
  describeAcls(brokerId?: number) {
    return describeAcls(this.#wire, brokerId);
  }
  createAcls(bindings: AclBinding[]) {
    return createAcls(this.#wire, bindings);
  }
  deleteAcls(bindings: AclBinding[]) {
    return deleteAcls(this.#wire, bindings);
  }
  createTopics(topics: NewTopic[], options?: { validateOnly?: boolean }) {
    return createTopics(this.#wire, topics, options?.validateOnly ?? false);
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
