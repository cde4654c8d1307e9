import type {
  PromotionInput,
  SchemaInput,
  TopicChangeInput,
  TopicInput,
} from '@data-mesh/backstage-plugin-data-mesh-common';

/** Which ports of a product go where, what was left out filled in. */
export type PromotionWish = {
  ref: string;
  cluster: string;
  /** Names of topics at the target, by port. */
  topics: Record<string, string>;
  /** Names of ports; all that there are if left out. */
  ports?: string[];
  /** The environment that they come from, if that has to be said. */
  from?: string;
  /** What stays as it is at the target. */
  keep: string[];
};

/** Where a topic is. */
export type Place = { cluster: string; environment: string; topic: string };

/** A port, where it comes from and where it goes. */
export type PromotionItem = {
  port: string;
  /** The subject that its descriptor names, if it does. */
  subject?: string;
  from: Place;
  to: Place;
  /** Whether the port has that location already. */
  isLocated: boolean;
};

/** A topic, as far as promoting it is about it. */
export type TopicSettings = {
  /** Kafka's own ID: another topic of the same name has another one. */
  topicId: string;
  partitions: number;
  replicationFactor: number;
  /** What it sets itself, of the configs that can be set here. */
  configs: Record<string, string>;
};

/** One thing that is done by a promotion, as those take it who do it. */
export type PromotionStep =
  | { kind: 'create'; cluster: string; topic: TopicInput }
  | {
      kind: 'change';
      cluster: string;
      topic: string;
      change: TopicChangeInput;
      planHash: string;
    }
  | { kind: 'register'; cluster: string; schema: SchemaInput }
  | { kind: 'publish'; entity: Record<string, unknown>; basedOn: number };

/** What a request wants, what was left out filled in. */
export function toWish(
  ref: string,
  { to, ports, from, keep }: PromotionInput,
): PromotionWish {
  return {
    ref,
    cluster: to.cluster,
    topics: to.topic ?? {},
    ...(ports ? { ports: [...new Set(ports)] } : {}),
    ...(from ? { from } : {}),
    keep: [...new Set(keep ?? [])].sort(),
  };
}
