import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useUrlFlag } from '../common/useUrlFlag';
import { StartDialog } from './StartDialog';

/** Opens the dialog that starts a campaign; the URL says that it is open. */
export function StartButton(props: { domain: string }) {
  const [isOpen, setOpen] = useUrlFlag('start', 'campaign');
  const [count, setCount] = useState(0);
  return (
    <>
      <Button size="small" variant="primary" onPress={() => setOpen(true)}>
        Start a campaign …
      </Button>
      {isOpen && (
        <StartDialog
          key={count}
          {...props}
          onClose={() => {
            setCount(count + 1);
            setOpen(false);
          }}
        />
      )}
    </>
  );
}
