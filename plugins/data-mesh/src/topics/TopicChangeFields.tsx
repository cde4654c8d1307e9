import { Flex, NumberField, Select, TextField } from '@backstage/ui';
import { Disclosure } from '../common/Disclosure';
import { humanBytes } from '../humanise/numbers';
import {
  DEFAULT,
  OTHER_CONFIGS,
  type RetentionUnit,
  type TopicForm,
} from './topicChangeForm';
import { cleanupWords } from './topicWords';

const UNITS: { id: RetentionUnit; label: string }[] = [
  { id: 'days', label: 'Days' },
  { id: 'hours', label: 'Hours' },
  { id: 'ms', label: 'Milliseconds' },
  { id: 'forever', label: 'For ever' },
  { id: 'default', label: 'As long as the brokers say' },
];
const POLICIES = ['delete', 'compact', 'compact,delete'];

function cleanupOptions(current: string) {
  const known = new Set([...POLICIES, ...(current ? [current] : [])]);
  return [
    { id: DEFAULT, label: 'What the brokers say' },
    ...[...known].map(value => ({
      id: value,
      label:
        cleanupWords({ 'cleanup.policy': { value, overridden: true } }) ??
        value,
    })),
  ];
}

/** What about a topic can be changed. */
export function TopicChangeFields(props: {
  form: TopicForm;
  /** How many there are now, and so at least. */
  partitions: number;
  onChange: (form: TopicForm) => void;
}) {
  const { form, partitions, onChange } = props;
  const { retention, messageBytes, others } = form;
  const isTimed = retention.unit !== 'forever' && retention.unit !== 'default';
  const set = (part: Partial<TopicForm>) => onChange({ ...form, ...part });
  return (
    <Flex direction="column" gap="4">
      <NumberField
        isRequired
        label="Partitions"
        description="They only become more: Kafka takes none away."
        minValue={Number.isNaN(partitions) ? 1 : partitions}
        maxValue={1000}
        value={form.partitions}
        onChange={value => set({ partitions: value })}
      />
      <Flex gap="3" align="end">
        <Select
          label="Records are kept for"
          options={UNITS}
          value={retention.unit}
          onChange={unit =>
            set({ retention: { ...retention, unit: unit as RetentionUnit } })
          }
        />
        {isTimed && (
          <NumberField
            isRequired
            label="How many"
            minValue={0}
            value={retention.amount}
            onChange={amount => set({ retention: { ...retention, amount } })}
          />
        )}
      </Flex>
      <Select
        label="Clean-up"
        options={cleanupOptions(form.cleanup)}
        value={form.cleanup || DEFAULT}
        onChange={chosen =>
          set({ cleanup: chosen === DEFAULT ? '' : String(chosen ?? '') })
        }
      />
      <NumberField
        label="Largest batch of records, in bytes"
        secondaryLabel="Optional"
        description={
          Number.isNaN(messageBytes)
            ? 'What the brokers say if left out.'
            : humanBytes(messageBytes)
        }
        minValue={1}
        value={messageBytes}
        onChange={value => set({ messageBytes: value })}
      />
      <Disclosure
        title="Other configs"
        subtitle={`Empty stays as it is; ‘${DEFAULT}’ is what the brokers say`}
      >
        <Flex direction="column" gap="3">
          {OTHER_CONFIGS.map(key => (
            <TextField
              key={key}
              label={key}
              maxLength={1000}
              value={others[key] ?? ''}
              onChange={value => set({ others: { ...others, [key]: value } })}
            />
          ))}
        </Flex>
      </Disclosure>
    </Flex>
  );
}
