import { useState } from 'react';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import type { SchemaChange } from '@data-mesh/backstage-plugin-data-mesh-common';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { errorWords } from '../common/errorWords';
import { ReasonField } from '../common/ReasonField';
import { useGrantAction } from '../grants/useGrantAction';

/** What stewards and the product's owner can do to a change. */
export function ChangeButtons({ change }: { change: SchemaChange }) {
  const { act, press, isPending, error } = useGrantAction();
  const [reason, setReason] = useState('');
  const { id, may } = change;
  return (
    <Flex direction="column" gap="3">
      <Flex gap="2">
        {may.retry && (
          <Button
            size="small"
            variant="primary"
            isPending={isPending}
            onPress={() => press(api => api.retrySchemaChange(id))}
          >
            Try again
          </Button>
        )}
        {may.override && (
          <ConfirmDialog
            destructive
            action="Accept for the readers"
            title="Register it though not all readers agree?"
            isIncomplete={!reason.trim()}
            onConfirm={() =>
              act(api => api.overrideSchemaChange(id, reason.trim()))
            }
          >
            <Text as="p">
              Who cannot read the new schema breaks as soon as somebody writes
              with it. All readers are told.
            </Text>
            <ReasonField
              description="Readers see it, and it stands in the history."
              value={reason}
              onChange={setReason}
            />
          </ConfirmDialog>
        )}
        {may.withdraw && (
          <ConfirmDialog
            action="Withdraw"
            title="Withdraw this change?"
            isIncomplete={!reason.trim()}
            onConfirm={() =>
              act(api => api.withdrawSchemaChange(id, reason.trim()))
            }
          >
            <Text as="p">The schema stays as it is. All readers are told.</Text>
            <ReasonField
              description="Readers see it, and it stands in the history."
              value={reason}
              onChange={setReason}
            />
          </ConfirmDialog>
        )}
      </Flex>
      {error && (
        <Alert
          icon
          role="alert"
          status="danger"
          title="That did not work"
          description={errorWords(error)}
        />
      )}
    </Flex>
  );
}
