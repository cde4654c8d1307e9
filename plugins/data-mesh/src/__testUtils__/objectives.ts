import type {
  PortObjective,
  QualityCheck,
} from '@data-mesh/backstage-plugin-data-mesh-common';

const MINUTE = 60_000;

/** A promise of the port of {@link ordersEntity} that is kept. */
export function anObjective(over: Partial<PortObjective> = {}): PortObjective {
  const now = Date.now();
  return {
    port: 'orders-v1',
    cluster: 'main',
    topic: 'sales.orders.v1',
    type: 'freshness',
    target: 'PT5M',
    state: 'kept',
    value: 0,
    since: new Date(now - 60 * MINUTE).toISOString(),
    judgedAt: new Date(now).toISOString(),
    last30Days: { keptMs: 99 * MINUTE, breachedMs: MINUTE, unknownMs: 0 },
    days: [
      {
        day: new Date(now).toISOString().slice(0, 10),
        keptMs: 99 * MINUTE,
        breachedMs: MINUTE,
        unknownMs: 0,
      },
    ],
    ...over,
  };
}

/** What a tool has found. */
export function aQualityCheck(over: Partial<QualityCheck> = {}): QualityCheck {
  const observedAt = new Date(Date.now() - 3 * MINUTE).toISOString();
  return {
    check: 'no empty order',
    port: 'orders-v1',
    state: 'failed',
    value: '0.2 %',
    expected: '0 %',
    url: 'https://quality.example.com/runs/7',
    observedAt,
    receivedAt: observedAt,
    reportedBy: 'external:soda',
    past: [{ state: 'failed', observedAt }],
    ...over,
  };
}
