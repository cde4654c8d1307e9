import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  Button,
  Combobox,
  DatePicker,
  Dialog,
  DialogBody,
  DialogHeader,
  Flex,
  Radio,
  RadioGroup,
  Skeleton,
  Text,
} from '@backstage/ui';
import type {
  Grant,
  OffsetReset,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  getLocalTimeZone,
  now,
  toCalendarDateTime,
} from '@internationalized/date';
import { ACCESS } from '../access/useAccess';
import { dataMeshApiRef } from '../api';
import { PlanFooter } from '../common/PlanFooter';
import { errorWords, statusOf } from '../common/errorWords';
import { usePlannedAct } from '../common/usePlannedAct';
import { listed } from '../humanise/lists';
import { sentence } from '../humanise/sentence';
import { useAsk } from '../live/useAsk';
import { MovesTable } from './MovesTable';
import { knownGroups, resetWords } from './offsetWords';

const PLACES = [
  { id: 'earliest', label: 'From the oldest record that is kept' },
  { id: 'latest', label: 'Only what comes from now on' },
  { id: 'time', label: 'From a time on' },
];

/** Moves a group's offsets on a topic: first what would move, then moves it. */
export function ResetOffsetsDialog(props: {
  grant: Grant;
  onClose: () => void;
}) {
  const { grant, onClose } = props;
  const api = useApi(dataMeshApiRef);
  const zone = getLocalTimeZone();
  const groups = knownGroups(grant);
  const prefixes = (grant.connection?.groups ?? [])
    .filter(({ pattern }) => pattern === 'PREFIXED')
    .map(({ name }) => name);

  const [group, setGroup] = useState(groups[0] ?? '');
  const [place, setPlace] = useState('earliest');
  const [time, setTime] = useState(
    toCalendarDateTime(now(zone).subtract({ hours: 1 }).set({ second: 0 })),
  );
  const steps = usePlannedAct<OffsetReset>(ACCESS);
  const { stage, isPlanned, isPending, failure, done } = steps;

  const input = {
    group: group.trim(),
    to: place === 'time' ? time.toDate(zone).toISOString() : place,
  };
  const plan = useAsk(
    isPlanned && !done ? `${grant.id} ${JSON.stringify(input)}` : undefined,
    each => each.resetOffsets(grant.id, { ...input, dryRun: true }),
  );
  const error = failure ?? plan.error;

  const reset = () =>
    steps.act(() => api.resetOffsets(grant.id, { ...input, dryRun: false }));

  return (
    <Dialog
      isOpen
      isDismissable={false}
      onOpenChange={open => !open && onClose()}
      width="44rem"
    >
      <DialogHeader>{`Read ${grant.topic} from elsewhere`}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          {!isPlanned && (
            <>
              <Combobox
                isRequired
                allowsCustomValue
                label="Consumer group"
                description={
                  prefixes.length > 0
                    ? `Any that begins with ${listed(prefixes)}, too`
                    : undefined
                }
                options={groups.map(name => ({ id: name, label: name }))}
                search={{ inputValue: group, onInputChange: setGroup }}
              />
              <RadioGroup label="Where to" value={place} onChange={setPlace}>
                {PLACES.map(({ id, label }) => (
                  <Radio key={id} value={id}>
                    {label}
                  </Radio>
                ))}
              </RadioGroup>
              {place === 'time' && (
                <DatePicker
                  label="First record at or after"
                  granularity="minute"
                  hideTimeZone
                  value={time}
                  onChange={value =>
                    value && setTime(toCalendarDateTime(value))
                  }
                />
              )}
              <Text as="p" color="secondary">
                Nothing moves yet: you see first what would.
              </Text>
            </>
          )}
          {isPlanned && plan.pending && (
            <Skeleton width="100%" height="10rem" />
          )}
          {error && (
            <ResetFailure
              error={error}
              onRetry={failure ? undefined : plan.retry}
            />
          )}
          {done && <ResetView reset={done} />}
          {isPlanned && !done && plan.value && <ResetView reset={plan.value} />}
        </Flex>
      </DialogBody>
      <PlanFooter
        stage={stage}
        plan={{
          label: 'Show what would move',
          isDisabled: !input.group,
          onPress: steps.plan,
        }}
        act={{
          label: failure ? 'Try again' : 'Move the offsets',
          destructive: true,
          isPending,
          isDisabled: !plan.value,
          onPress: reset,
        }}
        onBack={steps.back}
        onClose={onClose}
      />
    </Dialog>
  );
}

function ResetView({ reset }: { reset: OffsetReset }) {
  return (
    <>
      <Text as="h3" variant="body-large" weight="bold" role="status">
        {resetWords(reset)}
      </Text>
      <MovesTable reset={reset} />
    </>
  );
}

/** Why nothing moved, and what to do about it. */
function ResetFailure(props: { error: Error; onRetry?: () => void }) {
  const { error, onRetry } = props;
  const isInUse = statusOf(error) === 409;
  return (
    <Alert
      icon
      role="alert"
      status={isInUse ? 'warning' : 'danger'}
      title={isInUse ? 'Kafka does not let them move now' : 'That did not work'}
      description={
        isInUse
          ? `${sentence(
              errorWords(error),
            )} Offsets move only while nobody reads in the group: stop its members, then try again.`
          : errorWords(error)
      }
      customActions={
        onRetry && (
          <Button size="small" variant="secondary" onPress={onRetry}>
            Try again
          </Button>
        )
      }
    />
  );
}
