import { useState } from 'react';
import {
  Button,
  Flex,
  Radio,
  RadioGroup,
  Text,
  TextAreaField,
} from '@backstage/ui';
import type { Grant } from '@data-mesh/backstage-plugin-data-mesh-common';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { errorWords } from '../common/errorWords';
import { afterPeriod, dayWords, humanPeriod } from '../humanise/times';
import { useGrantAction } from './useGrantAction';

const DAY = 86_400_000;
const OTHERS = ['P7D', 'P30D', 'P90D', 'P180D'];

/** The end of the last day of what a grant is for. */
function lastMoment({ sunset }: Grant): number {
  return sunset ? Date.parse(sunset) + DAY : Infinity;
}

function until(period: string, latest: number): string {
  const after = afterPeriod(period, Date.now());
  const end = after && Math.min(after, latest);
  return end ? `until ${dayWords(end)}` : `for ${humanPeriod(period)}`;
}

function moves(grant: Grant, end: number): boolean {
  return end - Date.parse(grant.endsAt) > DAY;
}

/** Moves the end: with one click for as long as it was given, or otherwise. */
export function RenewButtons({ grant }: { grant: Grant }) {
  const { id, duration } = grant;
  const { act, press, isPending, error } = useGrantAction();
  const [chosen, setOther] = useState('P30D');
  const [reason, setReason] = useState('');
  const latest = lastMoment(grant);
  const end = Math.min(afterPeriod(duration, Date.now()) ?? Infinity, latest);
  const periods = OTHERS.filter(
    period => (afterPeriod(period, Date.now()) ?? Infinity) <= latest,
  );
  if (!moves(grant, end) && periods.length === 0) return null;
  const other = periods.includes(chosen) ? chosen : periods[periods.length - 1];
  const isMoved = moves(grant, end);
  return (
    <Flex gap="2" align="center">
      {isMoved && (
        <Button
          size="small"
          variant="primary"
          isPending={isPending}
          onPress={() => press(api => api.renewGrant(id))}
        >
          {`Renew ${until(duration, latest)}`}
        </Button>
      )}
      <ConfirmDialog
        action={isMoved ? 'Renew otherwise' : 'Renew'}
        title="Renew for how long?"
        onConfirm={() =>
          act(api =>
            api.renewGrant(id, {
              duration: other,
              ...(reason.trim() && { reason: reason.trim() }),
            }),
          )
        }
      >
        <RadioGroup
          label="From now"
          value={other}
          onChange={setOther}
          orientation="horizontal"
        >
          {periods.map(period => (
            <Radio key={period} value={period}>
              {`${humanPeriod(period)}, ${until(period, latest)}`}
            </Radio>
          ))}
        </RadioGroup>
        <TextAreaField
          label="Why"
          secondaryLabel="Optional"
          rows={2}
          maxLength={2000}
          value={reason}
          onChange={setReason}
        />
      </ConfirmDialog>
      {error && (
        <Text role="alert" color="danger">
          {errorWords(error)}
        </Text>
      )}
    </Flex>
  );
}
