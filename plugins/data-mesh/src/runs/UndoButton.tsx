import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Text } from '@backstage/ui';
import type {
  Run,
  RunUndo,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { CommentField } from '../common/CommentField';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { creationWords } from './runWords';

/** Takes back what a run made; what has to stay is said afterwards. */
export function UndoButton(props: {
  run: Run;
  onUndone: (undo: RunUndo) => void;
}) {
  const { run, onUndone } = props;
  const api = useApi(dataMeshApiRef);
  const [reason, setReason] = useState('');
  const going = run.creations
    .filter(({ state }) => state !== 'undone')
    .reverse();
  return (
    <ConfirmDialog
      destructive
      action="Undo"
      title="Undo this run?"
      onConfirm={async () => {
        onUndone(await api.undoRun(run.run, reason.trim() || undefined));
      }}
    >
      <Text as="p">
        It is taken back in this order, as far as nobody uses it: a topic with
        records in it stays, and so does a product that somebody reads.
      </Text>
      <ol>
        {going.map(creation => (
          <li key={creation.id}>
            <Text>{creationWords(creation)}</Text>
          </li>
        ))}
      </ol>
      <CommentField value={reason} onChange={setReason} />
    </ConfirmDialog>
  );
}
