import type { Knex } from 'knex';
import { nextGrant } from '../access/transitions';
import { isAcl } from '../access/GrantedBinding';
import { SYSTEM_ACTOR, type HistoryFact } from '../history/appendHistory';
import { formatBinding } from '../kafka/acls';
import type { AclBindingRow, GrantRow, ManagedBindingRow } from '../tables';
import { toBindingColumns, type BindingState } from './bindingRows';
import {
  isWanted,
  taskOf,
  type BindingTask,
  type BindingWork,
  type Presence,
} from './planPass';
import type { GrantWork, Work } from './workRows';

/** Why something could not be done, as stored. */
export type StoredError = {
  code: string;
  message: string;
  retryable: boolean;
  item?: string;
};

/** What one pass over a cluster came to. */
export type PassResult = {
  presence: Presence;
  /** By binding ID, of this pass. */
  errors: Map<string, StoredError>;
  /** Why not every place could be asked, if so. */
  unreachable?: StoredError;
  now: number;
  failAfterMs: number;
  repairMissing: boolean;
};

function factOf(
  work: BindingWork,
  { cluster, grants }: Work,
  action: HistoryFact['action'],
): HistoryFact {
  const grant = work.grants
    .map(({ id }) => grants.get(id))
    .find(g => g !== undefined);
  return {
    actor: SYSTEM_ACTOR,
    action,
    productRef: grant?.productRef,
    consumerRef: grant?.consumerRef,
    cluster,
    topic: grant?.topic,
    principal: work.binding.principal,
    itemId: grant?.itemId,
    grantId: grant?.id,
    details: {
      binding: work.binding,
      text: formatBinding(work.binding),
      grants: work.grants.map(({ id }) => id).sort(),
    },
  };
}

type Change = Partial<ManagedBindingRow> & { state: BindingState };

/** What was seen of a binding makes of its row, and which fact that is. */
function settleBinding(
  work: BindingWork,
  task: BindingTask,
  presence: Presence,
): { change?: Change; action?: HistoryFact['action'] } {
  const { binding, state, existedBefore } = work;
  if (isWanted(work)) {
    if (state === 'intended' && existedBefore !== undefined) {
      if (!presence.everywhere(binding)) return {};
      return {
        change: { state: 'present', error: null },
        ...(existedBefore ? {} : { action: 'binding.created' }),
      };
    }
    if (state === 'removing') {
      if (presence.everywhere(binding)) return { change: { state: 'present' } };
      return presence.nowhere(binding)
        ? { change: { state: 'intended' }, action: 'binding.removed' }
        : {};
    }
    if (task === 'report-missing') {
      return { change: { state: 'missing' }, action: 'binding.missing' };
    }
    if (state === 'missing' && presence.everywhere(binding)) {
      return {
        change: {
          state: 'present',
          error: null,
          ...(work.repair ? { repair: false } : {}),
        },
        action: 'binding.returned',
      };
    }
    return {};
  }
  if (existedBefore === false) {
    return presence.nowhere(binding)
      ? {
          change: { state: 'removed', error: null },
          // Intended but never seen, it was never there to be removed.
          ...(state === 'intended' ? {} : { action: 'binding.removed' }),
        }
      : {};
  }
  return {
    change: { state: 'removed', error: null },
    ...(existedBefore ? { action: 'binding.kept' } : {}),
  };
}

/**
 * Keeps what we believe of the cluster's ACLs in line with what was just read
 * back, so that nobody is told otherwise until the next full pass.
 */
async function noteAtKafka(
  tx: Knex,
  cluster: string,
  { binding, existedBefore }: BindingWork,
  state: BindingState,
): Promise<void> {
  if (!isAcl(binding)) return;
  const row = toBindingColumns(cluster, binding);
  const gone =
    state === 'missing' || (state === 'removed' && existedBefore === false);
  if (gone || state === 'present') {
    await tx<AclBindingRow>('acl_bindings').where(row).delete();
  }
  if (state === 'present') await tx<AclBindingRow>('acl_bindings').insert(row);
}

type GrantChange = Partial<GrantRow>;

/** Somebody removed what a grant of before shares with this one. */
function missingError(bindings: BindingWork[]): StoredError | undefined {
  const missing = bindings.find(b => b.state === 'missing' && !b.repair);
  if (!missing) return undefined;
  const text = formatBinding(missing.binding);
  return {
    code: 'NOT_FOUND',
    message: `Somebody removed '${text}' at Kafka, which may have been on purpose; an owner can have it created again`,
    retryable: true,
    item: text,
  };
}

function settlePending(
  grant: GrantWork,
  bindings: BindingWork[],
  result: PassResult,
): { change: GrantChange; action?: HistoryFact['action'] } {
  const { presence, errors, unreachable, now, failAfterMs } = result;
  const acls = bindings.filter(b => isAcl(b.binding));
  const confirmed = acls.length
    ? Math.min(...acls.map(b => presence.count(b.binding)))
    : 0;
  const brokers = presence.asked;
  const isConfirmed =
    bindings.length > 0 &&
    bindings.every(
      b => b.state === 'present' && presence.everywhere(b.binding),
    );
  if (isConfirmed) {
    return {
      change: {
        state: nextGrant(grant, 'confirm')?.state,
        confirmed: brokers,
        brokers,
        reason: null,
        last_error: null,
        trying_since: null,
        activated_at: now,
      },
      action: 'grant.activated',
    };
  }
  const error =
    bindings.map(b => errors.get(b.id)).find(Boolean) ??
    unreachable ??
    missingError(bindings);
  const since = grant.tryingSince ?? now;
  const progress = {
    confirmed,
    brokers,
    trying_since: since,
    last_error: error ? JSON.stringify(error) : null,
  };
  if (now - since < failAfterMs) return { change: progress };
  return {
    change: {
      ...progress,
      state: nextGrant(grant, 'fail')?.state,
      reason:
        error?.message ??
        (confirmed < brokers
          ? `${confirmed} of ${brokers} brokers have its ACLs; the others do not follow`
          : 'The schema registry does not show access to its subjects'),
    },
    action: 'grant.failed',
  };
}

function settleEnding(
  grant: GrantWork,
  bindings: BindingWork[],
  result: PassResult,
): { change: GrantChange; action?: HistoryFact['action']; details?: object } {
  const { errors, unreachable, now } = result;
  const open = bindings.filter(b => b.state !== 'removed' && !isWanted(b));
  if (open.length > 0) {
    const error = open.map(b => errors.get(b.id)).find(Boolean) ?? unreachable;
    return {
      change: {
        trying_since: grant.tryingSince ?? now,
        last_error: error ? JSON.stringify(error) : null,
      },
    };
  }
  const state = nextGrant(grant, 'end')?.state ?? 'revoked';
  const texts = (list: BindingWork[]) =>
    list.map(b => formatBinding(b.binding)).sort();
  const kept = bindings.filter(b => b.existedBefore);
  const shared = bindings.filter(b => b.state !== 'removed');
  return {
    change: {
      state,
      ended_at: now,
      live_key: null,
      last_error: null,
      trying_since: null,
      confirmed: 0,
    },
    action: state === 'expired' ? 'grant.expired' : 'grant.revoked',
    details: {
      reason: grant.reason,
      ...(kept.length ? { accessRemains: texts(kept) } : {}),
      ...(shared.length ? { sharedWithOtherGrants: texts(shared) } : {}),
    },
  };
}

/** Drops values that are as they were, so that a quiet pass writes nothing. */
function differing(grant: GrantWork, change: GrantChange): GrantChange {
  const before: GrantChange = {
    confirmed: grant.confirmed,
    brokers: grant.brokers,
    trying_since: grant.tryingSince ?? null,
    last_error: grant.lastError,
  };
  return Object.fromEntries(
    Object.entries(change).filter(
      ([key, value]) => !(key in before) || Reflect.get(before, key) !== value,
    ),
  );
}

/**
 * Writes down what a pass came to: states of bindings and grants, and the
 * facts that follow, to be appended to the history in the same transaction.
 *
 * @param work - as read in this transaction, with its bindings locked
 * @returns the facts, and whether any grant became active or ceased to be
 */
export async function settle(
  tx: Knex,
  work: Work,
  result: PassResult,
): Promise<{ facts: HistoryFact[]; accessChanged: boolean }> {
  const { presence, errors, now, repairMissing } = result;
  const facts: HistoryFact[] = [];
  let accessChanged = false;
  for (const binding of work.bindings.values()) {
    const task = taskOf(binding, presence, repairMissing);
    const { change, action } = settleBinding(binding, task, presence);
    const error = errors.get(binding.id);
    const update = {
      ...change,
      ...(error ? { error: JSON.stringify(error) } : {}),
    };
    if (Object.keys(update).length > 0) {
      await tx<ManagedBindingRow>('managed_bindings')
        .where({ id: binding.id })
        .update({ ...update, changed_at: now });
    }
    if (change) await noteAtKafka(tx, work.cluster, binding, change.state);
    if (action) facts.push(factOf(binding, work, action));
    if (change) binding.state = change.state;
  }
  for (const grant of work.grants.values()) {
    const bindings = grant.bindingIds.flatMap(id => {
      const found = work.bindings.get(id);
      return found ? [found] : [];
    });
    let outcome: ReturnType<typeof settleEnding> | undefined;
    if (grant.state === 'pending') {
      outcome = settlePending(grant, bindings, result);
    } else if (grant.state === 'ending') {
      outcome = settleEnding(grant, bindings, result);
    }
    if (!outcome) continue;
    const change = differing(grant, outcome.change);
    if (Object.keys(change).length === 0) continue;
    const updated = await tx<GrantRow>('grants')
      // Somebody may have revoked it since we looked; the next pass sees it.
      .where({ id: grant.id, version: grant.version })
      .update({
        ...change,
        ...(outcome.action ? { version: grant.version + 1 } : {}),
      });
    if (updated !== 1 || !outcome.action) continue;
    accessChanged = true;
    facts.push({
      actor: SYSTEM_ACTOR,
      action: outcome.action,
      productRef: grant.productRef,
      consumerRef: grant.consumerRef,
      cluster: grant.cluster,
      topic: grant.topic,
      principal: grant.principal,
      itemId: grant.itemId,
      grantId: grant.id,
      details: {
        mode: grant.mode,
        ...outcome.details,
        ...(outcome.change.reason ? { reason: outcome.change.reason } : {}),
      },
    });
  }
  return { facts, accessChanged };
}
