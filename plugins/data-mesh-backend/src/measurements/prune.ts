import type { Knex } from 'knex';
import { RESOLUTIONS } from './buckets';

/** Forgets buckets that are older than their resolution is kept for. */
export async function pruneMeasurements(db: Knex, now: number): Promise<void> {
  for (const { seconds, keepMs } of RESOLUTIONS) {
    for (const table of ['topic_measurements', 'group_measurements']) {
      await db(table)
        .where('resolution', seconds)
        .andWhere('bucket_at', '<', now - keepMs)
        .delete();
    }
  }
}
