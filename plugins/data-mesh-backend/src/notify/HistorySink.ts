import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';

/** One thing to pass on, about one entry or several. */
export type Delivery = {
  /** Numbers of the entries, the lowest first. */
  seqs: number[];
  send: () => Promise<void>;
};

/** Somebody whom the history is passed on to. */
export type HistorySink = {
  /** Name of its cursor; stored, so it is never changed. */
  name: string;
  /** What it is called in the log. */
  title: string;
  /** What is to be passed on of these entries; nothing for most, perhaps. */
  prepare: (entries: HistoryEntry[]) => Promise<Delivery[]>;
  /** Tells that whoever should take it is not there at all. */
  isMissing?: (error: Error) => boolean;
  /** After some entries have been dealt with. */
  afterwards?: () => Promise<void>;
};
