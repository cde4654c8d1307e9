import type { Policy } from '../policy';
import type { PolicyOrigin, PolicySource } from '../store/PolicySource';

/** A source of policies that hold, as if configuration had them. */
export function heldPolicies(
  policies: Policy[],
  unusable?: PolicyOrigin,
): Pick<PolicySource, 'current'> {
  return {
    current: async () => ({
      policies,
      versions: new Map(),
      problems: [],
      ...(unusable ? { unusable } : {}),
    }),
  };
}
