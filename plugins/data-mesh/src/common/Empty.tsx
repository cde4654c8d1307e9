import type { ReactNode } from 'react';
import { Flex, Text } from '@backstage/ui';

/** Why there is nothing, and what to do next. */
export function Empty(props: { title: string; children: ReactNode }) {
  return (
    <Flex direction="column" gap="3" align="start" py="4" role="status">
      <Text as="h3" variant="body-large" weight="bold">
        {props.title}
      </Text>
      <Text as="p">{props.children}</Text>
    </Flex>
  );
}
