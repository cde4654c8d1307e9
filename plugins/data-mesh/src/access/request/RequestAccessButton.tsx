import { useState } from 'react';
import { Button } from '@backstage/ui';
import type { ProductDetails } from '@data-mesh/backstage-plugin-data-mesh-common';
import { RiKey2Line } from '@remixicon/react';
import { useUrlFlag } from '../../common/useUrlFlag';
import { RequestDialog } from './RequestDialog';
import { useRequestForm } from './useRequestForm';

type RequestAccessButtonProps = {
  details: ProductDetails;
  /** The port to ask for; all are offered anyway. */
  port?: string;
  isPrimary?: boolean;
};

/** Opens the dialog that asks for access; the URL says that it is open. */
export function RequestAccessButton(props: RequestAccessButtonProps) {
  const { product } = props.details;
  if (product.ports.length === 0) return null;
  // From one product's page to another's is another draft.
  return <DraftingButton key={product.ref} {...props} />;
}

function DraftingButton(props: RequestAccessButtonProps) {
  const { details, port, isPrimary } = props;
  const [isOpen, setOpen] = useUrlFlag('request', port ?? 'all');
  const draft = useRequestForm(details.product, port);
  const [isSent, setSent] = useState(false);

  return (
    <>
      <Button
        size="small"
        variant={isPrimary ? 'primary' : 'secondary'}
        iconStart={<RiKey2Line />}
        onPress={() => setOpen(true)}
      >
        Request access
      </Button>
      {isOpen && (
        <RequestDialog
          details={details}
          draft={draft}
          onSent={() => setSent(true)}
          onClose={() => {
            if (isSent) draft.restart();
            setSent(false);
            setOpen(false);
          }}
        />
      )}
    </>
  );
}
