import { useEffect, useRef, type ReactNode } from 'react';
import { Button, Flex, Text } from '@backstage/ui';

/** One of several products in a request. */
export function ProductGroup(props: {
  title: string;
  /** Whether it was just added, so that one goes on here. */
  isNew: boolean;
  /** Absent for the one whose page it is. */
  onRemove?: () => void;
  children: ReactNode;
}) {
  const { title, isNew, onRemove, children } = props;
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isNew) section.current?.focus();
  }, [isNew]);
  return (
    <section ref={section} tabIndex={-1} aria-label={title}>
      <Flex direction="column" gap="2">
        <Flex justify="between" align="center" gap="3">
          <Text as="h3" variant="body-medium" weight="bold">
            {title}
          </Text>
          {onRemove && (
            <Button
              size="small"
              variant="tertiary"
              aria-label={`Remove ${title}`}
              onPress={onRemove}
            >
              Remove
            </Button>
          )}
        </Flex>
        {children}
      </Flex>
    </section>
  );
}
