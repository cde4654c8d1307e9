import { setTimeout } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { RunContext } from './MeshForRun';

/** Waits until what was published stands in the catalog. */
export type WaitForEntity = (
  ref: string,
  ctx: RunContext & { logger: LoggerService; signal?: AbortSignal },
) => Promise<void>;

const EVERY_MS = 500;
const AT_MOST_MS = 60_000;

/**
 * Waits for the catalog, so that the link to an entity leads there once the task
 * has ended. What was published stays so, however long that takes: a catalog
 * that is slow, or away, is only warned of.
 */
export function createWaitForEntity(
  catalog: Pick<CatalogService, 'getEntityByRef'>,
  { everyMs = EVERY_MS, atMostMs = AT_MOST_MS } = {},
): WaitForEntity {
  return async (ref, ctx) => {
    const end = Date.now() + atMostMs;
    const credentials = await ctx.getInitiatorCredentials();
    let problem = 'it does not have it yet';
    while (Date.now() < end && !ctx.signal?.aborted) {
      try {
        if (await catalog.getEntityByRef(ref, { credentials })) return;
        problem = 'it does not have it yet';
      } catch (error) {
        problem = (error as Error).message;
      }
      await setTimeout(everyMs, undefined, { signal: ctx.signal }).catch(
        () => undefined,
      );
    }
    ctx.logger.warn(
      `${ref} is published, but the catalog does not show it: ${problem}`,
    );
  };
}
