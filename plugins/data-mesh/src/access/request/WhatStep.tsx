import { Checkbox, Flex, Radio, RadioGroup, Text } from '@backstage/ui';
import type {
  AccessPlan,
  Consumer,
  ConsumerPage,
  MeshCluster,
  ProductDetails,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { Failure } from '../../common/Failure';
import { EndingAlert } from '../../lifecycle/EndingAlert';
import { humanPeriod } from '../../humanise/times';
import type { Answer } from '../../live/useAsk';
import { ConsumerField } from './ConsumerField';
import { isReady } from './principalWords';
import { ProductsField } from './ProductsField';
import {
  choiceOf,
  chosenLocation,
  chosenPorts,
  FormChange,
  RequestForm,
} from './requestForm';

/** The first step: what is asked for, and on whose behalf. */
export function WhatStep(props: {
  /** The one whose page it is, and those that were added. */
  products: ProductDetails[];
  form: RequestForm;
  consumers: Answer<ConsumerPage>;
  consumer?: Consumer;
  /** What can be planned so far. */
  preview: Answer<AccessPlan>;
  onChange: (change: FormChange) => void;
}) {
  const { products, form, consumers, consumer, preview, onChange } = props;
  const wanted = new Map<string, MeshCluster>();
  for (const { product, clusters } of products) {
    for (const port of chosenPorts(form, product)) {
      const place = chosenLocation(choiceOf(form, product), port);
      const cluster = clusters.find(({ name }) => name === place?.cluster);
      if (cluster) wanted.set(cluster.name, cluster);
    }
  }
  const clusters = [...wanted.values()];
  const isOne = products.length === 1;
  return (
    <>
      {products.map(({ product }) => (
        <EndingAlert key={product.ref} newTab product={product} />
      ))}
      <ProductsField
        products={products}
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
        <Radio value="read">
          {isOne ? 'Read its records' : 'Read their records'}
        </Radio>
        <Radio value="write">
          {isOne ? 'Write records to it' : 'Write records to them'}
        </Radio>
      </RadioGroup>
      {consumers.value?.breakGlass && (
        <Flex direction="column" gap="1">
          <Checkbox
            isSelected={form.isEmergency}
            onChange={isEmergency =>
              onChange({ isEmergency, duration: undefined })
            }
          >
            This is an emergency
          </Checkbox>
          <Text as="p" variant="body-small" color="secondary">
            {`At once, without approval, for ${humanPeriod(
              consumers.value.breakGlass.maxDuration,
            )} at most. The owners are told now, and somebody reviews it afterwards.`}
          </Text>
        </Flex>
      )}
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
