import { useState } from 'react';
import { Button, Text } from '@backstage/ui';
import type { UnmanagedAcl } from '@data-mesh/backstage-plugin-data-mesh-common';
import { aclTuple, aclWords } from '../access/aclWords';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { errorWords } from '../common/errorWords';
import { ReasonField } from '../common/ReasonField';
import { useGrantAction } from '../grants/useGrantAction';

/** Lets an ACL be as it is. */
export function IgnoreButton(props: { cluster: string; acl: UnmanagedAcl }) {
  const { cluster, acl } = props;
  const { act } = useGrantAction();
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      action="Ignore"
      title="Let this ACL be as it is?"
      isIncomplete={!reason.trim()}
      onConfirm={() =>
        act(api => api.ignoreAcl(cluster, acl.id, reason.trim()))
      }
    >
      <Tuple acl={acl} />
      <ReasonField
        description="Whoever asks why it is there reads this. Nothing changes at Kafka."
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  );
}

/** Lists an ACL again that was ignored. */
export function UnignoreButton(props: { cluster: string; acl: UnmanagedAcl }) {
  const { cluster, acl } = props;
  const { press, isPending, error } = useGrantAction();
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        isPending={isPending}
        onPress={() => press(api => api.unignoreAcl(cluster, acl.id))}
      >
        Look at it again
      </Button>
      {error && (
        <Text role="alert" color="danger">
          {errorWords(error)}
        </Text>
      )}
    </>
  );
}

/** Deletes exactly one ACL at Kafka. */
export function RevokeAclButton(props: { cluster: string; acl: UnmanagedAcl }) {
  const { cluster, acl } = props;
  const { act } = useGrantAction();
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      destructive
      action="Revoke"
      title={`Delete this ACL on ${cluster}?`}
      isIncomplete={!reason.trim()}
      onConfirm={() =>
        act(api => api.revokeAcl(cluster, acl.id, reason.trim()))
      }
    >
      <Tuple acl={acl} />
      <Text as="p">
        {acl.binding.permission === 'DENY'
          ? 'Exactly this one is deleted at Kafka. What it forbids may be allowed by others, within seconds.'
          : 'Exactly this one is deleted at Kafka. Running clients that live on it stop within seconds, and the portal cannot undo that.'}
      </Text>
      <ReasonField
        description="It stands in the history."
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  );
}

function Tuple({ acl: { binding } }: { acl: UnmanagedAcl }) {
  return (
    <div>
      <Text as="p">{`${binding.principal} ${aclWords(binding)}`}</Text>
      <Text as="p" variant="body-small" color="secondary">
        <code>{aclTuple(binding)}</code>
      </Text>
    </div>
  );
}
