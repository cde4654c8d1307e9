import type {
  MeshProduct,
  SchemaChangeReader as ReaderView,
  SchemaChangeSummary,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { toIso } from '../rows';
import type { ChangeParty } from './ChangeParties';
import { targetOf, type ChangeHead } from './changeRows';
import { standOf } from './decideChange';
import type { StoredReader } from './readerRows';
import type { Reader } from './readersOf';

/** A caller, and what they may see and say. */
export type Viewer = {
  isVisible: (product?: string, consumer?: string) => boolean;
  speaksFor: Set<string>;
  ownerOf: (consumer: string) => string | undefined;
  ownerOfProduct: (product: string) => string | undefined;
  product: (ref: string) => MeshProduct | undefined;
  titleOf: (product: string) => string;
};

/** A time under its key, if there is one. */
export const at = <K extends string>(key: K, ms: number | undefined) =>
  (ms === undefined ? {} : { [key]: toIso(ms) }) as { [key in K]?: string };

function standIn(
  change: ChangeHead,
  reader: StoredReader,
  now: number,
): ReaderView['stand'] {
  if (reader.leftAt !== undefined) return 'left';
  const { respondBy = Infinity, silence, closedAt, acceptedAt } = change;
  // What has been decided stays as it was when it was.
  const then = acceptedAt ?? closedAt ?? now;
  return standOf(reader, { now: then, respondBy, silence });
}

/** Whether a caller may see who reads. */
export function shows(
  { kind, key }: Reader,
  { productRef }: Pick<ChangeHead, 'productRef'>,
  { isVisible }: Viewer,
): boolean {
  return kind === 'group' || isVisible(productRef, key);
}

/** Who reads, as the caller sees it. */
export function whoOf({ kind, key, groups }: Reader, { ownerOf }: Viewer) {
  if (kind === 'group') return { kind, groups };
  const owner = ownerOf(key);
  return { kind, consumer: key, ...(owner ? { owner } : {}), groups };
}

function mayAnswer(
  change: ChangeHead,
  { kind, key, leftAt }: StoredReader,
  { ownerOf, ownerOfProduct, speaksFor }: Viewer,
  isProposer: boolean,
): boolean {
  if (change.state !== 'open' || kind === 'group' || leftAt !== undefined) {
    return false;
  }
  const owner = ownerOf(key);
  if (!owner || !speaksFor.has(owner)) return false;
  return !isProposer || owner === ownerOfProduct(change.productRef);
}

/** A reader of a change, with what the caller may do. */
export function readerView(
  change: ChangeHead,
  reader: StoredReader,
  viewer: Viewer,
  party: ChangeParty | undefined,
  now: number,
): ReaderView {
  return {
    ...whoOf(reader, viewer),
    stand: standIn(change, reader, now),
    askedAt: toIso(reader.askedAt),
    ...(reader.answer ? { answer: reader.answer } : {}),
    ...at('date', reader.answerDate),
    ...(reader.comment ? { comment: reader.comment } : {}),
    ...(reader.answeredBy ? { answeredBy: reader.answeredBy } : {}),
    ...at('answeredAt', reader.answeredAt),
    mayAnswer:
      party !== undefined && mayAnswer(change, reader, viewer, party.proposer),
  };
}

/** A change as lists show it. */
export function summaryView(
  change: ChangeHead,
  readers: StoredReader[],
  viewer: Viewer,
  now: number,
): SchemaChangeSummary {
  const asked = readers.filter(({ leftAt }) => leftAt === undefined);
  const stands = asked.map(reader => standIn(change, reader, now));
  const yours = asked.filter(
    reader => !reader.answer && mayAnswer(change, reader, viewer, false),
  );
  return {
    id: change.id,
    product: change.productRef,
    productTitle: viewer.titleOf(change.productRef),
    port: change.port,
    environment: change.environment,
    cluster: change.cluster,
    topic: change.topic,
    subject: targetOf(change),
    ...(change.newPort ? { newPort: change.newPort } : {}),
    format: change.format,
    state: change.state,
    objected:
      change.state === 'open' &&
      stands.some(stand => stand === 'objects' || stand === 'silent'),
    compatible: change.compatible,
    message: change.message,
    proposedBy: change.proposedBy,
    proposedAt: toIso(change.proposedAt),
    ...at('respondBy', change.respondBy),
    ...at('closedAt', change.closedAt),
    ...(change.registered
      ? { registeredVersion: change.registered.version }
      : {}),
    ...(change.failure && change.state !== 'registered'
      ? { failure: change.failure }
      : {}),
    counts: {
      asked: asked.length,
      agree: stands.filter(stand => stand === 'agrees').length,
    },
    yours: yours.length,
  };
}
