import { Flex, Text } from '@backstage/ui';
import type {
  PlannedItem,
  ProductDetails,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { PlannedItemView } from './PlannedItemView';

/** What a plan says of one product. */
export function PlannedProduct(props: {
  details: ProductDetails;
  items: PlannedItem[];
  /** Whether there are others, so that it has to be told which one it is. */
  isHeaded: boolean;
  /** Takes one out of the request, where something else remains. */
  onLeaveOut?: (item: PlannedItem) => void;
}) {
  const { details, items, isHeaded, onLeaveOut } = props;
  const { title } = details.product;
  const views = items.map(item => (
    <PlannedItemView
      key={`${item.port} ${item.environment}`}
      item={item}
      details={details}
      onLeaveOut={onLeaveOut && (() => onLeaveOut(item))}
    />
  ));
  if (!isHeaded) return <>{views}</>;
  return (
    <section aria-label={title}>
      <Flex direction="column" gap="3">
        <Text as="h3" variant="body-large" weight="bold">
          {title}
        </Text>
        {views}
      </Flex>
    </section>
  );
}
