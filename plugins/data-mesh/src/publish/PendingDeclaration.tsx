import { useApi } from '@backstage/core-plugin-api';
import { Alert, Text } from '@backstage/ui';
import type { ProductDetails } from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { ConfirmDialog } from '../common/ConfirmDialog';

/**
 * That a published product is declared, too, at a place that is not trusted by
 * itself; who may accept that finds the button here.
 */
export function PendingDeclaration(props: {
  details: Pick<ProductDetails, 'product' | 'mayAccept'>;
  onChanged: () => void;
}) {
  const { product, mayAccept } = props.details;
  const api = useApi(dataMeshApiRef);
  const { pendingDeclaration: pending } = product;
  if (!pending) return null;
  const own = pending.topics.filter(({ cluster, topic }) =>
    mayAccept.some(each => each.cluster === cluster && each.topic === topic),
  );
  return (
    <Alert
      icon
      status="warning"
      title="It is declared, too"
      description={`The declaration in ${pending.originLocation} is not trusted by itself. It takes over once the owner of the domain accepts it; until then it changes nothing.`}
      customActions={
        own.length > 0 && (
          <ConfirmDialog
            action="Accept"
            title={`Let the declaration be ${product.title}?`}
            onConfirm={async () => {
              for (const { cluster, topic } of own) {
                await api.acceptDeclaration(product.ref, { cluster, topic });
              }
              props.onChanged();
            }}
          >
            <Text as="p">
              What stands in {pending.originLocation} counts then, its owner
              included, for {own.map(({ topic }) => topic).join(', ')}. Access
              to it stays as it is.
            </Text>
          </ConfirmDialog>
        )
      }
    />
  );
}
