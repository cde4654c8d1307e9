import { useState } from 'react';
import { Button } from '@backstage/ui';
import { BulkClaimDialog } from './BulkClaimDialog';

/** Claims several topics of a domain at once. */
export function BulkClaimButton(props: {
  domainRef: string;
  onClaimed: () => void;
}) {
  const { domainRef, onClaimed } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" variant="secondary" onPress={() => setOpen(true)}>
        Claim several …
      </Button>
      {isOpen && (
        <BulkClaimDialog
          domainRef={domainRef}
          onClaimed={onClaimed}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
