import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  MeshProduct,
  SchemaBypass,
  SchemaChange,
  SchemaChangePlan,
  SchemaChangeReader as ReaderView,
  SchemaChangeSummary,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { Relationships } from '../access/Relationships';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import { nameOf } from '../history/wording';
import { page } from '../mesh/paging';
import { toIso } from '../rows';
import { readOpenBypasses } from './bypassRows';
import type { ChangeParties, ChangeParty } from './ChangeParties';
import {
  readChangeHeads,
  readChanges,
  targetOf,
  type ChangeHead,
} from './changeRows';
import { readReadersOf, type StoredReader } from './readerRows';
import { standOf, type Silence } from './decideChange';
import { descriptorLines, isMerged } from './newPort';
import type { PlannedChange } from './planChange';
import type { Reader } from './readersOf';

/** Which changes are asked for, the ref of the product made full. */
export type ChangeQuery = {
  product?: string;
  state?: string;
  role: 'asked' | 'proposed' | 'all';
  limit: number;
  cursor?: string;
};

type Page = {
  items: SchemaChangeSummary[];
  totalItems: number;
  nextCursor?: string;
  bypasses?: SchemaBypass[];
};

/** A caller, and what they may see and say. */
type Viewer = {
  isVisible: (product?: string, consumer?: string) => boolean;
  speaksFor: Set<string>;
  ownerOf: (consumer: string) => string | undefined;
  ownerOfProduct: (product: string) => string | undefined;
  product: (ref: string) => MeshProduct | undefined;
  titleOf: (product: string) => string;
};

const at = <K extends string>(key: K, ms: number | undefined) =>
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

/** Changes of schemas, as the API shows them to a caller. */
export class SchemaChangeReader {
  readonly #db: Knex;
  readonly #authorizer: Authorizer;
  readonly #parties: ChangeParties;
  readonly #relationships: Relationships;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    authorizer: Authorizer;
    parties: ChangeParties;
    relationships: Relationships;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#authorizer = options.authorizer;
    this.#parties = options.parties;
    this.#relationships = options.relationships;
    this.#clock = options.clock ?? Date.now;
  }

  async list(
    query: ChangeQuery,
    credentials: BackstageCredentials,
  ): Promise<Page> {
    const { product: productRef, state, role, limit, cursor } = query;
    const changes = await readChangeHeads(this.#db, { productRef, state });
    const readers = await readReadersOf(
      this.#db,
      changes.map(({ id }) => id),
    );
    const viewer = await this.#viewer(credentials, readers);
    const summaries = changes
      .filter(change => viewer.isVisible(change.productRef))
      .map(change => ({
        change,
        summary: this.#summary(change, readers.get(change.id) ?? [], viewer),
      }))
      .filter(({ change, summary }) => {
        if (role === 'asked') return summary.yours > 0;
        if (role === 'all') return true;
        const owner = viewer.ownerOfProduct(change.productRef);
        return owner !== undefined && viewer.speaksFor.has(owner);
      })
      .map(({ summary }) => summary);
    return {
      ...page(summaries, limit, cursor),
      ...(productRef
        ? { bypasses: await this.#bypasses(productRef, viewer) }
        : {}),
    };
  }

  /** @param user - the same caller, if it is a user, who may do something */
  async get(
    id: string,
    credentials: BackstageCredentials,
    user?: UserCredentials,
  ): Promise<SchemaChange> {
    const [change] = await readChanges(this.#db, { id });
    const found = await readReadersOf(this.#db, [id]);
    const viewer = await this.#viewer(credentials, found);
    if (!change || !viewer.isVisible(change.productRef)) {
      throw new NotFoundError(`There is no schema change ${id}`);
    }
    const readers = found.get(id) ?? [];
    const party = user && (await this.#parties.partyOf(change, user));
    const shown = readers.filter(reader => this.#shows(reader, change, viewer));
    const views = shown.map(reader =>
      this.#reader(change, reader, viewer, party),
    );
    const hidden = readers.length - shown.length;
    return {
      ...this.#summary(change, readers, viewer),
      schema: change.schema,
      ...(change.base ? { before: change.base } : {}),
      ...(change.level ? { level: change.level } : {}),
      messages: change.messages,
      ...(change.breaks ? { breaks: change.breaks } : {}),
      readers: views,
      ...(hidden ? { hiddenReaders: hidden } : {}),
      silence: change.silence,
      overriders: await this.#parties.overridersOf(change.productRef),
      ...at('acceptedAt', change.acceptedAt),
      ...(change.overriddenBy ? { overriddenBy: change.overriddenBy } : {}),
      ...(change.overrideReason
        ? { overrideReason: change.overrideReason }
        : {}),
      ...(change.withdrawnBy ? { withdrawnBy: change.withdrawnBy } : {}),
      ...(change.withdrawReason
        ? { withdrawReason: change.withdrawReason }
        : {}),
      ...(change.registered ? { schemaId: change.registered.id } : {}),
      ...(change.newPort
        ? {
            descriptor: descriptorLines(
              change.port,
              change.newPort,
              change.cluster,
              change.level,
            ),
            isMerged: isMerged(
              viewer.product(change.productRef),
              change.port,
              change.newPort,
            ),
          }
        : {}),
      ...at('nextAttemptAt', change.nextAttemptAt),
      may: {
        answer: views.some(({ mayAnswer }) => mayAnswer),
        override:
          change.state === 'open' &&
          party !== undefined &&
          party.overrider &&
          !party.proposer,
        withdraw:
          ['open', 'failed'].includes(change.state) && party?.owner === true,
        retry: change.state === 'failed' && party?.owner === true,
      },
    };
  }

  /** A plan, as far as the caller may see whom it is about. */
  async plan(
    planned: PlannedChange & { overriders: string[]; silence: Silence },
    credentials: UserCredentials,
  ): Promise<SchemaChangePlan> {
    const { readers, known } = planned.readers;
    const viewer = await this.#viewer(
      credentials,
      new Map([['', readers.map(reader => ({ ...reader, askedAt: 0 }))]]),
    );
    const shown = readers.filter(reader =>
      this.#shows(reader, { productRef: planned.product.ref }, viewer),
    );
    const { base, breaks } = planned;
    return {
      subject: planned.subject,
      cluster: planned.location.cluster,
      topic: planned.location.topic,
      environment: planned.environment,
      format: planned.format,
      ...(base
        ? { before: { version: base.version, schema: base.schema } }
        : {}),
      level: planned.level,
      compatible: planned.compatible,
      messages: planned.messages,
      ...(breaks ? { breaks } : {}),
      readers: shown.map(reader => this.#who(reader, viewer)),
      ...(shown.length < readers.length
        ? { hiddenReaders: readers.length - shown.length }
        : {}),
      readersKnown: known,
      silence: planned.silence,
      overriders: planned.overriders,
    };
  }

  async #bypasses(
    productRef: string,
    { isVisible }: Viewer,
  ): Promise<SchemaBypass[]> {
    if (!isVisible(productRef)) return [];
    const bypasses = await readOpenBypasses(this.#db, { productRef });
    return bypasses.map(({ port, cluster, subject, version, ...bypass }) => ({
      port,
      cluster,
      subject,
      version,
      before: bypass.base.version,
      level: bypass.level,
      breaks: bypass.breaks,
      foundAt: toIso(bypass.foundAt),
    }));
  }

  async #viewer(
    credentials: BackstageCredentials,
    readers: Map<string, StoredReader[]>,
  ): Promise<Viewer> {
    const consumers = [...readers.values()]
      .flat()
      .flatMap(({ kind, key }) => (kind === 'consumer' ? [key] : []));
    const { byRef, responsible } = await this.#relationships.products();
    const owners = await this.#relationships.consumerOwners(consumers);
    return {
      isVisible: await this.#relationships.visibleTo(credentials),
      speaksFor: await this.#authorizer.speaksFor(credentials),
      ownerOf: ref => owners.get(ref),
      ownerOfProduct: ref => responsible(ref).productOwner,
      product: ref => byRef.get(ref),
      titleOf: ref => byRef.get(ref)?.title ?? nameOf(ref),
    };
  }

  /** Who it is about may be the caller's own, though they may not read it. */
  #shows(
    { kind, key }: Reader,
    { productRef }: Pick<ChangeHead, 'productRef'>,
    { isVisible }: Viewer,
  ): boolean {
    return kind === 'group' || isVisible(productRef, key);
  }

  #who({ kind, key, groups }: Reader, { ownerOf }: Viewer) {
    if (kind === 'group') return { kind, groups };
    const owner = ownerOf(key);
    return { kind, consumer: key, ...(owner ? { owner } : {}), groups };
  }

  #mayAnswer(
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

  #reader(
    change: ChangeHead,
    reader: StoredReader,
    viewer: Viewer,
    party: ChangeParty | undefined,
  ): ReaderView {
    return {
      ...this.#who(reader, viewer),
      stand: standIn(change, reader, this.#clock()),
      askedAt: toIso(reader.askedAt),
      ...(reader.answer ? { answer: reader.answer } : {}),
      ...at('date', reader.answerDate),
      ...(reader.comment ? { comment: reader.comment } : {}),
      ...(reader.answeredBy ? { answeredBy: reader.answeredBy } : {}),
      ...at('answeredAt', reader.answeredAt),
      mayAnswer:
        party !== undefined &&
        this.#mayAnswer(change, reader, viewer, party.proposer),
    };
  }

  #summary(
    change: ChangeHead,
    readers: StoredReader[],
    viewer: Viewer,
  ): SchemaChangeSummary {
    const now = this.#clock();
    const asked = readers.filter(({ leftAt }) => leftAt === undefined);
    const stands = asked.map(reader => standIn(change, reader, now));
    const yours = asked.filter(
      reader =>
        !reader.answer && this.#mayAnswer(change, reader, viewer, false),
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
}
