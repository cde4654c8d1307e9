import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Button, Flex, Skeleton } from '@backstage/ui';
import type { ProductDetails } from '@data-mesh/backstage-plugin-data-mesh-common';
import { RiAddLine } from '@remixicon/react';
import { dataMeshApiRef } from '../../api';
import { Failure } from '../../common/Failure';
import { ProductPick } from './ProductPick';

/** Finds another product to ask for in the same request. */
export function AddProduct(props: {
  /** Refs of those that are in it already. */
  taken: string[];
  onAdd: (details: ProductDetails) => void;
}) {
  const { taken, onAdd } = props;
  const api = useApi(dataMeshApiRef);
  const [isOpen, setOpen] = useState(false);
  const [isCancelled, setCancelled] = useState(false);
  const [picked, setPicked] = useState<string>();
  const [failure, setFailure] = useState<Error>();

  const show = (open: boolean, cancelled: boolean) => {
    setPicked(undefined);
    setFailure(undefined);
    setCancelled(cancelled);
    setOpen(open);
  };
  const add = async (ref: string) => {
    setPicked(ref);
    setFailure(undefined);
    try {
      onAdd(await api.getProduct(ref));
      show(false, false);
    } catch (error) {
      setFailure(error as Error);
    }
  };

  if (!isOpen) {
    return (
      <div>
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiAddLine />}
          // One is back where one came from.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={isCancelled}
          onPress={() => show(true, false)}
        >
          Add another product
        </Button>
      </div>
    );
  }
  if (picked && !failure) return <Skeleton width="100%" height="3.5rem" />;
  return (
    <Flex direction="column" gap="2">
      {picked && failure ? (
        <Failure
          title="This product could not be added"
          error={failure}
          onRetry={() => add(picked)}
        />
      ) : (
        <ProductPick taken={taken} onPick={add} />
      )}
      <div>
        <Button
          size="small"
          variant="tertiary"
          onPress={() => show(false, true)}
        >
          Add none
        </Button>
      </div>
    </Flex>
  );
}
