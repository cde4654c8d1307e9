import { useState } from 'react';
import { Button } from '@backstage/ui';
import { ClaimDialog, type Claimed } from './ClaimDialog';

/** Makes what nobody has claimed a data product of one's team. */
export function ClaimButton(props: {
  claimed: Claimed;
  /** What it is, for those who do not see what the button stands beside. */
  name: string;
  onClaimed?: () => void;
}) {
  const { claimed, name, onClaimed } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        aria-label={`Claim ${name} …`}
        onPress={() => setOpen(true)}
      >
        Claim …
      </Button>
      {isOpen && (
        <ClaimDialog
          claimed={claimed}
          onClose={() => setOpen(false)}
          onClaimed={onClaimed}
        />
      )}
    </>
  );
}
