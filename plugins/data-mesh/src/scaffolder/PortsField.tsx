import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  Button,
  Checkbox,
  CheckboxGroup,
  Flex,
  Skeleton,
  Text,
} from '@backstage/ui';
import { dataMeshApiRef } from '../api';
import { ProductPick } from '../access/request/ProductPick';
import { Failure } from '../common/Failure';
import { useAsk } from '../live/useAsk';
import { ClassificationLabel } from '../state/ClassificationLabel';
import { wordsOf, type FieldProps } from './fieldProps';
import styles from './scaffolder.module.css';

/**
 * A port of a data product.
 *
 * @public
 */
export type PortChoice = { product: string; port: string };

/** Which ports of which data products are read; at least one of each. */
export function PortsField(props: FieldProps<PortChoice[]>) {
  const { onChange } = props;
  // The form fills a list of at least one with an empty item.
  const formData = (props.formData ?? []).filter(({ product }) => product);
  const { label, description } = wordsOf(props, 'Data products');
  const products = [...new Set(formData.map(({ product }) => product))];
  const without = (ref: string) =>
    formData.filter(({ product }) => product !== ref);
  return (
    <Flex direction="column" gap="3" role="group" aria-label={label}>
      <div>
        <Text as="h3" weight="bold">
          {label}
        </Text>
        {description && (
          <Text as="p" variant="body-small" color="secondary">
            {description}
          </Text>
        )}
      </div>
      {products.map(ref => (
        <ProductPorts
          key={ref}
          product={ref}
          chosen={formData
            .filter(({ product }) => product === ref)
            .map(({ port }) => port)}
          onChange={ports =>
            onChange([
              ...without(ref),
              ...ports.map(port => ({ product: ref, port })),
            ])
          }
          onRemove={() => onChange(without(ref))}
        />
      ))}
      <AddProduct
        taken={products}
        onAdd={added => onChange([...formData, ...added])}
      />
    </Flex>
  );
}

function AddProduct(props: {
  taken: string[];
  onAdd: (ports: PortChoice[]) => void;
}) {
  const { taken, onAdd } = props;
  const api = useApi(dataMeshApiRef);
  const [failed, setFailed] = useState<{ ref: string; error: Error }>();
  const add = async (ref: string) => {
    setFailed(undefined);
    try {
      const { product } = await api.getProduct(ref);
      // One that has several shows them all; the first is what most want.
      onAdd(
        product.ports
          .slice(0, 1)
          .map(port => ({ product: ref, port: port.name })),
      );
    } catch (error) {
      setFailed({ ref, error: error as Error });
    }
  };
  return (
    <>
      {failed && (
        <Failure
          title="It could not be added"
          error={failed.error}
          onRetry={() => add(failed.ref)}
        />
      )}
      <ProductPick
        // Each choice begins with an empty search.
        key={taken.join()}
        taken={taken}
        onPick={add}
      />
    </>
  );
}

function ProductPorts(props: {
  product: string;
  chosen: string[];
  onChange: (ports: string[]) => void;
  onRemove: () => void;
}) {
  const { product: ref, chosen, onChange, onRemove } = props;
  const { value, error, retry } = useAsk(`product:${ref}`, api =>
    api.getProduct(ref),
  );
  if (error) {
    return (
      <Failure
        title={`${ref} could not be asked`}
        error={error}
        onRetry={retry}
      />
    );
  }
  if (!value) return <Skeleton width="100%" height="4rem" />;
  const { title, ports, classification } = value.product;
  return (
    <div className={styles.product}>
      <Flex justify="between" align="center" gap="3">
        <Text weight="bold">{title}</Text>
        <Flex align="center" gap="3">
          <ClassificationLabel value={classification} />
          <Button
            size="small"
            variant="tertiary"
            aria-label={`Remove ${title}`}
            onPress={onRemove}
          >
            Remove
          </Button>
        </Flex>
      </Flex>
      <CheckboxGroup
        aria-label={`Ports of ${title}`}
        value={chosen}
        onChange={onChange}
      >
        {ports.map(({ name, locations }) => (
          <Checkbox key={name} value={name}>
            {locations[0] ? `${name}: topic ${locations[0].topic}` : name}
          </Checkbox>
        ))}
      </CheckboxGroup>
    </div>
  );
}
