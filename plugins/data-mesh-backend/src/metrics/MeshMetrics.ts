import type {
  MetricsService,
  MetricsServiceCounter,
  MetricsServiceGauge,
  MetricsServiceHistogram,
  TracingService,
} from '@backstage/backend-plugin-api/alpha';
import type { PassReport } from '../snapshot/ClusterSync';

/**
 * What the engine counts and times as it goes, by Backstage's metrics and
 * tracing services: the one place that knows them, since both are alpha. What
 * they are for is written in `docs/operate.md`.
 */
export class MeshMetrics {
  readonly #tracing: TracingService;
  readonly #passes: MetricsServiceHistogram;
  readonly #errors: MetricsServiceCounter;
  readonly #provisioning: MetricsServiceHistogram;
  readonly #feedLag: MetricsServiceGauge;

  constructor(options: { metrics: MetricsService; tracing: TracingService }) {
    const { metrics, tracing } = options;
    this.#tracing = tracing;
    this.#passes = metrics.createHistogram('data_mesh.sync.duration', {
      description: 'Time that a pass over a cluster took',
      unit: 's',
    });
    this.#errors = metrics.createCounter('data_mesh.errors', {
      description: 'What could not be done at Kafka, by the code of the error',
    });
    this.#provisioning = metrics.createHistogram(
      'data_mesh.provisioning.duration',
      {
        description: 'Time from an approval until its ACLs were read back',
        unit: 's',
      },
    );
    this.#feedLag = metrics.createGauge('data_mesh.feed.lag', {
      description:
        'Age of the oldest change that the catalog has just asked for',
      unit: 's',
    });
  }

  /** Times a pass over a cluster, within a span of its own. */
  async syncPass(
    cluster: string,
    pass: () => Promise<PassReport>,
  ): Promise<void> {
    const begun = performance.now();
    const options = { attributes: { 'data_mesh.cluster': cluster } };
    const { kind, errorCode } = await this.#tracing.startActiveSpan(
      'data-mesh.sync',
      options,
      async span => {
        const report = await pass();
        if (report.errorCode) {
          span.setStatus({ code: 'error', message: report.errorCode });
        }
        return report;
      },
    );
    this.#passes.record((performance.now() - begun) / 1_000, {
      cluster,
      pass: kind,
      outcome: errorCode ? 'failed' : 'ok',
    });
    if (errorCode) this.failed(cluster, 'sync', errorCode);
  }

  /** Counts what could not be done. */
  failed(cluster: string, during: 'sync' | 'provisioning', code: string): void {
    this.#errors.add(1, { cluster, during, code });
  }

  /** Notes that a grant has become active. */
  provisioned(cluster: string, seconds: number): void {
    this.#provisioning.record(seconds, { cluster });
  }

  /** Notes how long the oldest change that was just asked for has waited. */
  feedServed(seconds: number): void {
    this.#feedLag.record(seconds);
  }
}
