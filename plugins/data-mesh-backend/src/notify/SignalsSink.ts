import type { SignalsService } from '@backstage/plugin-signals-node';
import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import { textOf } from '../history/wording';
import type { HistorySink } from './HistorySink';

/** Channel on which open pages hear that something has changed. */
const ACCESS_CHANNEL = 'data-mesh:access';

/**
 * What open pages are told: what kind of thing happened, and to which requests,
 * items, grants, campaigns and schema changes. Everybody hears it, so it says nothing else.
 */
export type AccessSignal = { type: string; ids: string[] };

/** One signal for each kind of thing that happened. */
export function signalsFor(entries: HistoryEntry[]): AccessSignal[] {
  const ids = new Map<string, Set<string>>();
  for (const { action, requestId, itemId, grantId, details } of entries) {
    // What was refused has changed nothing.
    if (action.endsWith('refused')) continue;
    const known = ids.get(action) ?? new Set();
    ids.set(action, known);
    const campaignId = textOf(details, 'campaign');
    const changeId = textOf(details, 'change');
    for (const id of [requestId, itemId, grantId, campaignId, changeId]) {
      if (id) known.add(id);
    }
  }
  return [...ids].map(([type, set]) => ({ type, ids: [...set].sort() }));
}

/** Lets open pages know that they should look again. */
export class SignalsSink implements HistorySink {
  readonly name = 'signals';
  readonly title = 'The signals plugin';
  readonly #signals: SignalsService;

  constructor(options: { signals: SignalsService }) {
    this.#signals = options.signals;
  }

  async prepare(entries: HistoryEntry[]) {
    const send = async () => {
      for (const message of signalsFor(entries)) {
        await this.#signals.publish({
          recipients: { type: 'broadcast' },
          channel: ACCESS_CHANNEL,
          message,
        });
      }
    };
    return [{ seqs: entries.map(({ seq }) => seq), send }];
  }
}
