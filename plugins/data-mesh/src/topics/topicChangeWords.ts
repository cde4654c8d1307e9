import type { TopicChange } from '@data-mesh/backstage-plugin-data-mesh-common';
import { exactNumber, humanBytes } from '../humanise/numbers';
import { humanMillis } from '../humanise/times';
import { cleanupWords } from './topicWords';

const LABELS: Record<string, string> = {
  partitions: 'Partitions',
  'retention.ms': 'Kept',
  'cleanup.policy': 'Clean-up',
  'max.message.bytes': 'Largest batch',
};

/** What people call something about a topic; Kafka's key where they do not. */
export function keyWords(key: string): string {
  return LABELS[key] ?? key;
}

/** A value of it, in words. */
export function valueWords(key: string, value: string | undefined): string {
  if (value === undefined) return 'The brokers’ default';
  const number = Number(value);
  if (key === 'cleanup.policy') {
    return cleanupWords({ [key]: { value, overridden: true } }) ?? value;
  }
  if (!value.trim() || !Number.isFinite(number)) return value;
  if (key.startsWith('retention.') && number < 0) {
    return key.endsWith('.ms') ? 'For ever' : 'However much';
  }
  if (number > 0 && key.endsWith('.ms')) return humanMillis(number);
  if (number > 0 && key.endsWith('.bytes')) return humanBytes(number);
  return number >= 0 && Number.isInteger(number) ? exactNumber(number) : value;
}

/** What becomes what: "Kept: 7 days → 1 day". */
export function changeWords({ key, from, to }: TopicChange): string {
  return `${keyWords(key)}: ${valueWords(key, from)} → ${valueWords(key, to)}`;
}
