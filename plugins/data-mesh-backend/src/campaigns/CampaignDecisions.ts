import { InputError, NotFoundError } from '@backstage/errors';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type { CampaignAnswer } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { GrantJudge, GrantJudgement } from '../access/GrantJudge';
import { readGrants, type StoredGrant } from '../access/grantRows';
import { toHttpError, type Refusal } from '../access/refusal';
import type { Relationships } from '../access/Relationships';
import { subjectOfGrant } from '../access/revocation';
import type { UserCredentials } from '../authorization/Authorizer';
import type { Narrowing } from '../authorization/permissionRules';
import { appendHistory, type HistoryFact } from '../history/appendHistory';
import {
  changeCampaignItem,
  lockGrants,
  lockOpenCampaign,
  readCampaignItems,
  readCampaigns,
  type StoredCampaign,
  type StoredCampaignItem,
} from './campaignRows';
import {
  answerOf,
  nextCampaignItem,
  type Answer,
  type CampaignDecision,
} from './campaignRules';
import { campaignDetails } from './closeCampaign';
import { revokeInCampaign } from './revokeInCampaign';

export type CampaignDecisionsOptions = {
  db: Knex;
  judge: GrantJudge;
  relationships: Relationships;
  /** Of grants. */
  narrow: Narrowing;
  kick: (cluster: string) => void;
  clock?: () => number;
};

/** What an owner says, and to which grants: as many as one statement takes. */
export type CampaignDecisionInput = {
  decision: CampaignDecision;
  grants: string[];
  comment?: string;
};

/** A grant with who the caller is to it, and whether the policy forbids it. */
type Judged = {
  grant: StoredGrant;
  judgement: GrantJudgement;
  forbidden?: Refusal;
};

/** Everything that one answer is written by. */
type Answering = {
  campaign: StoredCampaign;
  actor: string;
  decision: CampaignDecision;
  comment?: string;
  now: number;
};

const OVER: Refusal = {
  code: 'CONFLICT',
  message:
    'This campaign is over, so that nothing can be answered any more; revoke or renew grants on their own pages',
};
const FORBIDDEN: Refusal = {
  code: 'NOT_ALLOWED',
  message:
    'The permission policy does not allow data-mesh.grant.revoke for this grant',
};

function toAnswer(grant: string, answer: Answer): CampaignAnswer {
  if ('refusal' in answer) {
    const { code, message } = answer.refusal;
    const outcome = code === 'NOT_ALLOWED' ? 'refused' : 'conflict';
    return { grant, outcome, message };
  }
  switch (answer.event) {
    case 'confirm':
      return { grant, outcome: 'confirmed' };
    case 'drop':
      return { grant, outcome: 'dropped' };
    default:
      return {
        grant,
        outcome: 'ended',
        message: 'This grant has ended meanwhile, so that nobody has to answer',
      };
  }
}

/**
 * What became of each grant, in their order.
 *
 * @throws where nothing has come of any of them, since that is an error
 */
function toAnswers(
  ids: string[],
  answers: Map<string, CampaignAnswer>,
): CampaignAnswer[] {
  const all = ids.map(
    (grant): CampaignAnswer =>
      answers.get(grant) ?? {
        grant,
        outcome: 'not-found',
        message: `There is no grant ${grant} in this campaign`,
      },
  );
  const [{ outcome, message = '' }] = all;
  if (all.some(answer => answer.outcome !== outcome)) return all;
  if (outcome === 'refused') {
    throw toHttpError({ code: 'NOT_ALLOWED', message });
  }
  if (outcome === 'not-found') throw new NotFoundError(message);
  return all;
}

/** Confirms and drops grants in campaigns. None of it waits on Kafka. */
export class CampaignDecisions {
  readonly #options: CampaignDecisionsOptions;
  readonly #clock: () => number;

  constructor(options: CampaignDecisionsOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * Answers for some grants of a campaign, each as far as the caller can.
   *
   * @param revocable - what the permission policy lets be revoked, which is
   *   what dropping does
   * @returns what became of each grant, in their order
   * @throws NotAllowedError or NotFoundError if that is so of all of them
   */
  async decide(
    campaignId: string,
    input: CampaignDecisionInput,
    credentials: UserCredentials,
    revocable?: PolicyDecision,
  ): Promise<CampaignAnswer[]> {
    const { db, kick } = this.#options;
    const { decision } = input;
    const actor = credentials.principal.userEntityRef;
    const comment = input.comment?.trim() || undefined;
    const ids = [...new Set(input.grants)];
    const [campaign] = await readCampaigns(db, { id: campaignId });
    if (!campaign) {
      throw new NotFoundError(`There is no campaign ${campaignId}`);
    }
    if (decision === 'drop' && !comment) {
      throw new InputError(
        'comment: say why the grants are dropped, so that their consumers know',
      );
    }
    const judged = await this.#judge(
      campaignId,
      ids,
      credentials,
      decision === 'drop' ? revocable : undefined,
    );
    const answers = new Map<string, CampaignAnswer>();
    const dropped = new Set<string>();
    await db.transaction(async tx => {
      const open = await lockOpenCampaign(tx, campaignId);
      // Waiting for the lock may have taken a while, so it is told after it.
      const now = this.#clock();
      if (!open || now >= open.dueAt) throw toHttpError(OVER);
      const answering = { campaign: open, actor, decision, comment, now };
      const grants = await lockGrants(
        tx,
        judged.map(({ grant }) => grant.id),
      );
      const items = await readCampaignItems(tx, campaignId, ids);
      const facts: HistoryFact[] = [];
      for (const { grant: before, judgement, forbidden } of judged) {
        const grant = grants.get(before.id);
        const item = items.get(before.id);
        if (!grant || !item) continue;
        const answer: Answer = forbidden
          ? { refusal: forbidden }
          : answerOf({
              ...judgement,
              decision,
              item,
              grantState: grant.state,
              owner: judgement.party.owner,
            });
        answers.set(grant.id, toAnswer(grant.id, answer));
        if ('refusal' in answer) continue;
        facts.push(
          ...(await this.#apply(tx, answer.event, item, grant, answering)),
        );
        if (answer.event === 'drop') dropped.add(grant.cluster);
      }
      await appendHistory(tx, facts, now);
    });
    for (const cluster of dropped) kick(cluster);
    await this.#recordRefusals(campaign, judged, answers, actor);
    return toAnswers(ids, answers);
  }

  /** Grants of the campaign that the caller may see, with who they are to it. */
  async #judge(
    campaignId: string,
    ids: string[],
    credentials: UserCredentials,
    revocable: PolicyDecision | undefined,
  ): Promise<Judged[]> {
    const { db, judge, relationships, narrow } = this.#options;
    const isVisible = await relationships.visibleTo(credentials);
    const grants = (await readGrants(db, { campaignId, ids })).filter(g =>
      isVisible(g.productRef, g.consumerRef),
    );
    const judgementOf = await judge.judge(grants, credentials);
    const narrowed = narrow(revocable);
    const allowed =
      narrowed &&
      new Set((await readGrants(db, { ids }, narrowed)).map(({ id }) => id));
    return grants.map(grant => ({
      grant,
      judgement: judgementOf(grant),
      ...(allowed && !allowed.has(grant.id) ? { forbidden: FORBIDDEN } : {}),
    }));
  }

  /** @returns the facts that it makes */
  async #apply(
    tx: Knex,
    event: 'confirm' | 'drop' | 'end',
    item: StoredCampaignItem,
    grant: StoredGrant,
    { campaign, actor, comment, now }: Answering,
  ): Promise<HistoryFact[]> {
    const state = nextCampaignItem(item.state, event);
    const changed =
      state &&
      (await changeCampaignItem(tx, campaign.id, item, {
        state,
        decided_at: now,
        ...(event === 'end'
          ? {}
          : { decided_by: actor, comment: comment ?? null }),
      }));
    if (!changed) {
      throw toHttpError({
        code: 'CONFLICT',
        message:
          'Somebody else has answered meanwhile; reload to see how the grants stand',
      });
    }
    if (event === 'end') return [];
    const fact: HistoryFact = {
      ...subjectOfGrant(grant),
      actor,
      action: event === 'confirm' ? 'campaign.confirmed' : 'campaign.dropped',
      details: { ...campaignDetails(campaign), mode: grant.mode, comment },
    };
    if (event === 'confirm') return [fact];
    const reason = `${comment} (campaign ‘${campaign.title}’)`;
    return [
      fact,
      ...(await revokeInCampaign(tx, campaign, grant, { actor, reason })),
    ];
  }

  /** Attempts that were refused are facts, too. */
  async #recordRefusals(
    campaign: StoredCampaign,
    judged: Judged[],
    answers: Map<string, CampaignAnswer>,
    actor: string,
  ): Promise<void> {
    const facts = judged.flatMap(({ grant }): HistoryFact[] => {
      const { outcome, message } = answers.get(grant.id) ?? {};
      if (outcome !== 'refused') return [];
      return [
        {
          ...subjectOfGrant(grant),
          actor,
          action: 'campaign.decision-refused',
          details: {
            ...campaignDetails(campaign),
            mode: grant.mode,
            code: 'NOT_ALLOWED',
            message,
          },
        },
      ];
    });
    await this.#options.db.transaction(tx =>
      appendHistory(tx, facts, this.#clock()),
    );
  }
}
