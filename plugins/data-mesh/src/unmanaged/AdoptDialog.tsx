import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
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
import type { Adoption } from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { ACCESS } from '../access/useAccess';
import { PlanFooter } from '../common/PlanFooter';
import { errorWords } from '../common/errorWords';
import { Failure } from '../common/Failure';
import { ReasonField } from '../common/ReasonField';
import { usePlannedAct } from '../common/usePlannedAct';
import { counted } from '../humanise/numbers';
import { afterPeriod, dayWords, humanPeriod } from '../humanise/times';
import { useAsk } from '../live/useAsk';
import { AdoptionView } from './AdoptionView';

const DURATIONS = ['P30D', 'P90D', 'P180D', 'P365D'];

/**
 * Makes grants of ACLs that are there already: first which ones, then what
 * that would make, then what it has made.
 */
export function AdoptDialog(props: {
  cluster: string;
  principal: string;
  onClose: () => void;
}) {
  const { cluster, onClose } = props;
  const api = useApi(dataMeshApiRef);
  const [principal, setPrincipal] = useState(props.principal);
  const [topicPrefix, setTopicPrefix] = useState('');
  const [duration, setDuration] = useState('P180D');
  const [reason, setReason] = useState('');
  const steps = usePlannedAct<Adoption>(ACCESS);
  const { stage, isPlanned, isPending, failure, done } = steps;

  const input = {
    ...(principal.trim() && { principal: principal.trim() }),
    ...(topicPrefix.trim() && { topicPrefix: topicPrefix.trim() }),
    duration,
    reason: reason.trim(),
  };
  const plan = useAsk(isPlanned ? JSON.stringify(input) : undefined, each =>
    each.adoptAcls(cluster, { ...input, dryRun: true }),
  );
  const grants = plan.value?.grants.length ?? 0;

  const adopt = () =>
    steps.act(() => api.adoptAcls(cluster, { ...input, dryRun: false }));

  return (
    <Dialog
      isOpen
      isDismissable={false}
      onOpenChange={open => !open && onClose()}
      width="44rem"
    >
      <DialogHeader>{`Adopt ACLs on ${cluster}`}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          {!isPlanned && (
            <>
              <Text as="p">
                ACLs of consumers that the catalog knows become grants, with an
                end and an owner like all others. No ACL is touched now; when a
                grant ends, its ACLs go.
              </Text>
              <TextField
                label="Principal"
                secondaryLabel="Optional"
                description="As a whole, such as User:route-planner; everyone if left out."
                value={principal}
                onChange={setPrincipal}
              />
              <TextField
                label="Topics that begin with"
                secondaryLabel="Optional"
                value={topicPrefix}
                onChange={setTopicPrefix}
              />
              <RadioGroup
                label="For how long"
                orientation="horizontal"
                value={duration}
                onChange={setDuration}
              >
                {DURATIONS.map(period => (
                  <Radio key={period} value={period}>
                    {`${humanPeriod(period)}, until ${dayWords(
                      afterPeriod(period, Date.now()) ?? Date.now(),
                    )}`}
                  </Radio>
                ))}
              </RadioGroup>
              <ReasonField
                description="It becomes the purpose of each grant."
                value={reason}
                onChange={setReason}
              />
            </>
          )}
          {isPlanned && !done && (
            <>
              {plan.error && (
                <Failure
                  title="What would be adopted could not be asked"
                  error={plan.error}
                  onRetry={plan.retry}
                />
              )}
              {plan.pending && <Skeleton width="100%" height="12rem" />}
              {plan.value && <AdoptionView adoption={plan.value} />}
              {failure && (
                <Alert
                  icon
                  role="alert"
                  status="danger"
                  title="Nothing was adopted"
                  description={errorWords(failure)}
                />
              )}
            </>
          )}
          {done && <AdoptionView adoption={done} />}
        </Flex>
      </DialogBody>
      <PlanFooter
        stage={stage}
        plan={{
          label: 'Show what it would make',
          isDisabled: !input.reason,
          onPress: steps.plan,
        }}
        act={{
          label:
            grants > 0 ? `Make ${counted(grants, 'grant')}` : 'Make grants',
          isPending,
          isDisabled: grants === 0,
          onPress: adopt,
        }}
        onBack={steps.back}
        onClose={onClose}
      />
    </Dialog>
  );
}
