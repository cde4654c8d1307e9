import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  ClaimRequest,
  ClaimRequestPage,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { Refusal } from '../access/refusal';
import { toHttpError } from '../access/refusal';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import { lockHead } from '../feed/meshRows';
import type { HistoryAction } from '../history/actions';
import { appendHistory, type HistoryFact } from '../history/appendHistory';
import { page } from '../mesh/paging';
import type { FactsOfPublication } from '../product-store/FactsOfPublication';
import type { ProductPublisher } from '../product-store/ProductPublisher';
import { readDescriptor } from '../product-store/readDescriptor';
import { toIso } from '../rows';
import {
  closeClaimRequest,
  insertClaimRequest,
  readClaimRequests,
  readOpenClaimRequest,
  type StoredClaimRequest,
} from './claimRequestRows';
import {
  decideProposal,
  refuseAnswer,
  refuseWithdrawal,
  type AnswerFacts,
} from './decideClaimRequest';

/**
 * Lets the owner of a domain publish what somebody else proposes, for that
 * group to own.
 */
export class ClaimRequests {
  readonly #db: Knex;
  readonly #config: Pick<DataMeshConfig, 'governance'>;
  readonly #facts: FactsOfPublication;
  readonly #authorizer: Pick<Authorizer, 'speaksFor' | 'membersOf'>;
  readonly #publisher: Pick<ProductPublisher, 'publishFor'>;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    config: Pick<DataMeshConfig, 'governance'>;
    facts: FactsOfPublication;
    authorizer: Pick<Authorizer, 'speaksFor' | 'membersOf'>;
    publisher: Pick<ProductPublisher, 'publishFor'>;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#config = options.config;
    this.#facts = options.facts;
    this.#authorizer = options.authorizer;
    this.#publisher = options.publisher;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * Asks the owner of the domain to publish a product.
   *
   * @throws whatever would stop them as well, and ConflictError where the same
   *   was asked already
   */
  async request(
    input: { entity: Record<string, unknown>; message: string },
    credentials: UserCredentials,
  ): Promise<ClaimRequest> {
    const message = input.message.trim();
    if (!message) throw new InputError('message: say what you need it for');
    const document = await readDescriptor(input.entity);
    const facts = await this.#facts.of(document, credentials);
    const requestedBy = credentials.principal.userEntityRef;
    const decided = decideProposal(facts);
    if ('refused' in decided) {
      return this.#refuse('request', facts.ref, decided.refused, requestedBy);
    }
    const { domainRef } = decided;
    const wanted = {
      productRef: facts.ref,
      domainRef,
      document,
      ownerRef: facts.ownerRef ?? '',
      message,
      requestedBy,
      requestedAt: this.#clock(),
    };
    const domainOwner = await this.#ownerOf(domainRef);
    const request = await this.#db.transaction(async tx => {
      await lockHead(tx);
      if (await readOpenClaimRequest(tx, wanted)) {
        throw new ConflictError(
          `${wanted.ownerRef} has asked for ${wanted.productRef} already; wait for the answer, or withdraw that request first`,
        );
      }
      const made = await insertClaimRequest(tx, wanted);
      await appendHistory(
        tx,
        [
          factOf('claim.requested', made, requestedBy, {
            message,
            ...(domainOwner ? { domainOwner } : {}),
          }),
        ],
        wanted.requestedAt,
      );
      return made;
    });
    return this.#show(request, await this.#answerFacts(request, credentials));
  }

  /** Requests that the caller has part in, the newest first. */
  async list(
    query: {
      domain?: string;
      state?: string;
      limit: number;
      cursor?: string;
    },
    credentials: UserCredentials,
  ): Promise<ClaimRequestPage> {
    const all = await readClaimRequests(this.#db, {
      domainRef: query.domain,
      state: query.state,
    });
    const speaksFor = await this.#authorizer.speaksFor(credentials);
    const people = await this.#facts.people([
      ...new Set(all.map(({ domainRef }) => domainRef)),
    ]);
    const isGovernance = this.#config.governance.some(each =>
      speaksFor.has(each),
    );
    const seen = all.flatMap(request => {
      const facts: AnswerFacts = {
        request,
        speaksFor,
        // Asked once it is answered.
        requesterSpeaksFor: new Set([request.ownerRef]),
        domainOwner: people.get(request.domainRef)?.ownerRef,
      };
      const isPart =
        isGovernance ||
        speaksFor.has(request.requestedBy) ||
        speaksFor.has(request.ownerRef) ||
        (facts.domainOwner !== undefined && speaksFor.has(facts.domainOwner));
      return isPart ? [this.#show(request, facts)] : [];
    });
    return page(seen, query.limit, query.cursor);
  }

  /** Publishes what was proposed, exactly so, or says why not. */
  async answer(
    id: string,
    input: { accept: boolean; comment?: string },
    credentials: UserCredentials,
  ): Promise<ClaimRequest> {
    const request = await this.#read(id);
    const actor = credentials.principal.userEntityRef;
    const facts = await this.#answerFacts(request, credentials);
    const { accept } = input;
    const comment = input.comment?.trim() || undefined;
    if (!accept && !comment) {
      throw new InputError('comment: say why, so that they can do better');
    }
    const refused = refuseAnswer(facts, accept);
    if (refused) {
      return this.#refuse('answer', request.productRef, refused, actor);
    }
    const at = this.#clock();
    const end = { by: actor, at, ...(comment ? { comment } : {}) };
    const fact = factOf(
      accept ? 'claim.accepted' : 'claim.declined',
      request,
      actor,
      comment ? { comment } : {},
    );
    const state = accept ? ('accepted' as const) : ('declined' as const);
    const close = async (tx: Knex) => {
      if (!(await closeClaimRequest(tx, id, { state, ...end }))) {
        throw new ConflictError(
          `The request to publish ${request.productRef} was answered a moment ago; reload the page to see how it stands now`,
        );
      }
    };
    if (accept) {
      await this.#publisher.publishFor(
        {
          entity: { ...request.document },
          reason: request.message,
          owner: request.ownerRef,
          also: close,
          facts: [fact],
        },
        credentials,
      );
    } else {
      await this.#db.transaction(async tx => {
        await close(tx);
        await appendHistory(tx, [fact], at);
      });
    }
    return this.#show(await this.#read(id), facts);
  }

  /** Takes a request back that nobody has answered. */
  async withdraw(
    id: string,
    credentials: UserCredentials,
  ): Promise<ClaimRequest> {
    const request = await this.#read(id);
    const by = credentials.principal.userEntityRef;
    const facts = await this.#answerFacts(request, credentials);
    const refused = refuseWithdrawal(facts);
    if (refused) {
      return this.#refuse('withdraw', request.productRef, refused, by);
    }
    const at = this.#clock();
    await this.#db.transaction(async tx => {
      const isClosed = await closeClaimRequest(tx, id, {
        state: 'withdrawn',
        by,
        at,
      });
      if (!isClosed) {
        throw new ConflictError(
          `The request to publish ${request.productRef} was answered a moment ago; reload the page to see how it stands now`,
        );
      }
      const { domainOwner } = facts;
      await appendHistory(
        tx,
        [
          factOf('claim.withdrawn', request, by, {
            ...(domainOwner ? { domainOwner } : {}),
          }),
        ],
        at,
      );
    });
    return this.#show(await this.#read(id), facts);
  }

  async #read(id: string): Promise<StoredClaimRequest> {
    const [request] = await readClaimRequests(this.#db, { id });
    if (!request) throw new NotFoundError(`There is no claim request ${id}`);
    return request;
  }

  async #answerFacts(
    request: StoredClaimRequest,
    credentials: UserCredentials,
  ): Promise<AnswerFacts> {
    const [speaksFor, requesterSpeaksFor, domainOwner] = await Promise.all([
      this.#authorizer.speaksFor(credentials),
      this.#authorizer.membersOf(request.requestedBy),
      this.#ownerOf(request.domainRef),
    ]);
    return { request, speaksFor, requesterSpeaksFor, domainOwner };
  }

  async #ownerOf(domainRef: string): Promise<string | undefined> {
    return (await this.#facts.people([domainRef])).get(domainRef)?.ownerRef;
  }

  #show(request: StoredClaimRequest, facts: AnswerFacts): ClaimRequest {
    const { document, decidedBy, decidedAt, comment } = request;
    const now = { ...facts, request };
    return {
      id: request.id,
      product: request.productRef,
      title: document.metadata.title ?? document.metadata.name,
      domain: request.domainRef,
      entity: { ...document },
      owner: request.ownerRef,
      ...(facts.domainOwner ? { domainOwner: facts.domainOwner } : {}),
      message: request.message,
      state: request.state,
      requestedBy: request.requestedBy,
      requestedAt: toIso(request.requestedAt),
      ...(decidedBy ? { decidedBy } : {}),
      ...(decidedAt === undefined ? {} : { decidedAt: toIso(decidedAt) }),
      ...(comment ? { comment } : {}),
      may: {
        answer: refuseAnswer(now, false) === undefined,
        withdraw: refuseWithdrawal(now) === undefined,
      },
    };
  }

  async #refuse(
    attempt: 'request' | 'answer' | 'withdraw',
    productRef: string,
    refusal: Refusal,
    actor: string,
  ): Promise<never> {
    await this.#db.transaction(tx =>
      appendHistory(
        tx,
        [
          {
            actor,
            action: 'claim.refused',
            productRef,
            details: { attempt, ...refusal },
          },
        ],
        this.#clock(),
      ),
    );
    throw toHttpError(refusal);
  }
}

function factOf(
  action: HistoryAction,
  request: StoredClaimRequest,
  actor: string,
  said: object,
): HistoryFact {
  const { document, productRef, domainRef, ownerRef, requestedBy } = request;
  return {
    actor,
    action,
    productRef,
    details: {
      claim: request.id,
      title: document.metadata.title ?? document.metadata.name,
      domain: domainRef,
      owner: ownerRef,
      requestedBy,
      ...said,
    },
  };
}
