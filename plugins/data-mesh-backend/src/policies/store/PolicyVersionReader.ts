import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  PolicyDetails,
  PolicyVersion as ShownVersion,
  PolicyVersionPage,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { page } from '../../mesh/paging';
import { toIso } from '../../rows';
import type { PolicyReader } from '../PolicyReader';
import { toDocument } from '../readPolicy';
import { changesOf } from './documentChanges';
import { readVersions, type PolicyVersion } from './policyVersions';

/**
 * A version as the API shows it.
 *
 * @param before - the one before it
 */
export function toShownVersion(
  { policyId: _, publishedAt, ...rest }: PolicyVersion,
  before: PolicyVersion | undefined,
): ShownVersion {
  return {
    ...rest,
    changes: before ? changesOf(before.document, rest.document) : [],
    publishedAt: toIso(publishedAt),
  };
}

/** Policies one by one, with their documents and what they were before. */
export class PolicyVersionReader {
  readonly #db: Knex;
  readonly #reader: PolicyReader;

  constructor(options: { db: Knex; reader: PolicyReader }) {
    this.#db = options.db;
    this.#reader = options.reader;
  }

  /** @throws NotFoundError also where the caller may not see it */
  async details(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<PolicyDetails> {
    const { items } = await this.#reader.list(credentials);
    const shown = items.find(policy => policy.id === id);
    const { policies, versions } = await this.#reader.visibleSet(credentials);
    const policy = policies.find(each => each.id === id);
    if (!shown || !policy) throw new NotFoundError(`There is no policy ${id}`);
    return {
      ...shown,
      document: versions.get(id)?.document ?? toDocument(policy),
    };
  }

  /**
   * What was published of a policy, the newest first. Whoever does not see
   * drafts sees none of what were, and nothing of a policy that is one or gone.
   */
  async versions(
    id: string,
    query: { limit: number; cursor?: string },
    credentials: BackstageCredentials,
  ): Promise<PolicyVersionPage> {
    const { policies, isKeeper } = await this.#reader.visibleSet(credentials);
    const all = await readVersions(this.#db, id);
    const isShown = policies.some(policy => policy.id === id);
    if (!isShown && !(isKeeper && all.length > 0)) {
      throw new NotFoundError(`There is no policy ${id}`);
    }
    const seen = all.filter(
      ({ document }) => isKeeper || document.stage !== 'draft',
    );
    const shown = seen.map((version, i): [PolicyVersion, PolicyVersion?] => [
      version,
      seen[i + 1],
    ]);
    const cut = page(shown, query.limit, query.cursor);
    return {
      ...cut,
      items: cut.items.map(([version, before]) =>
        toShownVersion(version, before),
      ),
    };
  }
}
