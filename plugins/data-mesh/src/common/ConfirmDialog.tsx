import { useState, type ReactNode } from 'react';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
  Flex,
} from '@backstage/ui';
import { errorWords } from './errorWords';

/**
 * A button that shows what will happen before it does. A failure is said in
 * the dialog, which stays open; closing it brings the focus back to the button.
 */
export function ConfirmDialog(props: {
  /** On the button, and on the one that confirms. */
  action: string;
  title: string;
  destructive?: boolean;
  /** Whether this is what most people come for. */
  isPrimary?: boolean;
  /** Whether something is missing that has to be filled in first. */
  isIncomplete?: boolean;
  onConfirm: () => Promise<unknown>;
  children: ReactNode;
}) {
  const { action, title, destructive, isPrimary, isIncomplete } = props;
  const { onConfirm, children } = props;
  const [isOpen, setOpen] = useState(false);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<Error>();

  const confirm = async () => {
    setPending(true);
    setError(undefined);
    try {
      await onConfirm();
      setOpen(false);
    } catch (failure) {
      setError(failure as Error);
    } finally {
      setPending(false);
    }
  };

  return (
    <DialogTrigger
      isOpen={isOpen}
      onOpenChange={open => {
        setError(undefined);
        setOpen(open);
      }}
    >
      <Button size="small" variant={isPrimary ? 'primary' : 'secondary'}>
        {`${action} …`}
      </Button>
      <Dialog isDismissable width="36rem">
        <DialogHeader>{title}</DialogHeader>
        <DialogBody>
          <Flex direction="column" gap="3">
            {children}
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
        </DialogBody>
        <DialogFooter>
          <Button
            variant="primary"
            destructive={destructive}
            isPending={isPending}
            isDisabled={isIncomplete}
            onPress={confirm}
          >
            {action}
          </Button>
          <Button variant="secondary" slot="close">
            Cancel
          </Button>
        </DialogFooter>
      </Dialog>
    </DialogTrigger>
  );
}
