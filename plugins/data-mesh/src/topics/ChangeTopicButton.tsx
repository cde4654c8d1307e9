import { Button } from '@backstage/ui';
import { useUrlFlag } from '../common/useUrlFlag';
import { useAsk } from '../live/useAsk';
import { ChangeTopicDialog } from './ChangeTopicDialog';
import type { TopicFacts } from './types';

/** Opens the dialog that changes a topic, for whoever may. */
export function ChangeTopicButton({ facts }: { facts: TopicFacts }) {
  const { cluster, name } = facts.topic;
  const [isOpen, setOpen] = useUrlFlag('change', 'topic');
  // A plan for nothing says whether one may at all.
  const may = useAsk(JSON.stringify([cluster, name]), api =>
    api.planTopicChange(cluster, name, {}),
  );
  if (!may.value || may.value.refusal) return null;
  return (
    <>
      <Button size="small" variant="secondary" onPress={() => setOpen(true)}>
        Change …
      </Button>
      {isOpen && (
        <ChangeTopicDialog facts={facts} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
