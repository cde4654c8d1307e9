import { randomUUID } from 'node:crypto';
import { NotFoundError } from '@backstage/errors';
import type {
  MeshProduct,
  PolicyAnnouncement,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { toHttpError, type Refusal } from '../../access/refusal';
import type { UserCredentials } from '../../authorization/Authorizer';
import { appendHistory, type HistoryFact } from '../../history/appendHistory';
import { ROWS_PER_STATEMENT, toIso } from '../../rows';
import type { PolicyAnnouncementRow } from '../../tables';
import { evaluatePolicy } from '../evaluatePolicy';
import type { Policy, Violation } from '../policy';
import type { PolicyEvaluator } from '../PolicyEvaluator';
import type { PolicyKeepers } from '../PolicyKeepers';
import { PolicyFactsMaker } from '../readPolicyFacts';
import { readDay } from '../readPolicy';
import { readTightenings } from '../readTightenings';
import { Turns } from '../Turns';
import { listed } from '../violationFacts';
import type { PolicySource } from './PolicySource';
import { recordRefusal } from './recordRefusal';

const dayOf = (ms: number) => toIso(ms).slice(0, 10);

/** A product that fails, whose owner is to be told. */
type Failing = { product: MeshProduct; violations: Violation[] };

/**
 * Why owners cannot be told of a date: it would be an empty threat unless the
 * policy itself has it.
 */
export function announcementRefusal(
  policy: Policy,
  enforceFrom: number,
  now: number,
): Refusal | undefined {
  const { id, title, stage, severity } = policy;
  const refused = (message: string): Refusal => ({ code: 'CONFLICT', message });
  if (stage !== 'enforce') {
    return refused(
      `Policy ‘${title}’ is not going to be enforced; publish it at stage enforce, with the day as enforceFrom, first`,
    );
  }
  if (severity !== 'error') {
    return refused(
      `Policy ‘${title}’ stops nothing at severity ${severity}; publish it at severity error first`,
    );
  }
  if (policy.enforceFrom !== enforceFrom) {
    return refused(
      policy.enforceFrom === undefined
        ? `Policy ‘${title}’ is enforced already, without a day; publish it with enforceFrom first`
        : `Policy ‘${title}’ is enforced from ${dayOf(
            policy.enforceFrom,
          )}, not from ${dayOf(
            enforceFrom,
          )}; announce that day, or change enforceFrom of ${id} first`,
    );
  }
  return enforceFrom <= now
    ? refused(
        `Policy ‘${title}’ is enforced since ${dayOf(
          enforceFrom,
        )} already; its findings tell the owners`,
      )
    : undefined;
}

/** Tells owners of products that fail from when a policy is enforced. */
export class PolicyAnnouncer {
  readonly #db: Knex;
  readonly #source: Pick<PolicySource, 'current'>;
  readonly #keepers: PolicyKeepers;
  readonly #evaluator: Pick<PolicyEvaluator, 'view'>;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    source: Pick<PolicySource, 'current'>;
    keepers: PolicyKeepers;
    evaluator: Pick<PolicyEvaluator, 'view'>;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#source = options.source;
    this.#keepers = options.keepers;
    this.#evaluator = options.evaluator;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * Tells the owner of each product that fails now, once for each product and
   * day, however often it is called.
   */
  async announce(
    id: string,
    input: { enforceFrom: string; message?: string },
    credentials: UserCredentials,
  ): Promise<PolicyAnnouncement> {
    const actor = credentials.principal.userEntityRef;
    const now = this.#clock();
    const refuse = async (refusal: Refusal | undefined) => {
      if (!refusal) return;
      const attempt = { attempt: 'announce' as const, policy: id };
      await recordRefusal(this.#db, attempt, refusal, { actor, now });
      throw toHttpError(refusal);
    };
    await refuse(await this.#keepers.refusal('announce policies', credentials));
    const enforceFrom = readDay(input.enforceFrom);
    const { policies } = await this.#source.current();
    const policy = policies.find(each => each.id === id);
    if (!policy) throw new NotFoundError(`There is no policy ${id}`);
    await refuse(announcementRefusal(policy, enforceFrom, now));
    const failing = await this.#failing(policy, policies);
    const owned = failing.filter(({ product }) => product.ownerRef);
    let told = 0;
    for (let i = 0; i < owned.length; i += ROWS_PER_STATEMENT) {
      told += await this.#tell(policy, owned.slice(i, i + ROWS_PER_STATEMENT), {
        enforceFrom,
        message: input.message?.trim(),
        actor,
        now,
      });
    }
    return {
      told,
      toldBefore: owned.length - told,
      withoutOwner: failing.length - owned.length,
    };
  }

  async #failing(policy: Policy, policies: Policy[]): Promise<Failing[]> {
    const view = await this.#evaluator.view();
    const tightenings = readTightenings(view.domainSpecs, policies);
    const maker = new PolicyFactsMaker(view);
    const failing: Failing[] = [];
    const turns = new Turns();
    for (const product of view.products) {
      await turns.take();
      const facts = maker.factsOf(product);
      const violations = evaluatePolicy(policy, facts, tightenings);
      if (violations.length > 0) failing.push({ product, violations });
    }
    return failing;
  }

  /** @returns of how many of them this one tells */
  async #tell(
    policy: Policy,
    failing: Failing[],
    as: { enforceFrom: number; message?: string; actor: string; now: number },
  ): Promise<number> {
    const { enforceFrom, actor, now } = as;
    const announcementId = randomUUID();
    return this.#db.transaction(async tx => {
      await tx<PolicyAnnouncementRow>('policy_announcements')
        .insert(
          failing.map(({ product }) => ({
            policy_id: policy.id,
            enforce_from: enforceFrom,
            product_ref: product.ref,
            announcement_id: announcementId,
            announced_by: actor,
            announced_at: now,
          })),
        )
        .onConflict(['policy_id', 'enforce_from', 'product_ref'])
        .ignore();
      // Those that another announcement has are told by that one.
      const own = await tx<PolicyAnnouncementRow>('policy_announcements')
        .where({ announcement_id: announcementId })
        .select('product_ref');
      const refs = new Set(own.map(row => row.product_ref));
      await appendHistory(
        tx,
        failing
          .filter(({ product }) => refs.has(product.ref))
          .map(each => announcementFact(policy, each, as)),
        now,
      );
      return refs.size;
    });
  }
}

function announcementFact(
  { id, title, remedy }: Policy,
  { product, violations }: Failing,
  as: { enforceFrom: number; message?: string; actor: string },
): HistoryFact {
  return {
    actor: as.actor,
    action: 'policy.announced',
    productRef: product.ref,
    details: {
      title: product.title,
      owner: product.ownerRef,
      policy: id,
      policies: `‘${title}’`,
      enforceFrom: toIso(as.enforceFrom),
      ...(as.message ? { note: as.message } : {}),
      message: listed(
        violations.map(({ message }) => message),
        '; ',
      ),
      remedy,
    },
  };
}
