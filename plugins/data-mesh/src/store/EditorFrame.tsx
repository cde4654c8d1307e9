import { useState, type ReactNode } from 'react';
import {
  Alert,
  Button,
  DialogBody,
  DialogFooter,
  Flex,
  Text,
} from '@backstage/ui';
import { errorWords } from '../common/errorWords';

/**
 * The body of a dialog in which a descriptor is filled in, and published. A
 * failure is said in it, and keeps what one has typed.
 */
export function EditorFrame(props: {
  intro: string;
  action: string;
  /** Whether it cannot be published as it is. */
  isBlocked: boolean;
  onSubmit: () => Promise<unknown>;
  onClose: () => void;
  children: ReactNode;
}) {
  const { intro, action, isBlocked, onSubmit, onClose, children } = props;
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const submit = async () => {
    setPending(true);
    setFailure(undefined);
    try {
      await onSubmit();
      onClose();
    } catch (error) {
      setFailure(error as Error);
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      <DialogBody>
        <Flex direction="column" gap="4">
          <Text as="p">{intro}</Text>
          {children}
          {failure && (
            <Alert
              icon
              role="alert"
              status="danger"
              title="Nothing was published"
              description={errorWords(failure)}
            />
          )}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          Cancel
        </Button>
        <Button
          variant="primary"
          isPending={isPending}
          isDisabled={isBlocked}
          onPress={submit}
        >
          {action}
        </Button>
      </DialogFooter>
    </>
  );
}
