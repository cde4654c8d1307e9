import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import type { CatalogFacts } from './CatalogFacts';
import type { Responsible } from './deciders';
import type { FactsReader } from './FactsReader';
import { partyOf, type GrantParty } from './GrantReader';
import type { StoredGrant } from './grantRows';
import type { Relationships } from './Relationships';

/** Who a caller is to a grant, and who stands behind it. */
export type GrantJudgement = {
  party: GrantParty;
  responsible: Responsible;
  consumerOwner?: string;
  /** Whether the caller is who asked for it, also as another User. */
  own: boolean;
};

/**
 * A party that decides on nothing it has asked for: pure. Within a team, which
 * could give itself access anyway, there is nobody else to ask.
 *
 * @param own - whether the caller is who asked for the grant
 */
export function withoutOwn(
  party: GrantParty,
  own: boolean,
  { productOwner }: Responsible,
  consumerOwner: string | undefined,
): GrantParty {
  const sameTeam =
    consumerOwner !== undefined && consumerOwner === productOwner;
  return { ...party, owner: party.owner && (!own || sameTeam) };
}

/** Says who somebody is to grants, by the catalog as it is now. */
export class GrantJudge {
  readonly #config: DataMeshConfig;
  readonly #authorizer: Authorizer;
  readonly #catalog: CatalogFacts;
  readonly #facts: FactsReader;
  readonly #relationships: Relationships;

  constructor(options: {
    config: DataMeshConfig;
    authorizer: Authorizer;
    catalog: CatalogFacts;
    facts: FactsReader;
    relationships: Relationships;
  }) {
    this.#config = options.config;
    this.#authorizer = options.authorizer;
    this.#catalog = options.catalog;
    this.#facts = options.facts;
    this.#relationships = options.relationships;
  }

  /**
   * Judges each of several grants.
   *
   * @throws whatever the catalog throws
   */
  async judge(
    grants: StoredGrant[],
    credentials: UserCredentials,
  ): Promise<(grant: StoredGrant) => GrantJudgement> {
    const { byRef } = await this.#relationships.products();
    const refs = [...new Set(grants.map(g => g.productRef))];
    const responsible = await this.#facts.responsible(
      refs.flatMap(ref => byRef.get(ref ?? '') ?? []),
    );
    const owners = await this.#relationships.consumerOwners(
      grants.map(g => g.consumerRef),
    );
    const speaksFor = await this.#authorizer.speaksFor(credentials);
    const selves = await this.#catalog.samePersonAs(
      credentials.principal.userEntityRef,
      grants.map(g => g.requestedBy),
    );
    return grant => {
      const behind = responsible.get(grant.productRef ?? '') ?? {};
      const consumerOwner = owners.get(grant.consumerRef);
      const own = selves.has(grant.requestedBy);
      return {
        party: withoutOwn(
          partyOf(speaksFor, behind, consumerOwner, this.#config.governance),
          own,
          behind,
          consumerOwner,
        ),
        responsible: behind,
        consumerOwner,
        own,
      };
    };
  }
}
