import type {
  Creation,
  Run,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { listed } from '../humanise/lists';
import type { Tone } from '../state/StateLabel';

const KINDS: Record<Creation['kind'], string> = {
  topic: 'Topic',
  schema: 'Schema of',
  product: 'Data product',
  domain: 'Domain',
};

/** What was made, such as `Topic sales.orders.v1`. */
export function creationWords({ kind, name }: Creation): string {
  return `${KINDS[kind]} ${name.replace(/^[a-z]+:(default\/)?/, '')}`;
}

const STATES: Record<Creation['state'], [Tone, string]> = {
  intended: ['warning', 'Begun, not finished'],
  created: ['good', 'Made'],
  undoing: ['moving', 'Being taken back'],
  undone: ['over', 'Taken back'],
};

/** How it stands with one thing that was made. */
export function creationState({ state }: Creation): [Tone, string] {
  return STATES[state];
}

/** What a run made, in one line. */
export function runWords({ creations }: Run): string {
  return creations.length === 0
    ? 'Nothing was made'
    : listed(creations.map(creationWords));
}

/** How it stands with all that a run made. */
export function runState({ creations }: Run): [Tone, string] {
  const states = new Set(creations.map(({ state }) => state));
  if (states.has('intended')) return STATES.intended;
  if (states.has('undoing')) return STATES.undoing;
  if (!states.has('created')) return STATES.undone;
  return states.has('undone')
    ? ['warning', 'Taken back in part']
    : STATES.created;
}
