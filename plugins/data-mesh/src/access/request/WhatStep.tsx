import { Radio, RadioGroup } from '@backstage/ui';
import type {
  AccessPlan,
  Consumer,
  ConsumerPage,
  ProductDetails,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { Failure } from '../../common/Failure';
import type { Answer } from '../../live/useAsk';
import { ConsumerField } from './ConsumerField';
import { PortsField } from './PortsField';
import { isReady } from './principalWords';
import { chosenLocation, RequestForm } from './requestForm';

/** The first step: what is asked for, and on whose behalf. */
export function WhatStep(props: {
  details: ProductDetails;
  form: RequestForm;
  consumers: Answer<ConsumerPage>;
  consumer?: Consumer;
  /** What can be planned so far. */
  preview: Answer<AccessPlan>;
  onChange: (change: Partial<RequestForm>) => void;
}) {
  const { details, form, consumers, consumer, preview, onChange } = props;
  const wanted = new Set(
    details.product.ports
      .filter(({ name }) => form.ports.includes(name))
      .map(port => chosenLocation(form, port)?.cluster),
  );
  const clusters = details.clusters.filter(({ name }) => wanted.has(name));
  return (
    <>
      <PortsField
        details={details}
        form={form}
        plan={preview.value}
        saidClusters={clusters
          .map(({ name }) => name)
          .filter(name => consumer && !isReady(consumer, name))}
        onChange={onChange}
      />
      <ConsumerField
        consumers={consumers}
        chosen={consumer}
        clusters={clusters}
        onChange={ref => onChange({ consumer: ref })}
      />
      <RadioGroup
        label="To do what"
        orientation="horizontal"
        value={form.mode}
        onChange={mode => onChange({ mode: mode as RequestForm['mode'] })}
      >
        <Radio value="read">Read its records</Radio>
        <Radio value="write">Write records to it</Radio>
      </RadioGroup>
      {preview.error && (
        <Failure
          isMild
          title="Whether this can be asked for is not known yet"
          error={preview.error}
          onRetry={preview.retry}
        />
      )}
    </>
  );
}
