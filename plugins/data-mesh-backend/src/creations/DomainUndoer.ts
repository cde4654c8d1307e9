import { dataMeshDomainPublishPermission } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import type { DomainPublisher } from '../domain-store/DomainPublisher';
import { readCurrentDomain } from '../domain-store/domainVersions';
import type { CreationOf } from './creation';
import { settleUndone } from './creationRows';
import { refusalIn } from './refusalIn';
import type { Undoing } from './TopicUndoer';

/** Takes back domains that a run has published, as their owner would. */
export class DomainUndoer {
  readonly #db: Knex;
  readonly #authorizer: Pick<Authorizer, 'isAllowed'>;
  readonly #domains: Pick<DomainPublisher, 'unpublish'>;

  constructor(options: {
    db: Knex;
    authorizer: Pick<Authorizer, 'isAllowed'>;
    domains: Pick<DomainPublisher, 'unpublish'>;
  }) {
    this.#db = options.db;
    this.#authorizer = options.authorizer;
    this.#domains = options.domains;
  }

  /** @returns why it stays, if it does, such as what is in it */
  async undo(
    own: CreationOf<'domain'>,
    { now, reason }: Undoing,
    credentials: UserCredentials,
  ): Promise<string | undefined> {
    const { name: ref, made, run } = own;
    const current = await readCurrentDomain(this.#db, ref);
    // It may have been unpublished before this could be noted.
    if (current?.state !== 'published') {
      await settleUndone(this.#db, own, now);
      return undefined;
    }
    if (current.version !== made?.version) {
      return `${ref} was changed to version ${current.version} since this run, so it stays as it is`;
    }
    const permission = dataMeshDomainPublishPermission;
    if (!(await this.#authorizer.isAllowed(credentials, permission))) {
      return `The permission policy does not allow ${permission.name}`;
    }
    try {
      const words = reason ?? `Run ${run} was undone`;
      await this.#domains.unpublish(ref, { reason: words }, credentials);
    } catch (error) {
      return refusalIn(error);
    }
    await settleUndone(this.#db, own, now);
    return undefined;
  }
}
