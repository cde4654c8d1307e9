import type { Grant } from '@data-mesh/backstage-plugin-data-mesh-common';
import { StateLabel } from '../state/StateLabel';
import { grantState } from './grantState';

/** How a grant is at a glance; why is on hover. */
export function GrantStateLabel({ grant }: { grant: Grant }) {
  const { tone, words, reason } = grantState(grant);
  return (
    <StateLabel tone={tone} title={reason}>
      {words}
    </StateLabel>
  );
}
