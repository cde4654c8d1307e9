import { useState, type ReactNode } from 'react';
import { Checkbox } from '@backstage/ui';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { statusOf } from '../common/errorWords';
import { ReasonField } from '../common/ReasonField';
import { ReadersView } from './ReadersView';

/**
 * Ends a product, with a reason. Where that is refused since somebody reads it,
 * it says who, and lets those who may override that do so.
 */
export function EndDialog(props: {
  productRef: string;
  action: string;
  title: string;
  /** Whether the caller may, although it is read. */
  mayOverride: boolean;
  onEnd: (input: { reason: string; override?: boolean }) => Promise<unknown>;
  children: ReactNode;
}) {
  const { productRef, action, title, mayOverride, onEnd, children } = props;
  const [reason, setReason] = useState('');
  const [isRead, setRead] = useState(false);
  const [override, setOverride] = useState(false);
  return (
    <ConfirmDialog
      destructive
      action={action}
      title={title}
      isIncomplete={!reason.trim()}
      onConfirm={async () => {
        try {
          await onEnd({
            reason: reason.trim(),
            ...(override && { override }),
          });
        } catch (error) {
          // Somebody reads it, or that could not be told.
          if ([409, 503].includes(statusOf(error))) setRead(true);
          throw error;
        }
      }}
    >
      {children}
      <ReasonField
        description="It stands in the history, and beside the version."
        value={reason}
        onChange={setReason}
      />
      {isRead && <ReadersView productRef={productRef} />}
      {isRead && mayOverride && (
        <Checkbox isSelected={override} onChange={setOverride}>
          {`${action} although it is read; the owners of those who read it are told why`}
        </Checkbox>
      )}
    </ConfirmDialog>
  );
}
