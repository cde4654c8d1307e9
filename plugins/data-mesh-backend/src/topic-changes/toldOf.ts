import type { TopicChange } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { GrantRow } from '../tables';
import { PARTITIONS } from './topicChange';

// What those who use a topic notice; all else concerns its owner.
const NOTICED = [
  PARTITIONS,
  'cleanup.policy',
  'retention.ms',
  'retention.bytes',
];

/** What of a change those who use the topic are told, as sentences. Pure. */
export function toldOf(changes: TopicChange[]): string[] {
  return changes.flatMap(({ key, consequence }) =>
    consequence && NOTICED.includes(key) ? [consequence] : [],
  );
}

/** Refs of the consumers that have access to a topic now. */
export async function readUsers(
  db: Knex,
  cluster: string,
  topic: string,
): Promise<string[]> {
  return db<GrantRow>('grants')
    .where({ cluster, topic, state: 'active' })
    .distinct()
    .orderBy('consumer_ref')
    .pluck('consumer_ref');
}
