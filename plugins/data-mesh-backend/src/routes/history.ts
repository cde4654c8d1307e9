import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { dataMeshHistoryReadPermission } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Request, Router } from 'express';
import { fullRef } from '../access/FactsReader';
import type { Relationships } from '../access/Relationships';
import {
  EXPORT_TYPES,
  exportHistory,
  type ExportFormat,
} from '../history/exportHistory';
import type { HistoryFilter } from '../history/historyFilter';
import type {
  HistoryReader,
  HistoryVisibility,
} from '../history/HistoryReader';
import { toIso } from '../rows';
import type { RouterDependencies } from './createRouter';
import { readPageQuery, text } from './queries';

function time(req: Request, name: 'from' | 'to'): number | undefined {
  const given = text(req.query[name]);
  if (given === undefined) return undefined;
  const ms = Date.parse(given);
  if (Number.isNaN(ms)) {
    throw new InputError(`${name}: '${given}' is not an ISO 8601 time`);
  }
  return ms;
}

function historyFilter(req: Request): HistoryFilter {
  const { query } = req;
  const product = text(query.product);
  const consumer = text(query.consumer);
  const filter: HistoryFilter = {
    product: product && fullRef(product, 'product', 'dataproduct'),
    consumer: consumer && fullRef(consumer, 'consumer', 'component'),
    cluster: text(query.cluster),
    topic: text(query.topic),
    grant: text(query.grant),
    request: text(query.request),
    actor: text(query.actor),
    action: text(query.action),
    from: time(req, 'from'),
    to: time(req, 'to'),
  };
  return filter;
}

type HistoryDependencies = Pick<RouterDependencies, 'authorizer'> & {
  config: Pick<RouterDependencies['config'], 'operators' | 'governance'>;
  history: HistoryReader;
  relationships: Pick<Relationships, 'visibleTo'>;
};

/** What happened, to read and to take away. */
export function addHistoryRoutes(
  router: Router,
  { authorizer, config, history, relationships }: HistoryDependencies,
): void {
  const visibilityOf = async (
    caller: BackstageCredentials,
  ): Promise<HistoryVisibility> => {
    const isVisible = await relationships.visibleTo(caller);
    return {
      isVisible: (product, consumer) => {
        // Without a consumer the product alone decides.
        const other = consumer ?? product;
        return other !== undefined && isVisible(product, other);
      },
      seesUnattached: await authorizer.isOneOf(caller, [
        ...config.operators,
        ...config.governance,
      ]),
    };
  };

  router.get('/v1/history', async (req, res) => {
    const caller = await authorizer.caller(req, dataMeshHistoryReadPermission);
    const { limit, cursor } = readPageQuery(req);
    res.json(
      await history.page(
        { ...historyFilter(req), limit, cursor },
        await visibilityOf(caller),
      ),
    );
  });

  router.get('/v1/history/export', async (req, res) => {
    const caller = await authorizer.caller(req, dataMeshHistoryReadPermission);
    const format: ExportFormat = req.query.format === 'csv' ? 'csv' : 'json';
    const entries = await history.entries(
      historyFilter(req),
      await visibilityOf(caller),
    );
    const day = toIso(Date.now()).slice(0, 10);
    res.setHeader('content-type', EXPORT_TYPES[format]);
    res.setHeader('cache-control', 'no-store');
    res.setHeader(
      'content-disposition',
      `attachment; filename="data-mesh-history-${day}.${format}"`,
    );
    await exportHistory(entries, format, res);
  });
}
