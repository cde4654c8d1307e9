import type { Policy } from '@data-mesh/backstage-plugin-data-mesh-common';
import { Until } from '../live/Until';

const STAGES: Record<Policy['stage'], string> = {
  draft: 'Draft',
  warn: 'Warns',
  enforce: 'Enforced',
};

/** How far a policy has come: "Enforced from 1 March 2027". */
export function StageWords({ policy }: { policy: Policy }) {
  const { stage, stageNow, enforceFrom } = policy;
  return (
    <>
      {STAGES[stage]}
      {stage !== stageNow && enforceFrom && (
        <>
          {' from '}
          <Until at={enforceFrom} />
        </>
      )}
    </>
  );
}
