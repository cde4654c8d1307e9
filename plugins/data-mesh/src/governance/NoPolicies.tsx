import { CodeSnippet } from '@backstage/core-components';
import { Flex, Text } from '@backstage/ui';
import { NewPolicyLink } from './editor/NewPolicyLink';

const EXAMPLE = `dataMesh:
  policies:
    - id: owners
      title: Somebody stands behind each product
      why: Nobody decides, and nobody helps, where there is no owner.
      severity: error
      stage: warn
      rule: { type: owner-exists }
      remedy: Claim the product for a team, or give its domain an owner.`;

/** What policies are for, and how the first one is made. */
export function NoPolicies({ mayPublish }: { mayPublish: boolean }) {
  return (
    <Flex direction="column" gap="3" align="start" py="6">
      <Text as="h3" variant="title-x-small" weight="bold" role="status">
        There are no policies yet
      </Text>
      <Text as="p">
        A policy says what has to hold for data products: names of topics,
        schemas, owners, how personal data is classified. It is held against
        everything that is live, and whoever owns a product reads here what is
        wrong, why that matters and what to do.
      </Text>
      {mayPublish && <NewPolicyLink />}
      <Text as="p">
        {mayPublish
          ? 'It can stand in the configuration as well:'
          : 'Governance publishes the first one here, or an operator adds it to the configuration:'}
      </Text>
      <CodeSnippet text={EXAMPLE} language="yaml" showCopyCodeButton />
    </Flex>
  );
}
