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

function until(period: string): string {
  const end = afterPeriod(period, Date.now());
  return end ? `until ${dayWords(end)}` : `for ${humanPeriod(period)}`;
}

/** Moves the end: with one click for as long as it was given, or otherwise. */
export function RenewButtons({ grant }: { grant: Grant }) {
  const { id, duration } = grant;
  const { act, press, isPending, error } = useGrantAction();
  const [other, setOther] = useState('P30D');
  const [reason, setReason] = useState('');
  const end = afterPeriod(duration, Date.now()) ?? Infinity;
  const moves = end - Date.parse(grant.endsAt) > DAY;
  return (
    <Flex gap="2" align="center">
      {moves && (
        <Button
          size="small"
          variant="primary"
          isPending={isPending}
          onPress={() => press(api => api.renewGrant(id))}
        >
          {`Renew ${until(duration)}`}
        </Button>
      )}
      <ConfirmDialog
        action={moves ? 'Renew otherwise' : 'Renew'}
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
          {OTHERS.map(period => (
            <Radio key={period} value={period}>
              {`${humanPeriod(period)}, ${until(period)}`}
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
