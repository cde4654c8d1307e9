import { useState } from 'react';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { errorWords } from '../common/errorWords';
import { EntityLink } from '../entities/EntityLink';
import type { ShownOffer } from './Published';

/** To whom something is offered; whoever may answer that finds the buttons. */
export function OfferView(props: {
  title: string;
  offer: ShownOffer;
  /** What accepting it makes of the receiver. */
  meaning: string;
  onAnswer: (accept: boolean) => Promise<unknown>;
}) {
  const { title, meaning, onAnswer } = props;
  const { transfer, mayAccept, mayWithdraw } = props.offer;
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<Error>();
  const decline = async () => {
    setPending(true);
    setError(undefined);
    try {
      await onAnswer(false);
    } catch (failure) {
      setError(failure as Error);
    } finally {
      setPending(false);
    }
  };
  return (
    <Flex direction="column" gap="2">
      <Text as="p">
        It is offered to <EntityLink inText entityRef={transfer.to} /> by{' '}
        <EntityLink inText entityRef={transfer.proposedBy} />
        {transfer.reason && <>: {transfer.reason}</>}
      </Text>
      <Flex gap="2">
        {mayAccept && (
          <ConfirmDialog
            isPrimary
            action="Accept"
            title={`Take ${title} over?`}
            onConfirm={() => onAnswer(true)}
          >
            <Text as="p">{meaning}</Text>
          </ConfirmDialog>
        )}
        {(mayAccept || mayWithdraw) && (
          <Button
            size="small"
            variant="secondary"
            isPending={isPending}
            onPress={decline}
          >
            {mayAccept ? 'Decline' : 'Withdraw'}
          </Button>
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
