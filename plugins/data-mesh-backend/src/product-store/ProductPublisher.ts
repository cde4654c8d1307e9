import { InputError } from '@backstage/errors';
import {
  type DataProductEntityV1alpha1,
  type MeshProduct,
  type Publication,
  type TopicKey,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import type { Refusal } from '../access/refusal';
import type { UserCredentials } from '../authorization/Authorizer';
import { findCreation } from '../creations/creationRows';
import { notePublication } from '../creations/notePublication';
import type { HistoryFact } from '../history/appendHistory';
import { readObject } from '../feed/meshRows';
import type { NewSchema } from '../policies/checkDescriptor';
import type { PlannedTopic } from '../policies/checkTopic';
import type { PolicyService } from '../policies/PolicyService';
import { changesOf, changeWords } from '../policies/store/documentChanges';
import {
  blockingOf,
  readerNames,
  type ProductReaders,
} from '../lifecycle/ProductReaders';
import { appendVersion } from './appendVersion';
import {
  refuseChange,
  refusePublication,
  type PublicationFacts,
} from './decidePublication';
import { refuseWhileRead } from './decideUnpublication';
import type { FactsOfPublication } from './FactsOfPublication';
import { policyRefusal } from './policyRefusal';
import { readCurrentVersion, type ProductVersion } from './productVersions';
import { readDescriptor } from './readDescriptor';
import { refuse } from './recordRefusal';

/** A descriptor to be published, and why. */
export type PublicationInput = {
  entity: Record<string, unknown>;
  reason?: string;
  /** What it belongs to, and is undone with. */
  run?: string;
};

/** What publishing a product would come to. */
export type PlannedPublication = {
  ref: string;
  /** That it would be, or is where it is done. */
  version: number;
  /** Whether the run has published it already. */
  isDone: boolean;
  refusal?: Refusal;
  results: Publication['results'];
};

/** What is made before a product is published, and counts as if it were there. */
export type PlannedBefore = {
  topicKeys: TopicKey[];
  topics: PlannedTopic[];
  schemas: NewSchema[];
};

/** Publishes data products in the portal, version by version. */
export class ProductPublisher {
  readonly #db: Knex;
  readonly #facts: FactsOfPublication;
  readonly #readers: Pick<ProductReaders, 'ofDocument'>;
  readonly #policies: Pick<PolicyService, 'check'>;
  readonly #onChange: (tx: Knex, now: number) => Promise<void>;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    facts: FactsOfPublication;
    readers: Pick<ProductReaders, 'ofDocument'>;
    policies: Pick<PolicyService, 'check'>;
    /** Brings the mesh in line, in the transaction given. */
    onChange: (tx: Knex, now: number) => Promise<void>;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#facts = options.facts;
    this.#readers = options.readers;
    this.#policies = options.policies;
    this.#onChange = options.onChange;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * Publishes a product that is neither published nor declared. What the same
   * run has published already is left as it is.
   *
   * @throws InputError that names what is wrong with the descriptor;
   *   NotAllowedError that says who could; ConflictError where the product or
   *   a topic is somebody's already, or a policy stops it
   */
  async publish(
    {
      entity,
      reason,
      run,
      also,
    }: PublicationInput & {
      /** Runs in the transaction that publishes it. */
      also?: (tx: Knex) => Promise<void>;
    },
    credentials: UserCredentials,
  ): Promise<Publication> {
    const document = await readDescriptor(entity);
    const known = run && (await this.#ofRun(run, document, credentials));
    if (known) return known;
    const facts = await this.#facts.of(document, credentials);
    return this.#append(
      'publish',
      document,
      facts,
      { reason, run },
      credentials,
      { refusal: refusePublication(facts), heldSince: this.#clock(), also },
    );
  }

  /**
   * Publishes what somebody else has proposed, for a group of theirs; the
   * caller speaks for the owners of the domains.
   *
   * @param proposed - `owner` is whom they were found to speak for; `also` runs
   *   and `facts` are told in the transaction that publishes it
   * @throws as {@link publish}
   */
  async publishFor(
    proposed: Omit<PublicationInput, 'run'> & {
      owner: string;
      also: (tx: Knex) => Promise<void>;
      facts: HistoryFact[];
    },
    credentials: UserCredentials,
  ): Promise<Publication> {
    const { entity, reason, owner, also } = proposed;
    const document = await readDescriptor(entity);
    const own = await this.#facts.of(document, credentials);
    const facts = { ...own, speaksFor: new Set([...own.speaksFor, owner]) };
    return this.#append('publish', document, facts, { reason }, credentials, {
      refusal: refusePublication(facts),
      heldSince: this.#clock(),
      also,
      facts: proposed.facts,
    });
  }

  /**
   * What publishing a product would come to; stores nothing.
   *
   * @param planned - domains, topics and schemas that are made before
   * @throws InputError that names what is wrong with the descriptor
   */
  async plan(
    { entity, run }: PublicationInput,
    planned: PlannedBefore & {
      /** By the domains' refs. */
      domainOwners: ReadonlyMap<string, string>;
    },
    credentials: UserCredentials,
  ): Promise<PlannedPublication> {
    const document = await readDescriptor(entity);
    const ref = stringifyEntityRef(document);
    const done = run && (await this.#ofRun(run, document, credentials));
    if (done) {
      const { version, results } = done;
      return { ref, version, isDone: true, results };
    }
    const facts = await this.#facts.of(
      document,
      credentials,
      planned.topicKeys,
    );
    const { results } = await this.#policies.check(
      { entity: document, topics: planned.topics, schemas: planned.schemas },
      credentials,
      'published',
    );
    const topics = facts.topics.map(topic => {
      const owner = planned.domainOwners.get(topic.domainRef ?? '');
      return owner ? { ...topic, domainOwner: owner } : topic;
    });
    const refusal =
      refusePublication({ ...facts, topics }) ?? policyRefusal(ref, results);
    return {
      ref,
      version: (facts.current?.version ?? 0) + 1,
      isDone: false,
      results,
      ...(refusal ? { refusal } : {}),
    };
  }

  /**
   * Replaces the descriptor of a published product.
   *
   * @param basedOn - the version that the change is based on
   * @throws as {@link publish}, and NotFoundError where it is not published
   */
  async change(
    ref: string,
    { entity, reason, run, basedOn }: PublicationInput & { basedOn: number },
    credentials: UserCredentials,
  ): Promise<Publication> {
    const document = await readDescriptor(entity);
    const own = stringifyEntityRef(document);
    if (own !== ref) {
      throw new InputError(
        `The descriptor is of ${own}, not of ${ref}; a product keeps its name`,
      );
    }
    const known = run && (await this.#ofRun(run, document, credentials));
    if (known) return known;
    const facts = await this.#facts.of(document, credentials);
    const before = await readCurrentVersion(this.#db, ref);
    return this.#append(
      'change',
      document,
      facts,
      { reason, run },
      credentials,
      {
        refusal: refuseChange(facts, basedOn),
        heldSince: before?.heldSince ?? this.#clock(),
        before,
      },
    );
  }

  /**
   * What changing a published product would come to; stores nothing.
   *
   * @param planned - topics and schemas that are made before
   * @throws InputError that names what is wrong with the descriptor
   */
  async planChange(
    { entity, basedOn }: PublicationInput & { basedOn: number },
    planned: PlannedBefore,
    credentials: UserCredentials,
  ): Promise<Omit<PlannedPublication, 'isDone'>> {
    const document = await readDescriptor(entity);
    const ref = stringifyEntityRef(document);
    const facts = await this.#facts.of(
      document,
      credentials,
      planned.topicKeys,
    );
    const { results } = await this.#policies.check(
      { entity: document, topics: planned.topics, schemas: planned.schemas },
      credentials,
      'published',
    );
    const refusal = refuseChange(facts, basedOn) ?? policyRefusal(ref, results);
    return {
      ref,
      version: (facts.current?.version ?? 0) + 1,
      results,
      ...(refusal ? { refusal } : {}),
    };
  }

  /** What the caller's run has published, if that is what is to be published. */
  async #ofRun(
    run: string,
    document: DataProductEntityV1alpha1,
    credentials: UserCredentials,
  ): Promise<Publication | undefined> {
    const ref = stringifyEntityRef(document);
    const own = await findCreation(this.#db, {
      run,
      kind: 'product',
      name: ref,
    });
    const current = await readCurrentVersion(this.#db, ref);
    if (
      own?.state !== 'created' ||
      own.createdBy !== credentials.principal.userEntityRef ||
      own.made?.version !== current?.version ||
      current?.state !== 'published' ||
      changesOf({ ...current.document }, { ...document }).length > 0
    ) {
      return undefined;
    }
    const product = await readObject<MeshProduct>(this.#db, 'product', ref);
    const { results } = await this.#policies.check(
      { entity: document },
      credentials,
      'published',
    );
    return product && { product, version: current.version, results };
  }

  /** What is read is not retired by a change: who reads it has to be told. */
  async #refuseRetiring(
    document: DataProductEntityV1alpha1,
    before: ProductVersion | undefined,
  ): Promise<Refusal | undefined> {
    const retires =
      document.spec.lifecycle === 'retired' &&
      before?.document.spec.lifecycle !== 'retired';
    if (!retires) return undefined;
    const found = await this.#readers.ofDocument(document);
    return refuseWhileRead(stringifyEntityRef(document), {
      consumers: readerNames(blockingOf(found)),
      unknown: found.unknown,
    });
  }

  async #append(
    attempt: 'publish' | 'change',
    document: DataProductEntityV1alpha1,
    facts: PublicationFacts,
    { reason, run }: Pick<PublicationInput, 'reason' | 'run'>,
    credentials: UserCredentials,
    decided: {
      refusal?: Refusal;
      heldSince: number;
      before?: ProductVersion;
      also?: (tx: Knex) => Promise<void>;
      facts?: HistoryFact[];
    },
  ): Promise<Publication> {
    const { ref, current, topics } = facts;
    const { before } = decided;
    const actor = credentials.principal.userEntityRef;
    const stop = (refusal: Refusal) =>
      refuse(this.#db, { attempt, productRef: ref }, refusal, {
        actor,
        now: this.#clock(),
      });
    if (decided.refusal) return stop(decided.refusal);
    const changes =
      before && changesOf({ ...before.document }, { ...document });
    if (changes?.length === 0) {
      throw new InputError(
        `Version ${before?.version} of ${ref} says the same; change something first`,
      );
    }
    const read = await this.#refuseRetiring(document, before);
    if (read) return stop(read);
    const { results } = await this.#policies.check(
      { entity: document },
      credentials,
      'published',
    );
    const blocked = policyRefusal(ref, results);
    if (blocked) return stop(blocked);
    const words = reason?.trim() || undefined;
    const version: ProductVersion = {
      ref,
      version: (current?.version ?? 0) + 1,
      state: 'published',
      document,
      ownerRef: facts.ownerRef ?? '',
      heldSince: decided.heldSince,
      changedBy: actor,
      changedAt: this.#clock(),
      ...(words ? { reason: words } : {}),
    };
    const product = await appendVersion(
      this.#db,
      version,
      { current, topics },
      [
        {
          actor,
          action:
            attempt === 'publish' ? 'product.published' : 'product.changed',
          productRef: ref,
          details: {
            title: document.metadata.title ?? document.metadata.name,
            version: version.version,
            owner: version.ownerRef,
            topics: topics.map(({ cluster, topic }) => ({ cluster, topic })),
            ...(changes ? { changes: changeWords(changes) } : {}),
            ...(words ? { reason: words } : {}),
            ...(run ? { run } : {}),
          },
        },
        ...(decided.facts ?? []),
      ],
      async (tx, now) => {
        await decided.also?.(tx);
        if (run)
          await notePublication(tx, run, 'product', version, before?.version);
        await this.#onChange(tx, now);
      },
    );
    return {
      product: product as MeshProduct,
      version: version.version,
      results,
    };
  }
}
