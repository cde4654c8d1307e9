import { useState } from 'react';
import {
  Alert,
  Button,
  Checkbox,
  CheckboxGroup,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Select,
  Skeleton,
  Text,
} from '@backstage/ui';
import type { MeshTopic } from '@data-mesh/backstage-plugin-data-mesh-common';
import { errorWords } from '../common/errorWords';
import { Failure } from '../common/Failure';
import { useEntityTitles } from '../entities/useEntityTitles';
import { useAsk } from '../live/useAsk';
import { useRefresh } from '../live/useLive';
import { claimableTopics, keyOf, MOST_TOPICS } from './bulkClaim';
import { BulkClaimResults } from './BulkClaimResults';
import { useBulkClaim } from './useBulkClaim';

const keyOfTopic = ({ cluster, name }: MeshTopic) =>
  keyOf({ cluster, topic: name });

/** Claims several topics of a domain: chosen, shown as products, published. */
export function BulkClaimDialog(props: {
  domainRef: string;
  onClaimed: () => void;
  onClose: () => void;
}) {
  const { domainRef, onClaimed, onClose } = props;
  const refresh = useRefresh('');
  const topics = useAsk(domainRef, api => claimableTopics(api, domainRef));
  const first = topics.value?.[0];
  const claimOfFirst = useAsk(first && keyOfTopic(first), api =>
    api.getTopicClaim({ cluster: first!.cluster, topic: first!.name }),
  );
  const owners = claimOfFirst.value?.owners ?? [];
  const [chosen, setChosen] = useState<string[]>([]);
  const [picked, setPicked] = useState('');
  const owner = picked || owners[0] || '';
  const { claim, attempt, publish, restart } = useBulkClaim(owner);
  const { phase, products, reached, failure } = claim;
  const open = products.filter(each => !each.refusal && !each.published);
  const isChoosing = phase === 'choosing' || phase === 'trying';

  const close = async () => {
    onClose();
    if (products.some(({ published }) => published)) {
      await refresh();
      onClaimed();
    }
  };

  return (
    <Dialog
      isOpen
      isDismissable={false}
      onOpenChange={isOpen => !isOpen && close()}
      width="46rem"
    >
      <DialogHeader>Claim several topics for your team</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          {(topics.pending || claimOfFirst.pending) && (
            <Skeleton width="100%" height="12rem" />
          )}
          {topics.error && (
            <Failure
              title="The topics could not be asked"
              error={topics.error}
              onRetry={topics.retry}
            />
          )}
          {claimOfFirst.error && (
            <Failure
              title="For whom you could claim them could not be asked"
              error={claimOfFirst.error}
              onRetry={claimOfFirst.retry}
            />
          )}
          {topics.value?.length === 0 && (
            <Text as="p">There is none that nobody has claimed.</Text>
          )}
          {isChoosing && topics.value && owners.length > 0 && (
            <ChooseTopics
              topics={topics.value}
              chosen={chosen}
              owners={owners}
              owner={owner}
              onChoose={setChosen}
              onOwner={setPicked}
            />
          )}
          {!isChoosing && <BulkClaimResults claim={claim} />}
          {phase === 'publishing' && (
            <Text as="p" role="status">
              {`${reached} of ${reached + open.length} published`}
            </Text>
          )}
          {failure && (
            <Alert
              icon
              role="alert"
              status="danger"
              title={isChoosing ? 'That did not work' : 'It stopped on the way'}
              description={errorWords(failure)}
            />
          )}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={close}>
          {phase === 'done' ? 'Done' : 'Cancel'}
        </Button>
        {phase === 'tried' && !failure && (
          <Button variant="secondary" onPress={restart}>
            Back
          </Button>
        )}
        {isChoosing && (
          <Button
            variant="primary"
            isPending={phase === 'trying'}
            isDisabled={
              chosen.length === 0 || chosen.length > MOST_TOPICS || !owner
            }
            onPress={() =>
              attempt(
                (topics.value ?? [])
                  .filter(topic => chosen.includes(keyOfTopic(topic)))
                  .map(({ cluster, name }) => ({ cluster, topic: name })),
              )
            }
          >
            See what they become
          </Button>
        )}
        {(phase === 'tried' || phase === 'publishing') && (
          <Button
            variant="primary"
            isPending={phase === 'publishing'}
            isDisabled={open.length === 0}
            onPress={publish}
          >
            {failure ? 'Try the rest again' : publishWords(open.length)}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}

function publishWords(count: number): string {
  return count === 1 ? 'Publish 1 product' : `Publish ${count} products`;
}

function ChooseTopics(props: {
  topics: MeshTopic[];
  chosen: string[];
  owners: string[];
  owner: string;
  onChoose: (keys: string[]) => void;
  onOwner: (ref: string) => void;
}) {
  const { topics, chosen, owners, owner, onChoose, onOwner } = props;
  const titleOf = useEntityTitles(owners);
  const isAll = chosen.length === topics.length;
  return (
    <>
      <Text as="p">
        Topics of one discovered product become that product together. Titles
        and descriptions can be changed afterwards.
      </Text>
      <Select
        isRequired
        label="Owner"
        options={owners.map(id => ({ id, label: titleOf(id) }))}
        value={owner}
        onChange={ref => onOwner(owners.find(id => id === ref) ?? '')}
      />
      <Checkbox
        isSelected={isAll}
        isIndeterminate={chosen.length > 0 && !isAll}
        onChange={all => onChoose(all ? topics.map(keyOfTopic) : [])}
      >
        {`All ${topics.length} topics`}
      </Checkbox>
      <CheckboxGroup label="Topics" value={chosen} onChange={onChoose}>
        {topics.map(topic => (
          <Checkbox key={keyOfTopic(topic)} value={keyOfTopic(topic)}>
            {`${topic.name} on ${topic.cluster}`}
          </Checkbox>
        ))}
      </CheckboxGroup>
      {chosen.length > MOST_TOPICS && (
        <Text as="p" role="alert" color="danger">
          {`Choose ${MOST_TOPICS} at most; the others can be claimed afterwards.`}
        </Text>
      )}
    </>
  );
}
