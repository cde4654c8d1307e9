import type { ReactNode } from 'react';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Flex,
  Text,
} from '@backstage/ui';

/** Something for those who want it: closed until it is asked for. */
export function Disclosure(props: {
  title: string;
  subtitle?: string;
  children: ReactNode;
}) {
  const { title, subtitle, children } = props;
  return (
    <Accordion>
      <AccordionTrigger level={4}>
        <Flex gap="2" align="baseline">
          <Text weight="bold">{title}</Text>
          {subtitle && (
            <Text variant="body-small" color="secondary">
              {subtitle}
            </Text>
          )}
        </Flex>
      </AccordionTrigger>
      <AccordionPanel>{children}</AccordionPanel>
    </Accordion>
  );
}
