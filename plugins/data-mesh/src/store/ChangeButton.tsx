import { useState, type ReactNode } from 'react';
import { Button, Dialog, DialogHeader, TextField } from '@backstage/ui';
import { useRefresh } from '../live/useLive';
import type { Standing } from './Published';

/** A change that somebody has begun, whatever comes meanwhile. */
export type BegunChange<T extends Standing> = {
  /** The version that they have begun with. */
  begun: T;
  /** What is sent beside the descriptor. */
  basis: { basedOn: number; reason?: string };
  reasonField: ReactNode;
  onClose: () => void;
  /** Shows everywhere what has become of it. */
  onChanged: () => Promise<void>;
};

/** Changes what something says of itself, as its next version. */
export function ChangeButton<T extends Standing>(props: {
  title: string;
  standing: T;
  editor: (change: BegunChange<T>) => ReactNode;
}) {
  const { title, standing, editor } = props;
  const [begun, setBegun] = useState<T>();
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        onPress={() => setBegun(standing)}
      >
        Change …
      </Button>
      {begun && (
        <ChangeDialog
          title={title}
          begun={begun}
          editor={editor}
          onClose={() => setBegun(undefined)}
        />
      )}
    </>
  );
}

function ChangeDialog<T extends Standing>(props: {
  title: string;
  begun: T;
  editor: (change: BegunChange<T>) => ReactNode;
  onClose: () => void;
}) {
  const { title, begun, editor, onClose } = props;
  const refresh = useRefresh('');
  const [reason, setReason] = useState('');
  return (
    <Dialog
      isOpen
      isDismissable={false}
      onOpenChange={open => !open && onClose()}
      width="40rem"
    >
      <DialogHeader>{`Change ${title}`}</DialogHeader>
      {editor({
        begun,
        basis: {
          basedOn: begun.version,
          ...(reason.trim() && { reason: reason.trim() }),
        },
        reasonField: (
          <TextField
            label="Why"
            secondaryLabel="Optional"
            description="It stands in the history, and beside the version."
            maxLength={2000}
            value={reason}
            onChange={setReason}
          />
        ),
        onClose,
        onChanged: refresh,
      })}
    </Dialog>
  );
}
