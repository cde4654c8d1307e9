import type { GrantState } from '../access/transitions';
import { isAcl, type GrantedBinding } from '../access/GrantedBinding';
import { bindingKey, type ManagedBinding } from './bindingRows';
import type { AskedPlace } from './SplitProvisioner';

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

/** How many places have each binding, of those that answered. */
class Places {
  readonly asked: number;
  readonly answered: number;
  readonly #counts = new Map<string, number>();

  constructor(places: AskedPlace[]) {
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

  count(binding: GrantedBinding): number {
    return this.#counts.get(bindingKey(binding)) ?? 0;
  }
}

/** Where bindings were seen, each in the places that have to know it. */
export class Presence {
  readonly #acls: Places;
  readonly #subjects: Places;

  constructor(places: AskedPlace[]) {
    const isAboutSubjects = ({ about }: AskedPlace) => about === 'subjects';
    this.#acls = new Places(places.filter(p => !isAboutSubjects(p)));
    this.#subjects = new Places(places.filter(isAboutSubjects));
  }

  /** Places that have to know ACLs: brokers, in general. */
  get asked(): number {
    return this.#acls.asked;
  }

  get answered(): number {
    return this.#acls.answered;
  }

  count(binding: GrantedBinding): number {
    return this.#of(binding).count(binding);
  }

  /** Whether each place that has to know it has answered. */
  isKnown(binding: GrantedBinding): boolean {
    const { asked, answered } = this.#of(binding);
    return asked > 0 && answered === asked;
  }

  /** In every place there is; not known while one does not answer. */
  everywhere(binding: GrantedBinding): boolean {
    const { asked } = this.#of(binding);
    return asked > 0 && this.count(binding) === asked;
  }

  anywhere(binding: GrantedBinding): boolean {
    return this.count(binding) > 0;
  }

  /** In no place, each of them having answered. */
  nowhere(binding: GrantedBinding): boolean {
    return this.isKnown(binding) && this.count(binding) === 0;
  }

  #of(binding: GrantedBinding): Places {
    return isAcl(binding) ? this.#acls : this.#subjects;
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
export function removalWaves(bindings: GrantedBinding[]): GrantedBinding[][] {
  const rank = (b: GrantedBinding) => {
    const at = REMOVAL_ORDER.indexOf(b.resourceType);
    return at < 0 ? REMOVAL_ORDER.length : at;
  };
  const waves = new Map<number, GrantedBinding[]>();
  for (const binding of bindings) {
    const wave = waves.get(rank(binding)) ?? [];
    wave.push(binding);
    waves.set(rank(binding), wave);
  }
  return [...waves].sort(([a], [b]) => a - b).map(([, wave]) => wave);
}
