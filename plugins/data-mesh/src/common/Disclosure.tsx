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
  /** Whether it is open at first, where it is what one came for. */
  isOpen?: boolean;
  children: ReactNode;
}) {
  const { title, subtitle, isOpen, children } = props;
  return (
    <Accordion defaultExpanded={isOpen}>
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
