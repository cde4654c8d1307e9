import { Text } from '@backstage/ui';
import { LiveView } from '../common/LiveView';
import { ItemCards } from './ItemCards';
import type { useItems } from './useAccess';

/** What is asked for and not decided yet; nothing where that is nothing. */
export function PendingCard(props: { items: ReturnType<typeof useItems> }) {
  const { items } = props;
  return (
    <LiveView live={items} what="What is asked for" height="4rem">
      {page => (
        <>
          {page.totalItems > 0 && (
            <Text as="h3" variant="title-x-small" weight="bold">
              Asked for
            </Text>
          )}
          <ItemCards items={page.items} />
        </>
      )}
    </LiveView>
  );
}
