import { Select } from '@backstage/ui';
import { useEffect } from 'react';
import type { CreationInput } from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  durationChoices,
  limitWords,
  usualDuration,
} from '../access/request/durations';
import { humanPeriod } from '../humanise/times';
import { useAsk } from '../live/useAsk';
import { formOf, textOf, wordsOf, type FieldProps } from './fieldProps';
import type { PortChoice } from './PortsField';

/** For how long access is asked for, up to what the owners allow. */
export function DurationField(props: FieldProps<string>) {
  const { formData, required, onChange } = props;
  const { label, description } = wordsOf(props, 'For how long');
  const form = formOf(props);
  const consumer = textOf(form, 'consumer');
  const items = Array.isArray(form.inputs)
    ? (form.inputs as PortChoice[]).filter(({ port }) => port)
    : [];
  const request: CreationInput['accessRequest'] | undefined =
    consumer && items.length > 0
      ? {
          consumer,
          items,
          mode: 'read',
          purpose: textOf(form, 'purpose') ?? label,
          // What is asked here is how long it may be at most.
          duration: 'P1D',
        }
      : undefined;
  const plan = useAsk(request && JSON.stringify(request), api =>
    api.createPlan(request as NonNullable<typeof request>),
  );
  const planned = plan.value?.items ?? [];
  const choices = durationChoices(
    planned.map(({ maxDuration }) => maxDuration),
  );
  const usual = usualDuration(choices);

  useEffect(() => {
    if (!formData || !choices.includes(formData)) onChange(usual);
    // Choices are made anew each time; what they hold is what counts.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [formData, choices.join(), usual]);

  return (
    <Select
      label={label}
      description={
        [description, limitWords(planned)].filter(Boolean).join(' ') ||
        'It ends by itself; renew it while you use it.'
      }
      isRequired={required}
      options={choices.map(id => ({ id, label: humanPeriod(id) }))}
      value={formData ?? null}
      onChange={value => value !== null && onChange(String(value))}
    />
  );
}
