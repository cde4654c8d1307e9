import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { AccessPeople } from './AccessPeople';
import { readEntriesBefore } from './followerRows';
import type { Delivery, HistorySink } from './HistorySink';
import { burstStart, messagesFor, type Message } from './messagesFor';
import { NOTE_KINDS } from './notesOf';
import { readContext } from './readContext';

// Nobody wants to hear today what was to be done before yesterday.
const MAX_AGE_MS = 24 * 3_600_000;
const MAX_LOOK_BACK = 1_000;

/** Tells people, by Backstage's notifications, what they have to know. */
export class NotificationsSink implements HistorySink {
  readonly name = 'notifications';
  readonly title = 'The notifications plugin';
  readonly #db: Knex;
  readonly #notifications: NotificationService;
  readonly #people: AccessPeople;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    notifications: NotificationService;
    people: AccessPeople;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#notifications = options.notifications;
    this.#people = options.people;
    this.#clock = options.clock ?? Date.now;
  }

  async prepare(entries: HistoryEntry[]): Promise<Delivery[]> {
    const oldest = this.#clock() - MAX_AGE_MS;
    const told = entries.filter(
      entry => NOTE_KINDS.has(entry.action) && Date.parse(entry.at) >= oldest,
    );
    if (told.length === 0) return [];
    const before = await readEntriesBefore(this.#db, entries[0].seq, {
      since: burstStart(told[0]),
      actions: [...new Set(told.map(({ action }) => action))],
      limit: MAX_LOOK_BACK,
    });
    const all = [...before, ...told];
    const context = await readContext(this.#db, this.#people, all);
    return messagesFor(all, { ...context, after: entries[0].seq - 1 }).map(
      message => ({ seqs: message.seqs, send: () => this.#send(message) }),
    );
  }

  isMissing({ message }: Error): boolean {
    // The service hides the status in its message. A plugin that is installed
    // and cannot answer now says 503, or refuses the connection.
    return /\bstatus 404\b/.test(message);
  }

  async #send({ recipients, exclude, payload }: Message): Promise<void> {
    await this.#notifications.send({
      recipients: {
        type: 'entity',
        entityRef: recipients,
        ...(exclude ? { excludeEntityRef: exclude } : {}),
      },
      payload,
    });
  }
}
