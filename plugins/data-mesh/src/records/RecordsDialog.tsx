import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Skeleton,
  Text,
} from '@backstage/ui';
import type { TopicKey } from '@data-mesh/backstage-plugin-data-mesh-common';
import { Failure } from '../common/Failure';
import { counted } from '../humanise/numbers';
import { useAsk } from '../live/useAsk';
import { RecordView } from './RecordView';

/** The newest records of a topic, asked for once and again on demand. */
export function RecordsDialog({
  cluster,
  topic,
  onClose,
}: TopicKey & { onClose: () => void }) {
  const { value, error, pending, retry } = useAsk(
    JSON.stringify([cluster, topic]),
    api => api.sampleRecords(cluster, topic),
  );
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width="56rem">
      <DialogHeader>{`Records of ${topic}`}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="3">
          {pending && <Skeleton width="100%" height="16rem" />}
          {error && (
            <Failure
              title="The records could not be read"
              error={error}
              onRetry={retry}
            />
          )}
          {value && (
            <Text as="p" color="secondary">
              {value.records.length > 0
                ? `The newest ${counted(
                    value.records.length,
                    'record',
                  )}. That you looked is in the history.`
                : 'There are no records in the topic now.'}
            </Text>
          )}
          {value?.records.map((record, index) => (
            <RecordView
              key={`${record.partition}/${record.offset}`}
              record={record}
              isOpen={index === 0}
            />
          ))}
        </Flex>
      </DialogBody>
      {value && (
        <DialogFooter>
          <Button variant="secondary" onPress={retry}>
            Read again
          </Button>
        </DialogFooter>
      )}
    </Dialog>
  );
}
