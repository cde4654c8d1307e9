import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  DatePicker,
  Dialog,
  DialogBody,
  DialogHeader,
  Flex,
  Radio,
  RadioGroup,
  Skeleton,
  Text,
  TextField,
} from '@backstage/ui';
import type {
  CampaignInput,
  CampaignPlan,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  getLocalTimeZone,
  today,
  type DateValue,
} from '@internationalized/date';
import { ACCESS } from '../access/useAccess';
import { dataMeshApiRef } from '../api';
import { errorWords } from '../common/errorWords';
import { Failure } from '../common/Failure';
import { PlanFooter } from '../common/PlanFooter';
import { ReasonField } from '../common/ReasonField';
import { usePlannedAct } from '../common/usePlannedAct';
import { EntityPick } from '../entities/EntityPick';
import { counted } from '../humanise/numbers';
import { useAsk } from '../live/useAsk';
import { endOfDay } from '../humanise/endOfDay';
import { StartPlanView } from './StartPlanView';

const UNDECIDED = [
  { id: 'keep', label: 'It is kept, and reported as not answered' },
  { id: 'revoke', label: 'It is revoked: running clients stop within seconds' },
] as const;

/**
 * Starts a campaign: first for which domain, why and by when, then whom it
 * would ask for how many grants, then what it has started.
 */
export function StartDialog(props: { domain: string; onClose: () => void }) {
  const { onClose } = props;
  const api = useApi(dataMeshApiRef);
  const now = today(getLocalTimeZone());
  const [domain, setDomain] = useState(props.domain);
  const [title, setTitle] = useState('');
  const [reason, setReason] = useState('');
  const [due, setDue] = useState<DateValue | null>(now.add({ days: 14 }));
  const [undecided, setUndecided] =
    useState<CampaignInput['undecided']>('keep');
  const steps = usePlannedAct<CampaignPlan>(ACCESS);
  const { stage, isPlanned, isPending, failure, done } = steps;

  const input = {
    domain,
    ...(title.trim() && { title: title.trim() }),
    reason: reason.trim(),
    ...(due && { dueAt: endOfDay(due) }),
    undecided,
  };
  const plan = useAsk(isPlanned ? JSON.stringify(input) : undefined, each =>
    each.startCampaign({ ...input, dryRun: true }),
  );

  const start = () =>
    steps.act(() => api.startCampaign({ ...input, dryRun: false }));

  const shown = done ?? plan.value;
  return (
    <Dialog
      isOpen
      isDismissable={false}
      onOpenChange={open => !open && onClose()}
      width="44rem"
    >
      <DialogHeader>Have grants looked at again</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          {!isPlanned && (
            <>
              <Text as="p">
                The owners of the domain’s products confirm or drop each grant.
                Domains below it belong to it.
              </Text>
              <EntityPick
                isRequired
                label="Domain"
                placeholder="Whose grants are looked at again"
                kinds={['domain']}
                value={domain}
                onChange={ref => setDomain(ref ?? '')}
              />
              <TextField
                label="Title"
                secondaryLabel="Optional"
                description="The domain and the month if left out."
                maxLength={200}
                value={title}
                onChange={setTitle}
              />
              <ReasonField
                description="Owners read it before they answer."
                value={reason}
                onChange={setReason}
              />
              <DatePicker
                isRequired
                label="Owners answer by the end of"
                granularity="day"
                minValue={now.add({ days: 1 })}
                maxValue={now.add({ days: 364 })}
                value={due}
                onChange={setDue}
              />
              <RadioGroup
                label="What becomes of what nobody answers"
                value={undecided}
                onChange={chosen =>
                  setUndecided(chosen === 'revoke' ? 'revoke' : 'keep')
                }
              >
                {UNDECIDED.map(({ id, label }) => (
                  <Radio key={id} value={id}>
                    {label}
                  </Radio>
                ))}
              </RadioGroup>
            </>
          )}
          {isPlanned && plan.error && !done && (
            <Failure
              title="This campaign cannot be started"
              error={plan.error}
              onRetry={plan.retry}
            />
          )}
          {isPlanned && plan.pending && !done && (
            <Skeleton width="100%" height="12rem" />
          )}
          {isPlanned && shown && <StartPlanView plan={shown} />}
          {failure && (
            <Alert
              icon
              role="alert"
              status="danger"
              title="Nothing was started"
              description={errorWords(failure)}
            />
          )}
        </Flex>
      </DialogBody>
      <PlanFooter
        stage={stage}
        plan={{
          label: 'Show whom it would ask',
          isDisabled: !domain || !input.reason || !due,
          onPress: steps.plan,
        }}
        act={{
          label: plan.value
            ? `Ask for ${counted(plan.value.grants, 'grant')}`
            : 'Start',
          isPending,
          isDisabled: !plan.value,
          destructive: undecided === 'revoke',
          onPress: start,
        }}
        onBack={steps.back}
        onClose={onClose}
      />
    </Dialog>
  );
}
