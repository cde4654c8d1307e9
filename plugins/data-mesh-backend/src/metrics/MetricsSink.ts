import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { Delivery, HistorySink } from '../notify/HistorySink';
import { toNumber } from '../rows';
import type { GrantRow } from '../tables';
import type { MeshMetrics } from './MeshMetrics';

const MEASURED = new Set<string>(['grant.activated', 'grant.failed']);

/** Measures from the history how long access takes, and why it fails. */
export class MetricsSink implements HistorySink {
  readonly name = 'metrics';
  readonly title = "Backstage's metrics";
  readonly #db: Knex;
  readonly #metrics: MeshMetrics;

  constructor(options: { db: Knex; metrics: MeshMetrics }) {
    this.#db = options.db;
    this.#metrics = options.metrics;
  }

  async prepare(entries: HistoryEntry[]): Promise<Delivery[]> {
    return entries.flatMap(({ seq, action, grantId }) =>
      MEASURED.has(action) && grantId
        ? [{ seqs: [seq], send: () => this.#measure(grantId) }]
        : [],
    );
  }

  async #measure(id: string): Promise<void> {
    const grant = await this.#db<GrantRow>('grants').where({ id }).first();
    if (!grant) return;
    const { cluster, activated_at: activatedAt, last_error: error } = grant;
    if (activatedAt !== null) {
      const ms = toNumber(activatedAt) - toNumber(grant.starts_at);
      this.#metrics.provisioned(cluster, ms / 1_000);
    } else if (error) {
      this.#metrics.failed(cluster, 'provisioning', JSON.parse(error).code);
    }
  }
}
