import { Button } from '@backstage/ui';
import { RiFileSearchLine } from '@remixicon/react';
import { useUrlFlag } from '../common/useUrlFlag';
import type { TopicFacts } from '../topics/types';
import { RecordsDialog } from './RecordsDialog';

/** Opens the newest records of a topic, for whoever may see them. */
export function RecordsButton({ facts }: { facts: TopicFacts }) {
  const { cluster, name } = facts.topic;
  const [isOpen, setOpen] = useUrlFlag('records', `${cluster}/${name}`);
  if (!facts.maySample) return null;
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiFileSearchLine aria-hidden />}
        onPress={() => setOpen(true)}
      >
        Show records
      </Button>
      {isOpen && (
        <RecordsDialog
          cluster={cluster}
          topic={name}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
