import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useUrlFlag } from '../common/useUrlFlag';
import { AdoptDialog } from './AdoptDialog';

/** Opens the dialog that makes grants of ACLs; the URL says that it is open. */
export function AdoptButton(props: { cluster: string; principal: string }) {
  const [isOpen, setOpen] = useUrlFlag('adopt', 'acls');
  const [count, setCount] = useState(0);
  return (
    <>
      <Button size="small" variant="primary" onPress={() => setOpen(true)}>
        Adopt many …
      </Button>
      {isOpen && (
        <AdoptDialog
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
