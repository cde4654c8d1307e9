import { Button } from '@backstage/ui';
import type { Grant } from '@data-mesh/backstage-plugin-data-mesh-common';
import { useUrlFlag } from '../common/useUrlFlag';
import { ResetOffsetsDialog } from './ResetOffsetsDialog';

/** Opens the dialog that moves a group's offsets; the URL says that it is open. */
export function ResetOffsetsButton({ grant }: { grant: Grant }) {
  const [isOpen, setOpen] = useUrlFlag('reset', 'offsets');
  return (
    <>
      <Button size="small" variant="secondary" onPress={() => setOpen(true)}>
        Read from elsewhere …
      </Button>
      {isOpen && (
        <ResetOffsetsDialog grant={grant} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
