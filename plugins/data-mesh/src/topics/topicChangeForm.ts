import {
  TOPIC_CONFIGS,
  type TopicChangeInput,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { TopicFacts } from './types';

/** In what the time for which records are kept is given. */
export type RetentionUnit = 'days' | 'hours' | 'ms' | 'forever' | 'default';

/** What the form asks for, as it is typed. */
export type TopicForm = {
  /** `NaN` while there is none. */
  partitions: number;
  retention: { amount: number; unit: RetentionUnit };
  /** Empty for the brokers' default. */
  cleanup: string;
  /** In bytes; `NaN` for the brokers' default. */
  messageBytes: number;
  /** Of other configs; what is left empty stays as it is. */
  others: Record<string, string>;
};

const UNIT_MS = { days: 86_400_000, hours: 3_600_000, ms: 1 };

/** What is typed to return a config to the brokers' default. */
export const DEFAULT = 'default';

/** Configs with fields of their own. */
const RETENTION = 'retention.ms';
const CLEANUP = 'cleanup.policy';
const MESSAGE = 'max.message.bytes';

/** Those that have none. */
export const OTHER_CONFIGS = TOPIC_CONFIGS.filter(
  key => ![RETENTION, CLEANUP, MESSAGE].includes(key),
);

function setValue({ configs }: TopicFacts, key: string): string | undefined {
  const config = configs[key];
  return config?.overridden ? config.value ?? undefined : undefined;
}

function retentionOf(value: string | undefined): TopicForm['retention'] {
  if (value === undefined) return { amount: NaN, unit: 'default' };
  const ms = Number(value);
  if (ms < 0) return { amount: NaN, unit: 'forever' };
  const unit = (['days', 'hours'] as const).find(
    each => ms > 0 && ms % UNIT_MS[each] === 0,
  );
  return { amount: ms / UNIT_MS[unit ?? 'ms'], unit: unit ?? 'ms' };
}

function retentionMs({ amount, unit }: TopicForm['retention']): string | null {
  if (unit === 'default') return null;
  if (unit === 'forever') return '-1';
  return `${Math.round(amount * UNIT_MS[unit])}`;
}

/** The form of a topic as it is. */
export function formOf(facts: TopicFacts): TopicForm {
  const bytes = setValue(facts, MESSAGE);
  return {
    partitions: facts.partitionCount ?? NaN,
    retention: retentionOf(setValue(facts, RETENTION)),
    cleanup: (setValue(facts, CLEANUP) ?? '').replaceAll(' ', ''),
    messageBytes: bytes === undefined ? NaN : Number(bytes),
    others: {},
  };
}

/** What is wrong with the form, if anything. */
export function formProblem(form: TopicForm): string | undefined {
  const { partitions, retention } = form;
  if (Number.isNaN(partitions)) return 'Say how many partitions there are.';
  const { unit, amount } = retention;
  return unit !== 'default' && unit !== 'forever' && Number.isNaN(amount)
    ? 'Say how long records are kept.'
    : undefined;
}

/** What of a topic the form changes: only what differs from how it is. Pure. */
export function changeOf(form: TopicForm, before: TopicForm): TopicChangeInput {
  const configs: Record<string, string | null> = {};
  const set = (key: string, to: string | null, from: string | null) => {
    if (to !== from) configs[key] = to;
  };
  const bytes = ({ messageBytes }: TopicForm) =>
    Number.isNaN(messageBytes) ? null : `${messageBytes}`;
  set(RETENTION, retentionMs(form.retention), retentionMs(before.retention));
  set(CLEANUP, form.cleanup || null, before.cleanup || null);
  set(MESSAGE, bytes(form), bytes(before));
  for (const key of OTHER_CONFIGS) {
    const typed = form.others[key]?.trim();
    if (typed) configs[key] = typed === DEFAULT ? null : typed;
  }
  return {
    ...(form.partitions === before.partitions
      ? {}
      : { partitions: form.partitions }),
    ...(Object.keys(configs).length > 0 ? { configs } : {}),
  };
}
