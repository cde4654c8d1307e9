import { Button } from '@backstage/ui';
import type {
  MeshCluster,
  MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { useClusters } from '../clusters/useClusters';
import { useUrlFlag } from '../common/useUrlFlag';
import { useAsk } from '../live/useAsk';
import { PromoteDialog } from './PromoteDialog';
import { portsIn, sourcesOf, targetsOf } from './promoteTargets';

/**
 * Opens the dialog that takes a product to another environment; nothing where
 * the mesh has no other one, or for those who do not own it.
 */
export function PromoteButton(props: {
  product: MeshProduct;
  /** Left out where that has to be asked. */
  isOwner?: boolean;
  onChanged: () => void;
}) {
  const { product, isOwner, onChanged } = props;
  const clusters = useClusters();
  const targets = targetsOf(product, clusters.value?.items ?? []);
  return targets.length === 0 || isOwner === false ? null : (
    <OwnersButton
      product={product}
      targets={targets}
      isOwner={isOwner}
      onChanged={onChanged}
    />
  );
}

function OwnersButton(props: {
  product: MeshProduct;
  targets: MeshCluster[];
  isOwner?: boolean;
  onChanged: () => void;
}) {
  const { product, targets, isOwner, onChanged } = props;
  const [isOpen, setOpen] = useUrlFlag('promote', 'product');
  const [target] = targets;
  const [from] = sourcesOf(product, target);
  const ports = portsIn(product, from).slice(0, 1);
  // A plan for one port says whether one may at all.
  const may = useAsk(
    isOwner ? undefined : JSON.stringify([product.ref, target.name, ports]),
    api =>
      api.planPromotion(product.ref, {
        to: { cluster: target.name },
        from,
        ports,
      }),
  );
  const isAllowed =
    isOwner || (may.value && may.value.refusal?.code !== 'NOT_ALLOWED');
  if (!isAllowed) return null;
  return (
    <>
      <Button size="small" variant="secondary" onPress={() => setOpen(true)}>
        Promote …
      </Button>
      {isOpen && (
        <PromoteDialog
          product={product}
          targets={targets}
          onClose={() => setOpen(false)}
          onPromoted={onChanged}
        />
      )}
    </>
  );
}
