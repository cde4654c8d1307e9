import type { Policy } from '@data-mesh/backstage-plugin-data-mesh-common';
import { useEntityTitles } from '../entities/useEntityTitles';
import { scopeWords } from './governanceWords';

/** Which products a policy is about, with domains by the names people know. */
export function ScopeWords({ scope }: Pick<Policy, 'scope'>) {
  const titleOf = useEntityTitles(scope.domains ?? []);
  return <>{scopeWords(scope, titleOf)}</>;
}
