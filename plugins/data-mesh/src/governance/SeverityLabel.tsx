import type { PolicySeverity } from '@data-mesh/backstage-plugin-data-mesh-common';
import { StateLabel } from '../state/StateLabel';
import { SEVERITY_LOOKS } from './governanceWords';

/** How bad something is, with the accents that states have everywhere. */
export function SeverityLabel({ severity }: { severity: PolicySeverity }) {
  const [tone, words] = SEVERITY_LOOKS[severity];
  return <StateLabel tone={tone}>{words}</StateLabel>;
}
