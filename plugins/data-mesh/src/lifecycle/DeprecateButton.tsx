import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  DatePicker,
  Select,
  Text,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  getLocalTimeZone,
  today,
  type DateValue,
} from '@internationalized/date';
import { dataMeshApiRef } from '../api';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { EntityPick } from '../entities/EntityPick';
import { ReadersView } from './ReadersView';

const ALL = 'all';
const NONE = 'none';

/** Says when a published product ends, and shows first who will be told. */
export function DeprecateButton(props: {
  product: MeshProduct;
  onChanged: () => void;
}) {
  const { product, onChanged } = props;
  const { ref, title, ports } = product;
  const api = useApi(dataMeshApiRef);
  const [part, setPart] = useState(ALL);
  const [sunset, setSunset] = useState<DateValue | null>(null);
  const [replacement, setReplacement] = useState('');
  const [message, setMessage] = useState('');
  const [reason, setReason] = useState('');
  const port = part === ALL ? undefined : part;
  const others = ports.filter(({ name }) => name !== port);

  const deprecate = async () => {
    if (!sunset) return;
    await api.deprecateProduct(ref, {
      sunset: sunset.toString().slice(0, 10),
      ...(port && { port }),
      ...(replacement && { replacedBy: replacement }),
      ...(message.trim() && { message: message.trim() }),
      ...(reason.trim() && { reason: reason.trim() }),
    });
    onChanged();
  };

  return (
    <ConfirmDialog
      action="Deprecate"
      title={`Say when ${title} ends`}
      isIncomplete={!sunset}
      onConfirm={deprecate}
    >
      <Text as="p">
        It takes no new consumers from now on, and access is renewed until its
        last day at the latest. Its topics stay.
      </Text>
      {ports.length > 1 && (
        <Select
          isRequired
          label="What ends"
          options={[
            { id: ALL, label: 'All of it' },
            ...ports.map(({ name }) => ({ id: name, label: `Port ${name}` })),
          ]}
          value={part}
          onChange={chosen => {
            setPart(String(chosen ?? ALL));
            setReplacement('');
          }}
        />
      )}
      <DatePicker
        isRequired
        label="Last day"
        granularity="day"
        minValue={today(getLocalTimeZone())}
        value={sunset}
        onChange={setSunset}
      />
      {port === undefined ? (
        <EntityPick
          label="What comes instead"
          placeholder="Nothing"
          kinds={['dataproduct']}
          value={replacement}
          onChange={chosen => setReplacement(chosen ?? '')}
        />
      ) : (
        <Select
          label="Which port comes instead"
          options={[
            { id: NONE, label: 'None' },
            ...others.map(({ name }) => ({ id: name, label: name })),
          ]}
          value={replacement || NONE}
          onChange={chosen =>
            setReplacement(chosen === NONE ? '' : String(chosen ?? ''))
          }
        />
      )}
      <TextAreaField
        label="What readers should know or do"
        secondaryLabel="Optional"
        rows={3}
        maxLength={2000}
        value={message}
        onChange={setMessage}
      />
      <TextField
        label="Why"
        secondaryLabel="Optional"
        description="It stands in the history, and beside the version."
        maxLength={2000}
        value={reason}
        onChange={setReason}
      />
      <Text as="h4" weight="bold">
        Who is told now, two weeks before and on the day before
      </Text>
      <ReadersView productRef={ref} port={port} />
    </ConfirmDialog>
  );
}
