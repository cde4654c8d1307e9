import { DatePicker, Select, TextAreaField } from '@backstage/ui';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import { getLocalTimeZone, today } from '@internationalized/date';
import { EntityPick } from '../entities/EntityPick';
import type { DeprecationForm } from './deprecationForm';

const ALL = 'all';
const NONE = 'none';

/** When a product ends, or one port of it, and what comes instead. */
export function DeprecationFields(props: {
  product: MeshProduct;
  form: DeprecationForm;
  onChange: (form: DeprecationForm) => void;
}) {
  const { product, form, onChange } = props;
  const { ports } = product;
  const { port, replacement } = form;
  const change = (part: Partial<DeprecationForm>) =>
    onChange({ ...form, ...part });
  const others = ports.filter(({ name }) => name !== port);
  return (
    <>
      {ports.length > 1 && (
        <Select
          isRequired
          label="What ends"
          options={[
            { id: ALL, label: 'All of it' },
            ...ports.map(({ name }) => ({ id: name, label: `Port ${name}` })),
          ]}
          value={port ?? ALL}
          onChange={chosen =>
            change({
              port: ports.find(({ name }) => name === chosen)?.name,
              replacement: '',
            })
          }
        />
      )}
      <DatePicker
        isRequired
        label="Last day"
        granularity="day"
        minValue={today(getLocalTimeZone())}
        value={form.sunset}
        onChange={sunset => change({ sunset })}
      />
      {port === undefined ? (
        <EntityPick
          label="What comes instead"
          placeholder="Nothing"
          kinds={['dataproduct']}
          value={replacement}
          onChange={chosen => change({ replacement: chosen ?? '' })}
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
            change({
              replacement: chosen === NONE ? '' : String(chosen ?? ''),
            })
          }
        />
      )}
      <TextAreaField
        label="What readers should know or do"
        secondaryLabel="Optional"
        rows={3}
        maxLength={2000}
        value={form.message}
        onChange={message => change({ message })}
      />
    </>
  );
}
