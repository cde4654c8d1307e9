import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type {
  DataDomainEntity,
  DomainCheck,
  DomainPublication,
  DomainVersion as ShownVersion,
  MeshDomain,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { DEFAULT_RULES } from '../access/accessRules';
import { toHttpError, type Refusal } from '../access/refusal';
import type { UserCredentials } from '../authorization/Authorizer';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import { notePublication } from '../creations/notePublication';
import { readObject } from '../feed/meshRows';
import { changesOf, changeWords } from '../policies/store/documentChanges';
import { endTransfers } from '../transfers/transferRows';
import { appendDomainVersion } from './appendDomainVersion';
import {
  refuseDomainChange,
  refuseDomainPublication,
  refuseDomainUnpublication,
  type DomainFacts,
} from './decideDomain';
import { toShownDomainVersion } from './DomainVersionReader';
import {
  readCurrentDomain,
  titleOfDomain,
  type DomainVersion,
} from './domainVersions';
import { readDomainContent, type FactsOfDomain } from './FactsOfDomain';
import { readDomainDescriptor } from './readDomainDescriptor';
import { refuseDomain, type DomainAttempt } from './refuseDomain';

/** A domain to be published, and why. */
export type DomainInput = {
  entity: Record<string, unknown>;
  reason?: string;
  /** What it belongs to, and is undone with. */
  run?: string;
};

/** What publishing a domain would come to. */
export type PlannedDomain = {
  ref: string;
  ownerRef?: string;
  /** That it would be, or is where it is done. */
  version: number;
  /** Whether the run has published it already. */
  isDone: boolean;
  refusal?: Refusal;
};

/** Publishes data domains in the portal, version by version. */
export class DomainPublisher {
  readonly #db: Knex;
  readonly #rules: string[];
  readonly #facts: FactsOfDomain;
  readonly #onChange: (tx: Knex, now: number) => Promise<void>;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    config: Pick<DataMeshConfig, 'access'>;
    facts: FactsOfDomain;
    /** Brings the mesh in line, in the transaction given. */
    onChange: (tx: Knex, now: number) => Promise<void>;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#rules = [...options.config.access.rules, ...DEFAULT_RULES].map(
      ({ name }) => name,
    );
    this.#facts = options.facts;
    this.#onChange = options.onChange;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * Publishes a domain that is neither published nor declared.
   *
   * @throws InputError that names what is wrong with the descriptor;
   *   NotAllowedError that says who could; ConflictError where there is one
   */
  async publish(
    input: DomainInput,
    credentials: UserCredentials,
  ): Promise<DomainPublication> {
    const document = await readDomainDescriptor(input.entity, this.#rules);
    const { facts, current } = await this.#facts.of(document, credentials);
    const actor = credentials.principal.userEntityRef;
    if (current && isSameRun(current, document, input.run, actor)) {
      const domain = await readObject<MeshDomain>(
        this.#db,
        'domain',
        facts.ref,
      );
      if (domain) return { domain, version: current.version };
    }
    return this.#append('publish', document, input, actor, {
      facts,
      current,
      refusal: refuseDomainPublication(facts),
    });
  }

  /**
   * What publishing a domain would come to; stores nothing.
   *
   * @throws InputError that names what is wrong with the descriptor
   */
  async plan(
    { entity, run }: DomainInput,
    credentials: UserCredentials,
  ): Promise<PlannedDomain> {
    const document = await readDomainDescriptor(entity, this.#rules);
    const { facts, current } = await this.#facts.of(document, credentials);
    const { ref, ownerRef } = facts;
    const planned = { ref, ...(ownerRef ? { ownerRef } : {}) };
    const actor = credentials.principal.userEntityRef;
    if (current && isSameRun(current, document, run, actor)) {
      return { ...planned, version: current.version, isDone: true };
    }
    const refusal = refuseDomainPublication(facts);
    return {
      ...planned,
      version: (current?.version ?? 0) + 1,
      isDone: false,
      ...(refusal ? { refusal } : {}),
    };
  }

  /**
   * Replaces the descriptor of a published domain.
   *
   * @throws as {@link publish}, and NotFoundError where it is not published
   */
  async change(
    ref: string,
    input: {
      entity: Record<string, unknown>;
      basedOn: number;
      reason?: string;
    },
    credentials: UserCredentials,
  ): Promise<DomainPublication> {
    const document = await this.#readOwn(ref, input.entity);
    const { facts, current } = await this.#facts.of(document, credentials);
    const actor = credentials.principal.userEntityRef;
    return this.#append('change', document, input, actor, {
      facts,
      current,
      refusal: refuseDomainChange(facts, input.basedOn, input.reason),
    });
  }

  /**
   * What a change would come to; stores nothing.
   *
   * @throws NotFoundError where it is not published
   */
  async planChange(
    ref: string,
    input: { entity: Record<string, unknown>; reason?: string },
    credentials: UserCredentials,
  ): Promise<DomainCheck> {
    const newest = await readCurrentDomain(this.#db, ref);
    if (newest?.state !== 'published') throw toHttpError(notPublished(ref));
    let document: DataDomainEntity;
    try {
      document = await this.#readOwn(ref, input.entity);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const { message } = error;
      return { changes: [], refusal: { code: 'INVALID', message } };
    }
    const { facts } = await this.#facts.of(document, credentials);
    const refusal = refuseDomainChange(facts, newest.version, input.reason);
    return {
      changes: changesOf({ ...newest.document }, { ...document }),
      ...(refusal ? { refusal } : {}),
    };
  }

  async #readOwn(
    ref: string,
    entity: Record<string, unknown>,
  ): Promise<DataDomainEntity> {
    const document = await readDomainDescriptor(entity, this.#rules);
    const own = stringifyEntityRef(document);
    if (own === ref) return document;
    throw new InputError(
      `The descriptor is of ${own}, not of ${ref}; a domain keeps its name`,
    );
  }

  /**
   * Takes a domain out of the mesh.
   *
   * @throws ConflictError that names what is in it
   */
  async unpublish(
    ref: string,
    { reason }: { reason: string },
    credentials: UserCredentials,
  ): Promise<ShownVersion> {
    const actor = credentials.principal.userEntityRef;
    const newest = await readCurrentDomain(this.#db, ref);
    const content = await readDomainContent(this.#db, ref);
    const known =
      newest && (await this.#facts.of(newest.document, credentials));
    const refusal: Refusal | undefined = known
      ? refuseDomainUnpublication(known.facts, content)
      : notPublished(ref);
    if (refusal || !known?.current) {
      return this.#refuse('unpublish', ref, refusal, actor);
    }
    const { facts, current } = known;
    const { run: _published, ...before } = current;
    const version: DomainVersion = {
      ...before,
      version: current.version + 1,
      state: 'unpublished',
      changedBy: actor,
      changedAt: this.#clock(),
      reason: reason.trim(),
    };
    await appendDomainVersion(
      this.#db,
      version,
      {
        before: current,
        isEmptied: facts.declaredAt === undefined,
        also: tx => endOffers(tx, version),
      },
      {
        actor,
        action: 'domain.unpublished',
        details: { ...detailsOf(version), reason: version.reason },
      },
      this.#onChange,
    );
    return toShownDomainVersion(version, current);
  }

  async #append(
    attempt: 'publish' | 'change',
    document: DataDomainEntity,
    input: { reason?: string; run?: string },
    actor: string,
    decided: {
      facts: DomainFacts;
      current?: DomainVersion;
      refusal?: Refusal;
    },
  ): Promise<DomainPublication> {
    const { facts, current } = decided;
    const { ref } = facts;
    if (decided.refusal) {
      return this.#refuse(attempt, ref, decided.refusal, actor);
    }
    const before = attempt === 'change' ? current : undefined;
    const changes =
      before && changesOf({ ...before.document }, { ...document });
    if (changes?.length === 0) {
      throw new InputError(
        `Version ${before?.version} of ${ref} says the same; change something first`,
      );
    }
    const reason = input.reason?.trim() || undefined;
    const version: DomainVersion = {
      ref,
      version: (current?.version ?? 0) + 1,
      state: 'published',
      document,
      ownerRef: facts.ownerRef ?? '',
      ...(input.run ? { run: input.run } : {}),
      changedBy: actor,
      changedAt: this.#clock(),
      ...(reason ? { reason } : {}),
    };
    const isGiven = before && before.ownerRef !== version.ownerRef;
    const isMoved = facts.parent?.ref !== facts.parentBefore?.ref;
    const domain = await appendDomainVersion(
      this.#db,
      version,
      {
        before: current,
        isEmptied: false,
        also: async tx => {
          if (isGiven || isMoved) await endOffers(tx, version);
          if (!input.run) return;
          await notePublication(tx, input.run, 'domain', version, undefined);
        },
      },
      {
        actor,
        action: attempt === 'publish' ? 'domain.published' : 'domain.changed',
        details: {
          ...detailsOf(version),
          ...(isGiven ? { from: before.ownerRef } : {}),
          ...(changes ? { changes: changeWords(changes) } : {}),
          ...(input.run ? { run: input.run } : {}),
          ...(reason ? { reason } : {}),
        },
      },
      this.#onChange,
    );
    return { domain: domain as MeshDomain, version: version.version };
  }

  async #refuse(
    attempt: DomainAttempt,
    ref: string,
    refusal: Refusal | undefined,
    actor: string,
  ): Promise<never> {
    return refuseDomain(
      this.#db,
      { attempt, ref },
      refusal ?? notPublished(ref),
      { actor, now: this.#clock() },
    );
  }
}

function notPublished(ref: string): Refusal {
  return {
    code: 'NOT_FOUND',
    message: `${ref} is not published in the portal`,
  };
}

/** Whoever offered it does not decide on it any more. */
async function endOffers(
  tx: Knex,
  { ref, changedBy, changedAt }: DomainVersion,
): Promise<void> {
  await endTransfers(tx, 'domain', ref, { by: changedBy, at: changedAt });
}

/** Whether a run asks once more for what it has published already. */
function isSameRun(
  current: DomainVersion,
  document: DataDomainEntity,
  run: string | undefined,
  actor: string,
): boolean {
  return (
    run !== undefined &&
    current.run === run &&
    current.state === 'published' &&
    current.changedBy === actor &&
    changesOf({ ...current.document }, { ...document }).length === 0
  );
}

function detailsOf(domain: DomainVersion) {
  const { ref, version, ownerRef } = domain;
  return {
    domain: ref,
    title: titleOfDomain(domain),
    version,
    owner: ownerRef,
  };
}
