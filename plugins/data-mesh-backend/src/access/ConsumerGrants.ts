import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import { readGrants, type StoredGrant } from './grantRows';
import { toHttpError } from './refusal';
import type { Relationships } from './Relationships';

/** Finds grants for what only their consumer's own people may do with them. */
export class ConsumerGrants {
  readonly #db: Knex;
  readonly #authorizer: Authorizer;
  readonly #relationships: Relationships;

  constructor(options: {
    db: Knex;
    authorizer: Authorizer;
    relationships: Relationships;
  }) {
    this.#db = options.db;
    this.#authorizer = options.authorizer;
    this.#relationships = options.relationships;
  }

  /**
   * An active grant of a consumer that the caller owns as of now.
   *
   * @param what - what they want to do, for the refusal
   * @throws NotFoundError also where the caller may not see it
   * @throws NotAllowedError to whoever does not own the consumer
   * @throws ConflictError if it is not active
   */
  async require(
    id: string,
    credentials: UserCredentials,
    what: string,
  ): Promise<StoredGrant> {
    const isVisible = await this.#relationships.visibleTo(credentials);
    const [grant] = await readGrants(this.#db, { id });
    if (!grant || !isVisible(grant.productRef, grant.consumerRef)) {
      throw new NotFoundError(`There is no grant ${id}`);
    }
    const { consumerRef, state } = grant;
    const owners = await this.#relationships.consumerOwners([consumerRef]);
    const owner = owners.get(consumerRef);
    const speaksFor = await this.#authorizer.speaksFor(credentials);
    if (owner === undefined || !speaksFor.has(owner)) {
      throw new NotAllowedError(
        `Only ${owner ?? `the owner of ${consumerRef}`} can ${what}`,
      );
    }
    if (state !== 'active') {
      throw toHttpError({
        code: 'CONFLICT',
        message: `This grant is ${state}; it has to be active to ${what}`,
      });
    }
    return grant;
  }
}
