import type { Knex } from 'knex';
import { toHttpError, type Refusal } from '../../access/refusal';
import type { UserCredentials } from '../../authorization/Authorizer';
import { appendHistory } from '../../history/appendHistory';
import type { Policy } from '../policy';
import type { PolicyKeepers } from '../PolicyKeepers';
import {
  conflict,
  idOf,
  publishedMeanwhile,
  readDocument,
  readReason,
  requireChange,
} from './decidePublication';
import { changesOf, changeWords } from './documentChanges';
import type { PolicySource } from './PolicySource';
import {
  insertVersion,
  readCurrentVersion,
  type PolicyVersion,
} from './policyVersions';
import { recordRefusal, type PolicyAttempt } from './recordRefusal';

/** A document to be published, and why. */
export type Publication = { document: Record<string, unknown>; reason: string };

/** Publishes policies in the portal, version by version, and retires them. */
export class PolicyPublisher {
  readonly #db: Knex;
  readonly #keepers: PolicyKeepers;
  readonly #source: PolicySource;
  readonly #kick: () => void;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    keepers: PolicyKeepers;
    source: PolicySource;
    /** Has policies evaluated soon. */
    kick: () => void;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#keepers = options.keepers;
    this.#source = options.source;
    this.#kick = options.kick;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * Publishes a policy, or the next version of one.
   *
   * @param expected - which policy, and the version that the change is based
   *   on; left out of one that is new
   * @returns its ID
   * @throws InputError where the document cannot be read, or says nothing new;
   *   ConflictError where somebody else was there first
   */
  async publish(
    { document, reason }: Publication,
    credentials: UserCredentials,
    expected?: { id: string; basedOn: number },
  ): Promise<string> {
    const about = { policy: expected?.id ?? idOf(document) };
    await this.#requireKeeper('publish', about, credentials);
    const policy = readDocument(document, expected?.id);
    const words = readReason(reason);
    const { id } = policy;
    const current = await readCurrentVersion(this.#db, id);
    const refusal =
      (await this.#configured(id)) ??
      publishedMeanwhile(id, current, expected?.basedOn);
    if (refusal) {
      await this.#refuse('publish', { policy: id }, refusal, credentials);
    }
    requireChange(current, document);
    await this.#append(
      {
        policyId: id,
        version: (current?.version ?? 0) + 1,
        document,
        state: 'published',
        publishedBy: credentials.principal.userEntityRef,
        publishedAt: this.#clock(),
        reason: words,
      },
      current,
      policy,
      expected?.basedOn,
    );
    return id;
  }

  /**
   * Takes a policy out of force; what it has found is fixed with that.
   *
   * @returns the version that does so, and the one before it
   */
  async retire(
    id: string,
    { reason, basedOn }: { reason: string; basedOn: number },
    credentials: UserCredentials,
  ): Promise<[retired: PolicyVersion, before: PolicyVersion]> {
    await this.#requireKeeper('retire', { policy: id }, credentials);
    const words = readReason(reason);
    const current = await readCurrentVersion(this.#db, id);
    const refusal =
      (current ? undefined : await this.#configured(id)) ??
      publishedMeanwhile(id, current, basedOn) ??
      (current?.state === 'retired'
        ? conflict(`Policy ${id} is retired already`)
        : undefined);
    if (refusal || !current) {
      return this.#refuse(
        'retire',
        { policy: id },
        refusal ?? conflict(`Policy ${id} is not there`),
        credentials,
      );
    }
    const version: PolicyVersion = {
      ...current,
      version: current.version + 1,
      state: 'retired',
      publishedBy: credentials.principal.userEntityRef,
      publishedAt: this.#clock(),
      reason: words,
    };
    await this.#append(version, current, current.document, basedOn);
    return [version, current];
  }

  async #configured(id: string): Promise<Refusal | undefined> {
    const { policies, versions } = await this.#source.current();
    return policies.some(policy => policy.id === id) && !versions.has(id)
      ? conflict(
          `Policy ${id} stands in dataMesh.policies; change it there, or have it taken out first`,
        )
      : undefined;
  }

  async #append(
    version: PolicyVersion,
    before: PolicyVersion | undefined,
    { title, severity, stage }: Partial<Policy>,
    basedOn: number | undefined,
  ): Promise<void> {
    const { policyId, reason, publishedBy, publishedAt } = version;
    const isRetired = version.state === 'retired';
    const changes =
      before?.state === 'published' && !isRetired
        ? changeWords(changesOf(before.document, version.document))
        : '';
    try {
      await this.#db.transaction(async tx => {
        await insertVersion(tx, version);
        await appendHistory(
          tx,
          [
            {
              actor: publishedBy,
              action: isRetired ? 'policy.retired' : 'policy.published',
              details: {
                policy: policyId,
                title: title ?? policyId,
                version: version.version,
                ...(isRetired ? {} : { severity, stage }),
                ...(changes ? { changes } : {}),
                reason,
              },
            },
          ],
          publishedAt,
        );
      });
    } catch (error) {
      // Two at the same instant: the database lets one of them in.
      const current = await readCurrentVersion(this.#db, policyId);
      const refusal = publishedMeanwhile(policyId, current, basedOn);
      if (refusal && current?.version !== before?.version) {
        throw toHttpError(refusal);
      }
      throw error;
    }
    this.#kick();
  }

  async #requireKeeper(
    attempt: PolicyAttempt,
    about: { policy?: string },
    credentials: UserCredentials,
  ): Promise<void> {
    const refusal = await this.#keepers.refusal(
      `${attempt} policies`,
      credentials,
    );
    if (refusal) await this.#refuse(attempt, about, refusal, credentials);
  }

  /** Attempts that were refused are facts, too. */
  async #refuse(
    attempt: PolicyAttempt,
    about: { policy?: string },
    refusal: Refusal,
    credentials: UserCredentials,
  ): Promise<never> {
    await recordRefusal(this.#db, { attempt, ...about }, refusal, {
      actor: credentials.principal.userEntityRef,
      now: this.#clock(),
    });
    throw toHttpError(refusal);
  }
}
