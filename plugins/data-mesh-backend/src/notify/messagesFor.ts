import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import { notesOf, type MessageContext, type Note } from './notesOf';
import { textAboutMany, textAboutOne } from './texts';

/** A notification, and of which entries it tells. */
export type Message = {
  seqs: number[];
  recipients: string[];
  exclude?: string;
  payload: NotificationSendOptions['payload'];
};

/** How much of one kind, within this time, is told one by one. */
export const BURST_MS = 10 * 60_000;
export const BURST_SIZE = 3;

function bucketOf(entry: HistoryEntry): number {
  return Math.floor(Date.parse(entry.at) / BURST_MS) * BURST_MS;
}

/** The first instant that is told together with an entry. */
export function burstStart(entry: HistoryEntry): number {
  return bucketOf(entry);
}

function grouped<T>(list: T[], keyOf: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function seqsOf(notes: Note[], after: number): number[] {
  return [...new Set(notes.map(({ entry }) => entry.seq))]
    .filter(seq => seq > after)
    .sort((a, b) => a - b);
}

/** Messages to one recipient of one kind, within the time of a burst. */
function messagesOf(notes: Note[], after: number): Message[] {
  const units = grouped(notes, note => note.unit);
  const [{ kind, recipient, exclude, entry }] = notes;
  const of = (
    told: Note[],
    payload: NotificationSendOptions['payload'],
  ): Message => ({
    seqs: seqsOf(told, after),
    recipients: [recipient],
    ...(exclude ? { exclude } : {}),
    payload,
  });
  if (units.length > BURST_SIZE) {
    const scope = `data-mesh:${kind}:${new Date(
      bucketOf(entry),
    ).toISOString()}`;
    const text = textAboutMany(notes, units.length);
    return [of(notes, { ...text, scope })];
  }
  return units.map(told =>
    of(told, { ...textAboutOne(told), scope: `data-mesh:${told[0].unit}` }),
  );
}

/** Of messages that would replace each other, only the last is sent. */
function lastOfEach(messages: Message[]): Message[] {
  return grouped(
    messages,
    ({ recipients: [recipient], payload }) => `${recipient} ${payload.scope}`,
  ).map(same => {
    const last = same.reduce((a, b) =>
      b.seqs[b.seqs.length - 1] >= a.seqs[a.seqs.length - 1] ? b : a,
    );
    const seqs = [...new Set(same.flatMap(message => message.seqs))];
    return { ...last, seqs: seqs.sort((a, b) => a - b) };
  });
}

/**
 * Who is told what of entries: one message for each decision that somebody has
 * to take or has waited for.
 *
 * The scope of a message has it replace an earlier one about the same thing.
 * More than a few of a kind to the same recipient become one message, which
 * replaces itself while the burst goes on.
 *
 * @param entries - in order; those up to `after` have been told, and are here
 *   for what the others belong together with
 */
export function messagesFor(
  entries: HistoryEntry[],
  context: MessageContext & { after?: number },
): Message[] {
  const { after = 0 } = context;
  const notes = entries.flatMap(entry => notesOf(entry, context));
  const messages = grouped(notes, ({ kind, recipient, exclude, entry }) =>
    JSON.stringify([kind, recipient, exclude, bucketOf(entry)]),
  )
    .flatMap(same => messagesOf(same, after))
    .filter(({ seqs }) => seqs.length > 0);
  return grouped(lastOfEach(messages), ({ exclude, payload }) =>
    JSON.stringify([exclude, payload]),
  )
    .map(same => ({
      ...same[0],
      seqs: [...new Set(same.flatMap(({ seqs }) => seqs))].sort(
        (a, b) => a - b,
      ),
      recipients: same.flatMap(({ recipients }) => recipients).sort(),
    }))
    .sort((a, b) => a.seqs[0] - b.seqs[0]);
}
