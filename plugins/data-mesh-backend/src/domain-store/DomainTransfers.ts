import type { DomainVersion as ShownVersion } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { CatalogFacts } from '../access/CatalogFacts';
import type { Refusal } from '../access/refusal';
import type { UserCredentials } from '../authorization/Authorizer';
import {
  Transfers,
  type Acceptance,
  type TransferAttempt,
  type TransferSubject,
} from '../transfers/Transfers';
import { appendDomainVersion } from './appendDomainVersion';
import { offerersOf } from './decideDomain';
import { toShownDomainVersion } from './DomainVersionReader';
import {
  readCurrentDomain,
  titleOfDomain,
  type DomainVersion,
} from './domainVersions';
import type { FactsOfDomain } from './FactsOfDomain';
import { refuseDomain } from './refuseDomain';

type Options = {
  db: Knex;
  facts: Pick<FactsOfDomain, 'ofVersion'>;
  catalog: Pick<CatalogFacts, 'entities'>;
  /** Brings the mesh in line, in the transaction given. */
  onChange: (tx: Knex, now: number) => Promise<void>;
  clock?: () => number;
};

/** A published domain, which its owner offers, or who decides above it. */
class OfferedDomain implements TransferSubject<DomainVersion, ShownVersion> {
  readonly kind = 'domain';
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async read(ref: string, credentials: UserCredentials) {
    const { facts, current } = await this.#options.facts.ofVersion(
      ref,
      credentials,
    );
    const { declaredAt, speaksFor } = facts;
    return {
      ...(current ? { current } : {}),
      facts: {
        ref,
        current,
        declaredAt,
        speaksFor,
        offerers: offerersOf(facts),
      },
    };
  }

  async versionNow(tx: Knex, ref: string) {
    return (await readCurrentDomain(tx, ref))?.version;
  }

  subjectOf(current: DomainVersion) {
    return { details: { domain: current.ref, title: titleOfDomain(current) } };
  }

  async accept(
    current: DomainVersion,
    { open, by, at, fact, close }: Acceptance,
  ): Promise<ShownVersion> {
    const { db, onChange } = this.#options;
    // It is not the version any more that its run has made.
    const { run: _published, reason: _before, ...before } = current;
    const version: DomainVersion = {
      ...before,
      version: current.version + 1,
      document: {
        ...current.document,
        spec: { ...current.document.spec, owner: open.to },
      },
      ownerRef: open.to,
      changedBy: by,
      changedAt: at,
      ...(open.reason ? { reason: open.reason } : {}),
    };
    await appendDomainVersion(
      db,
      version,
      { before: current, isEmptied: false, also: close },
      { ...fact, details: { ...fact.details, owner: open.to } },
      onChange,
    );
    return toShownDomainVersion(version, current);
  }

  toShown(current: DomainVersion): ShownVersion {
    return toShownDomainVersion(current, undefined);
  }

  async refuse(
    attempt: TransferAttempt,
    ref: string,
    refusal: Refusal,
    by: { actor: string; now: number },
  ): Promise<never> {
    return refuseDomain(this.#options.db, { attempt, ref }, refusal, by);
  }
}

/** Hands published domains from one owner to another, who has to accept. */
export class DomainTransfers extends Transfers<DomainVersion, ShownVersion> {
  constructor(options: Options) {
    super({ ...options, subject: new OfferedDomain(options) });
  }
}
