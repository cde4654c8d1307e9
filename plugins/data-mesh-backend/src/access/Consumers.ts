import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  Consumer,
  ConsumerPage,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import { page } from '../mesh/paging';
import { readPrincipalFacts } from '../principals/readPrincipalFacts';
import { isConsumer } from '../principals/register';
import { ownerRefOf } from '../products/MeshFacts';
import type { PrincipalFacts } from './decideRequest';

const KINDS = ['Component', 'System', 'Resource'];

function whyNot(facts: PrincipalFacts): string | undefined {
  switch (facts.state) {
    case 'invalid':
      return `It ${facts.reason}; correct the annotation data-mesh/kafka-principal.`;
    case 'contested':
      return `It is held by ${facts.heldBy}; give this service one of its own.`;
    case 'awaiting':
      return 'An operator has to confirm it, since it was annotated at a location that is not trusted.';
    case 'none':
      return 'Add the annotation data-mesh/kafka-principal with the name under which it signs in to Kafka (User:<name>).';
    default:
      return undefined;
  }
}

/** Whom a user can ask for access for. */
export class Consumers {
  readonly #db: Knex;
  readonly #config: DataMeshConfig;
  readonly #catalog: CatalogService;
  readonly #authorizer: Authorizer;

  constructor(options: {
    db: Knex;
    config: DataMeshConfig;
    catalog: CatalogService;
    authorizer: Authorizer;
  }) {
    this.#db = options.db;
    this.#config = options.config;
    this.#catalog = options.catalog;
    this.#authorizer = options.authorizer;
  }

  /** A page of what the user owns, also through nested groups, by title. */
  async list(
    query: { q?: string; limit: number; cursor?: string },
    credentials: UserCredentials,
  ): Promise<ConsumerPage> {
    const speaksFor = await this.#authorizer.speaksFor(credentials);
    const owned: Entity[] = [];
    const pages = this.#catalog.streamEntities(
      {
        filter: { kind: KINDS, 'relations.ownedBy': [...speaksFor] },
        fields: ['kind', 'metadata', 'spec'],
      },
      // With the user's own eyes: the catalog leaves out what they may not see.
      { credentials },
    );
    for await (const entities of pages) {
      owned.push(...entities.filter(isConsumer));
    }
    const titleOf = (e: Entity) => e.metadata.title ?? e.metadata.name;
    const words = query.q?.toLocaleLowerCase('en-US');
    const found = owned
      .filter(
        entity =>
          !words ||
          `${entity.metadata.name}\n${titleOf(entity)}`
            .toLocaleLowerCase('en-US')
            .includes(words),
      )
      .sort((a, b) => titleOf(a).localeCompare(titleOf(b), 'en-US'));
    const cut = page(found, query.limit, query.cursor);
    const items = await Promise.all(
      cut.items.map(async (entity): Promise<Consumer> => {
        const ownerRef = ownerRefOf(entity);
        return {
          ref: stringifyEntityRef(entity),
          title: titleOf(entity),
          kind: entity.kind,
          ...(ownerRef ? { ownerRef } : {}),
          principals: await this.#principals(entity),
        };
      }),
    );
    const { groups, maxDuration } = this.#config.access.breakGlass;
    return {
      ...cut,
      items,
      ...(groups.some(ref => speaksFor.has(ref))
        ? { breakGlass: { maxDuration } }
        : {}),
    };
  }

  async #principals(entity: Entity): Promise<Consumer['principals']> {
    const found: Consumer['principals'] = [];
    for (const { name, settings } of this.#config.clusters) {
      if (!settings) continue;
      const facts = await readPrincipalFacts(this.#db, entity, settings);
      const reason = whyNot(facts);
      found.push({
        cluster: name,
        state: facts.state,
        ...('principal' in facts ? { principal: facts.principal } : {}),
        ...(reason ? { reason } : {}),
      });
    }
    return found;
  }
}
