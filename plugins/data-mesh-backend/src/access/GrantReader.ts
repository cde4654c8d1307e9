import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  Connection,
  Grant,
  GrantBinding,
  MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import type { Narrowing } from '../authorization/permissionRules';
import type { Authorizer } from '../authorization/Authorizer';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import { page } from '../mesh/paging';
import {
  readGrantBindings,
  type ManagedBinding,
} from '../provisioning/bindingRows';
import { ROWS_PER_STATEMENT, toIso, toNumber } from '../rows';
import { readCreatedUsers } from '../credentials/createdUsers';
import { principalOfUser } from '../principals/registerRows';
import { BREAK_GLASS } from './accessRules';
import { connectionOf } from './connection';
import type { Responsible } from './deciders';
import type { UseEvidence } from './evidence';
import type { EvidenceReader } from './EvidenceReader';
import { readGrants, type StoredGrant } from './grantRows';
import { endingOf } from '../products/ending';
import type { Relationships } from './Relationships';

export type GrantQuery = {
  role: 'consumer' | 'owner' | 'all';
  product?: string;
  consumer?: string;
  cluster?: string;
  topic?: string;
  state?: string;
  /** Of emergency access: its review is open, or open for the caller to do. */
  review?: 'open' | 'mine';
  limit: number;
  cursor?: string;
};

export type GrantPage = {
  items: Grant[];
  totalItems: number;
  nextCursor?: string;
};

/** How a caller stands to a grant. */
export type GrantParty = {
  /** Speaks for the product's owner, its domain's, or its steward. */
  owner: boolean;
  /** Speaks for the consumer's owner. */
  consumer: boolean;
  governance: boolean;
};

/** Who a caller is to a grant: pure. */
export function partyOf(
  speaksFor: Set<string>,
  responsible: Responsible,
  consumerOwner: string | undefined,
  governance: string[],
): GrantParty {
  const { productOwner, domainOwner, steward } = responsible;
  return {
    owner: [productOwner, domainOwner, steward].some(
      ref => ref !== undefined && speaksFor.has(ref),
    ),
    consumer: consumerOwner !== undefined && speaksFor.has(consumerOwner),
    governance: governance.some(ref => speaksFor.has(ref)),
  };
}

function toGrantBinding(
  { id, binding, state, existedBefore, error }: ManagedBinding,
  sharedWith: number,
): GrantBinding {
  return {
    id,
    binding,
    state,
    existedBefore: existedBefore ?? false,
    ...(sharedWith > 0 ? { sharedWith } : {}),
    ...(error ? { error } : {}),
  };
}

function toEvidence(use: UseEvidence): Grant['evidence'] {
  return {
    verdict: use.verdict,
    sentence: use.sentence,
    ...(use.at === undefined ? {} : { at: toIso(use.at) }),
    ...(use.since === undefined ? {} : { since: toIso(use.since) }),
    groups: use.groups.map(({ progressedAt, ...group }) => ({
      ...group,
      ...(progressedAt === undefined
        ? {}
        : { progressedAt: toIso(progressedAt) }),
    })),
  };
}

function toBreakGlass({
  incident,
  review,
}: StoredGrant): Pick<Grant, 'breakGlass'> {
  if (!incident) return {};
  return {
    breakGlass: {
      incident,
      ...(review
        ? { review: { ...review, reviewedAt: toIso(review.reviewedAt) } }
        : {}),
    },
  };
}

/** Grants, as the API shows them to a caller. */
export class GrantReader {
  readonly #db: Knex;
  readonly #config: DataMeshConfig;
  readonly #authorizer: Authorizer;
  readonly #relationships: Relationships;
  readonly #evidence: EvidenceReader;
  readonly #narrow: Narrowing;
  readonly #passwords: Connection['passwords'];

  constructor(options: {
    db: Knex;
    config: DataMeshConfig;
    authorizer: Authorizer;
    relationships: Relationships;
    evidence: EvidenceReader;
    narrow: Narrowing;
    /** What becomes of passwords that are made here. */
    passwords: Connection['passwords'];
  }) {
    this.#passwords = options.passwords;
    this.#narrow = options.narrow;
    this.#db = options.db;
    this.#config = options.config;
    this.#authorizer = options.authorizer;
    this.#relationships = options.relationships;
    this.#evidence = options.evidence;
  }

  async list(
    query: GrantQuery,
    credentials: BackstageCredentials,
    decision?: PolicyDecision,
  ): Promise<GrantPage> {
    const { role, limit, cursor, product, consumer, review, ...rest } = query;
    const stored = await readGrants(
      this.#db,
      {
        ...rest,
        productRef: product,
        consumerRef: consumer,
        openReview: review !== undefined,
      },
      this.#narrow(decision),
    );
    const isVisible = await this.#relationships.visibleTo(credentials);
    const visible = stored.filter(g => isVisible(g.productRef, g.consumerRef));
    const view = await this.#view(visible, credentials);
    const shown = visible.filter(
      grant =>
        (review !== 'mine' || view.mayReview(grant)) &&
        (role === 'all' ||
          (role === 'owner' && view.party(grant).owner) ||
          (role === 'consumer' && view.party(grant).consumer)),
    );
    const cut = page(shown, limit, cursor);
    return { ...cut, items: await view.show(cut.items) };
  }

  /** @throws NotFoundError also where the caller may not see it */
  async get(
    id: string,
    credentials: BackstageCredentials,
    decision?: PolicyDecision,
  ): Promise<Grant> {
    const isVisible = await this.#relationships.visibleTo(credentials);
    const [grant] = (
      await readGrants(this.#db, { id }, this.#narrow(decision))
    ).filter(g => isVisible(g.productRef, g.consumerRef));
    if (!grant) throw new NotFoundError(`There is no grant ${id}`);
    const view = await this.#view([grant], credentials);
    const [shown] = await view.show([grant]);
    const bindings = shown.bindings.map(
      ({ binding }) => binding as ManagedBinding['binding'],
    );
    const settings = this.#config.clusters.find(
      ({ name }) => name === grant.cluster,
    )?.settings;
    const { owner, consumer, governance } = view.party(grant);
    const own = await this.#credentialsOf(grant);
    return {
      ...shown,
      may: {
        ...shown.may,
        reveal: shown.may.reveal && own.credentials !== 'own',
      },
      evidence: toEvidence(await this.#evidence.of(grant, bindings)),
      ...(settings && (owner || consumer || governance)
        ? {
            connection: connectionOf(
              settings,
              grant,
              bindings,
              view.portOf(grant)?.schema,
              own,
            ),
          }
        : {}),
    };
  }

  /**
   * Some grants with evidence of their use, by ID, as shown to a caller who may
   * see them.
   *
   * @param ids - as many as one statement takes
   */
  async some(
    ids: string[],
    credentials: BackstageCredentials,
  ): Promise<Map<string, Grant>> {
    const grants = await readGrants(this.#db, { ids });
    const view = await this.#view(grants, credentials);
    const shown = await view.show(grants);
    const uses = await this.#evidence.ofEach(
      grants.map((grant, i) => ({
        grant,
        bindings: shown[i].bindings.map(
          ({ binding }) => binding as ManagedBinding['binding'],
        ),
      })),
    );
    return new Map(
      shown.map((grant, i) => [
        grant.id,
        { ...grant, evidence: toEvidence(uses[i]) },
      ]),
    );
  }

  async #credentialsOf(
    grant: StoredGrant,
  ): Promise<Pick<Connection, 'credentials' | 'passwords' | 'olderUsers'>> {
    const { cluster, consumerRef, principal } = grant;
    const users = (
      await readCreatedUsers(this.#db, cluster, consumerRef)
    ).filter(({ state }) => state !== 'removed');
    const mine = users.find(
      ({ username }) => principalOfUser(username) === principal,
    );
    if (!mine) return { credentials: 'own' };
    const older = users.filter(
      user => user !== mine && user.createdAt < mine.createdAt,
    );
    return {
      credentials: mine.state === 'reserved' ? 'create' : 'created',
      passwords: this.#passwords,
      ...(older.length > 0
        ? { olderUsers: older.map(({ username }) => username) }
        : {}),
    };
  }

  async #view(grants: StoredGrant[], credentials: BackstageCredentials) {
    const speaksFor = await this.#authorizer.speaksFor(credentials);
    const { byRef, responsible } = await this.#relationships.products();
    const owners = await this.#relationships.consumerOwners(
      grants.map(g => g.consumerRef),
    );
    const party = (grant: StoredGrant) =>
      partyOf(
        speaksFor,
        responsible(grant.productRef),
        owners.get(grant.consumerRef),
        this.#config.governance,
      );
    const [user] = speaksFor;
    const mayReview = (grant: StoredGrant) => {
      const { owner, governance } = party(grant);
      return (
        grant.origin === BREAK_GLASS &&
        !grant.review &&
        grant.requestedBy !== user &&
        (owner || governance)
      );
    };
    const portOf = (grant: StoredGrant) =>
      byRef
        .get(grant.productRef ?? '')
        ?.ports.find(({ name }) => name === grant.port);
    const show = async (list: StoredGrant[]): Promise<Grant[]> => {
      const bindings = await readGrantBindings(
        this.#db,
        list.map(({ id }) => id),
      );
      const shares = await this.#shares(
        [...bindings.values()].flat().map(({ id }) => id),
      );
      return list.map(grant =>
        this.#show(
          grant,
          (bindings.get(grant.id) ?? []).map(binding =>
            toGrantBinding(
              binding,
              (shares.get(binding.id) ?? []).filter(id => id !== grant.id)
                .length,
            ),
          ),
          byRef.get(grant.productRef ?? ''),
          party(grant),
          mayReview(grant),
        ),
      );
    };
    return { party, mayReview, portOf, show };
  }

  /** Live grants that want each binding. */
  async #shares(ids: string[]): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    const wanted = [...new Set(ids)];
    for (let i = 0; i < wanted.length; i += ROWS_PER_STATEMENT) {
      const rows: Array<{ grant_id: string; binding_id: string }> =
        await this.#db('grant_bindings')
          .join('grants', 'grants.id', 'grant_id')
          .whereIn('binding_id', wanted.slice(i, i + ROWS_PER_STATEMENT))
          .whereIn('grants.state', ['pending', 'active', 'failed'])
          .select('grant_id', 'binding_id');
      for (const { grant_id, binding_id } of rows) {
        found.set(binding_id, [...(found.get(binding_id) ?? []), grant_id]);
      }
    }
    return found;
  }

  #show(
    grant: StoredGrant,
    bindings: GrantBinding[],
    product: MeshProduct | undefined,
    { owner, consumer, governance }: GrantParty,
    review: boolean,
  ): Grant {
    const live = ['pending', 'active', 'failed'].includes(grant.state);
    const ended = grant.state === 'expired' || grant.state === 'revoked';
    const missing = bindings.some(({ state }) => state === 'missing');
    const one = owner || consumer || governance;
    return {
      id: grant.id,
      origin: grant.origin,
      ...(grant.requestId ? { requestId: grant.requestId } : {}),
      ...(grant.itemId ? { itemId: grant.itemId } : {}),
      ...(grant.productRef ? { product: grant.productRef } : {}),
      ...(product ? { productTitle: product.title } : {}),
      ...(grant.port ? { port: grant.port } : {}),
      ...sunsetOf(product, grant.port),
      environment: grant.environment,
      cluster: grant.cluster,
      topic: grant.topic,
      consumer: grant.consumerRef,
      principal: grant.principal,
      mode: grant.mode,
      purpose: grant.purpose,
      ...(grant.conditions ? { conditions: grant.conditions } : {}),
      ...toBreakGlass(grant),
      approvedBy: grant.approvedBy,
      requestedBy: grant.requestedBy,
      duration: grant.duration,
      state: grant.state,
      ...(grant.reason ? { reason: grant.reason } : {}),
      startsAt: toIso(grant.startsAt),
      endsAt: toIso(grant.endsAt),
      ...(grant.activatedAt === undefined
        ? {}
        : { activatedAt: toIso(grant.activatedAt) }),
      ...(grant.endedAt === undefined ? {} : { endedAt: toIso(grant.endedAt) }),
      confirmed: toNumber(grant.confirmed),
      brokers: toNumber(grant.brokers),
      ...(grant.lastError ? { error: grant.lastError } : {}),
      ...(ended && bindings.some(b => b.existedBefore)
        ? { accessRemains: true }
        : {}),
      bindings,
      may: {
        renew: live && (owner || consumer) && grant.origin !== BREAK_GLASS,
        renewWithoutEvidence: live && owner && grant.origin !== BREAK_GLASS,
        revoke: live && one,
        retry:
          live &&
          (missing ? owner || governance : grant.state === 'failed' && one),
        reveal: grant.state === 'active' && consumer,
        resetOffsets:
          grant.state === 'active' && grant.mode === 'read' && consumer,
        review,
      },
    };
  }
}

/** The last day of what a grant is for, if it has one. */
function sunsetOf(
  product: MeshProduct | undefined,
  port: string | undefined,
): Pick<Grant, 'sunset'> {
  const sunset =
    product &&
    endingOf(
      product,
      product.ports.find(({ name }) => name === port),
    )?.sunset;
  return sunset ? { sunset } : {};
}
