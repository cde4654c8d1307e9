import { Flex, Text } from '@backstage/ui';
import type { Policy } from '@data-mesh/backstage-plugin-data-mesh-common';
import { counted } from '../../humanise/numbers';
import { FailingGroupView } from './FailingGroupView';
import {
  blockedWords,
  countWords,
  groupFailing,
  trialWords,
} from './trialWords';
import type { RunningTrial } from './useTrial';

/** What a change of a policy would find wrong that is not wrong now, and whose. */
export function TrialView(props: {
  /** As it is in force; left out of one that is new. */
  policy?: Pick<Policy, 'stageNow'>;
  run: Pick<RunningTrial, 'trial' | 'pending'>;
}) {
  const { policy, run } = props;
  const { trial, pending } = run;
  if (!trial) return null;
  const { newlyFailing, newlyFailingTotal } = trial;
  return (
    <Flex direction="column" gap="3">
      <Text
        as="h3"
        variant="body-large"
        weight="bold"
        // Every part would be read out else.
        {...(!pending && { role: 'status' })}
      >
        {trialWords(trial)}
      </Text>
      <Text as="p">
        {countWords(trial)}
        {!policy && ' Nothing fails now because the policy is new.'}
        {policy?.stageNow === 'draft' &&
          ' Nothing fails now because the policy is a draft.'}
      </Text>
      {trial.newlyBlocked > 0 && <Text as="p">{blockedWords(trial)}</Text>}
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
