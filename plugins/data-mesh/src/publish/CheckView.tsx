import { Alert, Flex } from '@backstage/ui';
import type { PolicyCheck } from '@data-mesh/backstage-plugin-data-mesh-common';
import { PolicyResults } from '../common/PolicyResults';

/** What stops a product from being published, and what is only warned of. */
export function CheckView({ check }: { check: PolicyCheck }) {
  const { problems, results } = check;
  return (
    <Flex direction="column" gap="2" role="status" aria-label="Check">
      {problems.length > 0 && (
        <Alert
          icon
          status="danger"
          title="The descriptor is not valid"
          description={problems
            .map(({ path, message }) => `${path} ${message}`)
            .join('; ')}
        />
      )}
      <PolicyResults results={results} done="published" />
      {problems.length === 0 && results.length === 0 && (
        <Alert icon status="success" title="All policies hold" />
      )}
    </Flex>
  );
}
