import { Flex, Text } from '@backstage/ui';
import type {
  Policy,
  PolicyTrial,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { counted } from '../../humanise/numbers';
import { FailingGroupView } from './FailingGroupView';
import { countWords, groupFailing, trialWords } from './trialWords';

/** What a change of a policy would find wrong that is not wrong now, and whose. */
export function TrialView(props: { policy: Policy; trial: PolicyTrial }) {
  const { policy, trial } = props;
  const { newlyFailing, newlyFailingTotal } = trial;
  return (
    <Flex direction="column" gap="3">
      <Text as="h3" variant="body-large" weight="bold" role="status">
        {trialWords(trial)}
      </Text>
      <Text as="p">
        {countWords(trial)}
        {policy.stageNow === 'draft' &&
          ' Nothing fails now because the policy is a draft.'}
      </Text>
      {groupFailing(newlyFailing).map(group => (
        <FailingGroupView
          key={JSON.stringify([group.domain, group.owner])}
          group={group}
        />
      ))}
      {newlyFailing.length < newlyFailingTotal && (
        <Text as="p" color="secondary">
          {`${counted(
            newlyFailingTotal - newlyFailing.length,
            'more product is',
            'more products are',
          )} not listed.`}
        </Text>
      )}
    </Flex>
  );
}
