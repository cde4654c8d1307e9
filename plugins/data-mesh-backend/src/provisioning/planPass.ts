import type { AccessPlace } from '@data-mesh/backstage-plugin-data-mesh-node';
import type { GrantState } from '../access/transitions';
import type { AclBinding } from '../kafka/KafkaPort';
import { bindingKey, type ManagedBinding } from './bindingRows';

/** A binding of ours with the grants that want or wanted it. */
export type BindingWork = ManagedBinding & {
  grants: Array<{ id: string; state: GrantState }>;
};

/** What is to be done about one binding now. */
export type BindingTask =
  /** Look whether it is there, and write that down, before creating it. */
  | 'inspect'
  | 'create'
  /** Wanted, created and there: nothing, but that it has to be read back. */
  | 'confirm'
  /** Wanted, but somebody else removed it. */
  | 'report-missing'
  | 'await-repair'
  | 'remove'
  /** It was there before us: the grants that wanted it end without it. */
  | 'let-be'
  | 'none';

const WANTING: readonly GrantState[] = ['pending', 'active', 'failed'];

/** Whether a grant that has not ended wants the binding. */
export function isWanted(work: Pick<BindingWork, 'grants'>): boolean {
  return work.grants.some(({ state }) => WANTING.includes(state));
}

/** Whether a grant may have it created: a failed one waits for a person. */
function isBeingMade(work: Pick<BindingWork, 'grants'>): boolean {
  return work.grants.some(
    ({ state }) => state === 'pending' || state === 'active',
  );
}

/** How many places have a binding, of those that answered. */
export class Presence {
  readonly answered: number;
  readonly asked: number;
  readonly #counts = new Map<string, number>();

  constructor(places: AccessPlace[]) {
    this.asked = places.length;
    let answered = 0;
    for (const { bindings } of places) {
      if (!bindings.ok) continue;
      answered += 1;
      for (const key of new Set(bindings.value.map(bindingKey))) {
        this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
      }
    }
    this.answered = answered;
  }

  count(binding: AclBinding): number {
    return this.#counts.get(bindingKey(binding)) ?? 0;
  }

  /** In every place there is; not known while one does not answer. */
  everywhere(binding: AclBinding): boolean {
    return this.asked > 0 && this.count(binding) === this.asked;
  }

  anywhere(binding: AclBinding): boolean {
    return this.count(binding) > 0;
  }

  /** In no place, each of them having answered. */
  nowhere(binding: AclBinding): boolean {
    return (
      this.asked > 0 &&
      this.answered === this.asked &&
      this.count(binding) === 0
    );
  }
}

/**
 * What is to be done about a binding, from what is stored of it and what was
 * seen: pure.
 *
 * Only what is known to have been ours (`existedBefore` is false) is ever
 * removed, and what somebody else removed is created again only if configured
 * or asked for.
 */
export function taskOf(
  work: BindingWork,
  presence: Presence,
  repairMissing: boolean,
): BindingTask {
  const { binding, state, existedBefore } = work;
  if (state === 'removed') return 'none';
  if (!isWanted(work)) {
    // What was never looked at was never created either.
    return existedBefore === false ? 'remove' : 'let-be';
  }
  // Wanted again while it was being deleted, by us and not by somebody else.
  if (state === 'removing') {
    return presence.everywhere(binding) || !isBeingMade(work)
      ? 'confirm'
      : 'create';
  }
  // Created by us where it is no more, it is ours, which is written down first.
  const make = existedBefore === false ? 'create' : 'inspect';
  const repair = repairMissing || work.repair;
  if (state === 'intended') {
    if (!isBeingMade(work)) return 'none';
    if (existedBefore === undefined) return 'inspect';
    if (presence.everywhere(binding)) return 'confirm';
    return existedBefore && !presence.nowhere(binding) ? 'none' : make;
  }
  if (presence.anywhere(binding)) return 'confirm';
  if (!presence.nowhere(binding)) return 'none';
  // Reported first, also where it is repaired at once.
  if (state === 'present') return 'report-missing';
  // A failed grant waits for a person.
  return repair && isBeingMade(work) ? make : 'await-repair';
}

const REMOVAL_ORDER = ['TOPIC', 'TRANSACTIONAL_ID', 'GROUP'];

/**
 * Removals in waves: topics first, so that a consumer stops reading at once
 * instead of living on without its group.
 */
export function removalWaves(bindings: AclBinding[]): AclBinding[][] {
  const rank = (b: AclBinding) => {
    const at = REMOVAL_ORDER.indexOf(b.resourceType);
    return at < 0 ? REMOVAL_ORDER.length : at;
  };
  const waves = new Map<number, AclBinding[]>();
  for (const binding of bindings) {
    const wave = waves.get(rank(binding)) ?? [];
    wave.push(binding);
    waves.set(rank(binding), wave);
  }
  return [...waves].sort(([a], [b]) => a - b).map(([, wave]) => wave);
}
