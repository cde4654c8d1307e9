import type { TopicChange } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { TopicConfigs } from '../kafka/KafkaPort';

/** How somebody wants a topic to be; what is left out stays as it is. */
export type WantedChange = {
  /** In all, today's included. */
  partitions?: number;
  /** New values by key; `null` returns to the brokers' default. */
  configs: Record<string, string | null>;
};

/** A topic as Kafka has it, or will. */
export type TopicState = {
  /** Kafka's own ID: another topic of the same name has another one. */
  topicId: string;
  partitions: number;
  replicationFactor: number;
  /** A value is `null` where the brokers' default is not known. */
  configs: TopicConfigs;
};

/** The key of the number of partitions among changes. */
export const PARTITIONS = 'partitions';

/** How long a call may take; what is open for longer has died. */
export const CALL_BOUND_MS = 2 * 60_000;

/** Whether two values of a config say the same; some are lists. */
function isSameValue(a: string | null | undefined, b: string): boolean {
  const parts = (text: string) => text.split(',').map(part => part.trim());
  return typeof a === 'string' && parts(a).join(',') === parts(b).join(',');
}

/** What a topic sets itself; nothing where the brokers' default applies. */
export function setValue(
  { configs }: Pick<TopicState, 'configs'>,
  key: string,
): string | undefined {
  const config = configs[key];
  return config?.overridden ? config.value ?? undefined : undefined;
}

/** What about a topic becomes another, partitions first. Pure. */
export function changesOf(
  { partitions, configs }: WantedChange,
  now: Pick<TopicState, 'partitions' | 'configs'>,
): TopicChange[] {
  const grown: TopicChange[] =
    partitions === undefined || partitions === now.partitions
      ? []
      : [{ key: PARTITIONS, from: `${now.partitions}`, to: `${partitions}` }];
  const changed = Object.keys(configs)
    .sort()
    .map((key): TopicChange => {
      const from = setValue(now, key);
      const to = configs[key];
      return {
        key,
        ...(from === undefined ? {} : { from }),
        ...(to === null ? {} : { to }),
      };
    })
    .filter(change => !isDone(change, now));
  return [...grown, ...changed];
}

/** Whether a topic is what a change makes of it. Pure. */
export function isDone(
  { key, to }: Pick<TopicChange, 'key' | 'to'>,
  now: Pick<TopicState, 'partitions' | 'configs'>,
): boolean {
  if (key === PARTITIONS) return now.partitions === Number(to);
  const value = setValue(now, key);
  return to === undefined ? value === undefined : isSameValue(value, to);
}

/**
 * A topic as it would be. Pure.
 *
 * @param defaults - of the brokers, by key; what is left out is not known
 */
export function stateAfter(
  { partitions, configs }: WantedChange,
  now: TopicState,
  defaults: Record<string, string | null>,
): TopicState {
  const wanted = Object.entries(configs).map(([key, value]) => [
    key,
    value === null
      ? { value: defaults[key] ?? null, overridden: false }
      : { value, overridden: true },
  ]);
  return {
    ...now,
    partitions: partitions ?? now.partitions,
    configs: { ...now.configs, ...Object.fromEntries(wanted) },
  };
}
