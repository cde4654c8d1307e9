import type { RegisteredPrincipal } from '@data-mesh/backstage-plugin-data-mesh-common';
import { counted } from '../humanise/numbers';
import type { Tone } from '../state/StateLabel';

type State = 'contested' | 'awaiting' | 'invalid' | 'held' | 'free';

/** How a principal is: what somebody has to look at comes before the rest. */
export function principalState(principal: RegisteredPrincipal): State {
  if (principal.contestedBy?.length) return 'contested';
  if (principal.awaiting?.length) return 'awaiting';
  if (principal.invalid) return 'invalid';
  return principal.consumer ? 'held' : 'free';
}

const URGENCY: State[] = ['contested', 'awaiting', 'invalid', 'free', 'held'];

/** What each state looks like. */
export const PRINCIPAL_LOOKS: Record<State, [tone: Tone, words: string]> = {
  contested: ['bad', 'Contested'],
  awaiting: ['waiting', 'Waits for an operator'],
  invalid: ['warning', 'Cannot be used'],
  held: ['good', 'Held'],
  free: ['over', 'Held by nobody'],
};

/** Those that need somebody first, then by name. */
export function inOrder(items: RegisteredPrincipal[]): RegisteredPrincipal[] {
  const rank = (each: RegisteredPrincipal) =>
    URGENCY.indexOf(principalState(each));
  return [...items].sort(
    (a, b) => rank(a) - rank(b) || a.principal.localeCompare(b.principal),
  );
}

/** The answer before the list: "12 principals: 1 contested, 2 to confirm". */
export function registerWords(items: RegisteredPrincipal[]): string {
  const of = (state: State) =>
    items.filter(each => principalState(each) === state).length;
  const parts = [
    ...(of('contested') ? [`${of('contested')} contested`] : []),
    ...(of('awaiting') ? [`${of('awaiting')} to confirm`] : []),
    ...(of('invalid') ? [`${of('invalid')} that cannot be used`] : []),
  ];
  const all = counted(items.length, 'principal');
  return parts.length > 0 ? `${all}: ${parts.join(', ')}` : all;
}
