import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  Dialog,
  DialogBody,
  DialogHeader,
  Flex,
  Skeleton,
  Text,
} from '@backstage/ui';
import type { TopicChangePlan } from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { errorWords } from '../common/errorWords';
import { Failure } from '../common/Failure';
import { PlanFooter } from '../common/PlanFooter';
import { ReasonField } from '../common/ReasonField';
import { usePlannedAct } from '../common/usePlannedAct';
import { sentence } from '../humanise/sentence';
import { useAsk } from '../live/useAsk';
import { TopicChangeFields } from './TopicChangeFields';
import { changeOf, formOf, formProblem } from './topicChangeForm';
import { TopicChangePlanView } from './TopicChangePlanView';
import { changeWords } from './topicChangeWords';
import type { TopicFacts } from './types';

/**
 * Changes a topic: first how it is to be, then what becomes what and what that
 * entails, then what was done.
 */
export function ChangeTopicDialog(props: {
  facts: TopicFacts;
  onClose: () => void;
}) {
  const { onClose } = props;
  const api = useApi(dataMeshApiRef);
  // What comes in while one types is told by the plan.
  const [facts] = useState(props.facts);
  const { cluster, name } = facts.topic;
  const before = formOf(facts);
  const [form, setForm] = useState(before);
  const [reason, setReason] = useState('');
  const steps = usePlannedAct<TopicChangePlan>(`topic:${cluster}/${name}`);
  const { stage, isPlanned, isPending, failure, done } = steps;

  const input = changeOf(form, before);
  const problem = formProblem(form);
  const plan = useAsk(
    isPlanned && !done ? JSON.stringify([cluster, name, input]) : undefined,
    each => each.planTopicChange(cluster, name, input),
  );
  const planned = plan.value;
  const change = () =>
    steps.act(() =>
      api.changeTopic(cluster, name, {
        ...input,
        planHash: planned?.hash ?? '',
        reason: reason.trim(),
      }),
    );
  const mayChange =
    planned && !planned.refusal && planned.changes.length > 0 && reason.trim();
  return (
    <Dialog
      isOpen
      isDismissable={false}
      onOpenChange={open => !open && onClose()}
      width="44rem"
    >
      <DialogHeader>{`Change ${name}`}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          {!isPlanned && (
            <>
              <TopicChangeFields
                form={form}
                partitions={before.partitions}
                onChange={setForm}
              />
              <Text as="p" color="secondary">
                {problem ?? 'Nothing changes yet: you see first what happens.'}
              </Text>
            </>
          )}
          {isPlanned && !done && (
            <>
              {plan.error && (
                <Failure
                  title="What happens could not be asked"
                  error={plan.error}
                  onRetry={plan.retry}
                />
              )}
              {plan.pending && <Skeleton width="100%" height="10rem" />}
              {planned && <TopicChangePlanView plan={planned} />}
              {planned && !planned.refusal && planned.changes.length > 0 && (
                <ReasonField
                  description="It stands in the history."
                  value={reason}
                  onChange={setReason}
                />
              )}
              {failure && (
                <Alert
                  icon
                  role="alert"
                  status="danger"
                  title="The topic was not changed"
                  description={sentence(errorWords(failure))}
                />
              )}
            </>
          )}
          {done && (
            <Text as="p" role="status">
              {`The topic was changed. ${done.changes
                .map(changeWords)
                .join('. ')}.`}
            </Text>
          )}
        </Flex>
      </DialogBody>
      <PlanFooter
        stage={stage}
        plan={{
          label: 'Show what happens',
          isDisabled: problem !== undefined || Object.keys(input).length === 0,
          onPress: steps.plan,
        }}
        act={{
          label: 'Change',
          destructive: Boolean(planned?.consequences.length),
          isPending,
          isDisabled: !mayChange,
          onPress: change,
        }}
        onBack={steps.back}
        onClose={onClose}
      />
    </Dialog>
  );
}
