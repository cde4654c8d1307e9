import { humanBytes } from '../humanise/numbers';
import { humanMillis } from '../humanise/times';
import type { TopicFacts } from './types';

type Configs = TopicFacts['configs'];

function valueOf(configs: Configs, key: string): string | undefined {
  return configs[key]?.value ?? undefined;
}

/** How long and how much Kafka keeps, in words. */
export function retentionWords(configs: Configs): string | undefined {
  const policy = valueOf(configs, 'cleanup.policy');
  if (policy === 'compact') return 'As long as the key is not deleted';
  const ms = valueOf(configs, 'retention.ms');
  const bytes = valueOf(configs, 'retention.bytes');
  if (ms === undefined) return undefined;
  const time = Number(ms) < 0 ? 'For ever' : humanMillis(Number(ms));
  return bytes !== undefined && Number(bytes) >= 0
    ? `${time}, at most ${humanBytes(Number(bytes))} a partition`
    : time;
}

const POLICIES: Record<string, string> = {
  delete: 'Old records are deleted',
  compact: 'The latest record of each key is kept',
  'compact,delete': 'The latest record of each key is kept, for a time',
  'delete,compact': 'The latest record of each key is kept, for a time',
};

/** What happens to old records, in words. */
export function cleanupWords(configs: Configs): string | undefined {
  const policy = valueOf(configs, 'cleanup.policy');
  return policy && (POLICIES[policy.replaceAll(' ', '')] ?? policy);
}

/** How many copies there are, and how many must be in sync to write. */
export function replicationWords(facts: TopicFacts): string | undefined {
  const { replicationFactor, configs } = facts;
  if (replicationFactor === undefined) return undefined;
  if (replicationFactor === 1) return 'One copy only';
  const least = valueOf(configs, 'min.insync.replicas');
  return `${replicationFactor} copies${
    least ? `, at least ${least} in sync to write` : ''
  }`;
}
