import { Flex, Text } from '@backstage/ui';
import type { ExplainedPrincipal } from '@data-mesh/backstage-plugin-data-mesh-common';
import { Disclosure } from '../common/Disclosure';
import { EntityLink } from '../entities/EntityLink';
import { StateLabel } from '../state/StateLabel';
import { BindingReasons } from './BindingReasons';
import { behindWords, principalName, verdictLook } from './explainWords';

/** Whether one principal may do it, why, and what is behind that. */
export function PrincipalEntry(props: {
  explained: ExplainedPrincipal;
  operation: string;
  isOpen: boolean;
}) {
  const { explained, operation, isOpen } = props;
  const { principal, consumer, sentence, groups = [] } = explained;
  const [tone, words] = verdictLook(explained, operation);
  const bindings = [...explained.deniedBy, ...explained.allowedBy];
  return (
    <Flex direction="column" gap="2">
      <Flex justify="between" align="center" gap="3">
        <Text as="h3" variant="body-medium" weight="bold">
          {consumer ? (
            <EntityLink inText entityRef={consumer} />
          ) : (
            principalName(principal)
          )}
          {consumer && (
            <Text variant="body-small" color="secondary">
              {` as ${principal}`}
            </Text>
          )}
        </Text>
        <StateLabel tone={tone}>{words}</StateLabel>
      </Flex>
      <Text as="p">{sentence}</Text>
      {(bindings.length > 0 || groups.length > 0) && (
        <Disclosure
          title="Why"
          subtitle={behindWords(explained)}
          isOpen={isOpen}
        >
          <BindingReasons bindings={bindings} />
          {groups.length > 0 && (
            <>
              <Text as="h4" variant="body-medium" weight="bold">
                Consumer groups that it may use
              </Text>
              <BindingReasons bindings={groups} />
            </>
          )}
        </Disclosure>
      )}
    </Flex>
  );
}
