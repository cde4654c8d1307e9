import { useState } from 'react';
import { Text } from '@backstage/ui';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { ReasonField } from '../common/ReasonField';

/** Takes a published domain, with nothing in it, out of the mesh. */
export function UnpublishDomainButton(props: {
  title: string;
  /** Whether a declaration counts instead of it, and goes on. */
  isShadowed: boolean;
  onUnpublish: (reason: string) => Promise<unknown>;
}) {
  const { title, isShadowed, onUnpublish } = props;
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      destructive
      action="Unpublish"
      title={`Unpublish ${title}?`}
      isIncomplete={!reason.trim()}
      onConfirm={() => onUnpublish(reason.trim())}
    >
      <Text as="p">
        {isShadowed
          ? 'What is declared goes on as it is. If its file goes, nothing stands behind it any more.'
          : 'While parts, data products or topics are in it, it cannot be unpublished. Its versions stay in the history.'}
      </Text>
      <ReasonField
        description="It stands in the history, and beside the version."
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  );
}
