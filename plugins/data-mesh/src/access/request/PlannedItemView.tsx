import { Alert, Button, Flex, Text } from '@backstage/ui';
import type {
  PlannedItem,
  ProductDetails,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { sentence } from '../../humanise/sentence';
import { AclList } from '../AclList';
import { Deciders } from '../Deciders';
import { Existing } from './Existing';

/** One item of a plan: who decides on it, what it creates, or why it cannot be. */
export function PlannedItemView(props: {
  item: PlannedItem;
  details: ProductDetails;
  /** Takes it out of the request, where something else remains. */
  onLeaveOut?: () => void;
}) {
  const { item, details, onLeaveOut } = props;
  const { refusal, existing, topic, cluster, principal, warnings = [] } = item;
  const title =
    details.clusters.find(({ name }) => name === cluster)?.title ?? cluster;
  return (
    <section aria-label={item.port}>
      <Flex direction="column" gap="2">
        <Text as="h4" variant="body-medium" weight="bold">
          {`Port ${item.port}${
            item.environment ? ` in ${item.environment}` : ''
          }`}
        </Text>
        {refusal ? (
          <Alert
            icon
            role="alert"
            status={existing ? 'info' : 'danger'}
            title={
              existing ? 'There is one already' : 'This cannot be asked for'
            }
            description={
              existing ? (
                <Existing existing={existing} />
              ) : (
                sentence(refusal.message)
              )
            }
            customActions={
              onLeaveOut && (
                <Button size="small" variant="secondary" onPress={onLeaveOut}>
                  Leave it out
                </Button>
              )
            }
          />
        ) : (
          <>
            <Text as="p">
              <Deciders steps={item.steps} newTab />
            </Text>
            <Text as="p" color="secondary">
              {`Topic ${topic} on ${title}, as ${principal}.`}
            </Text>
            {warnings.map(warning => (
              <Alert key={warning} icon status="warning" title={warning} />
            ))}
            <AclList
              title="Exactly what is created at Kafka"
              bindings={item.bindings}
            />
          </>
        )}
      </Flex>
    </section>
  );
}
