import { useRef, useState } from 'react';
import { Text } from '@backstage/ui';
import type {
  AccessPlan,
  ProductDetails,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import styles from '../access.module.css';
import { AddProduct } from './AddProduct';
import { PortsField } from './PortsField';
import { ProductGroup } from './ProductGroup';
import {
  choiceOf,
  chosenPorts,
  FormChange,
  MOST_PORTS,
  RequestForm,
  withChoice,
  withoutProduct,
  withProduct,
} from './requestForm';

/** What is asked for: ports of the product whose page it is, and of others. */
export function ProductsField(props: {
  /** The one whose page it is, and those that were added. */
  products: ProductDetails[];
  form: RequestForm;
  plan?: AccessPlan;
  saidClusters: string[];
  onChange: (change: FormChange) => void;
}) {
  const { products, form, plan, saidClusters, onChange } = props;
  const [latest, setLatest] = useState<string>();
  const all = useRef<HTMLDivElement>(null);
  const isHeaded = products.length > 1;
  const isFull =
    products.flatMap(({ product }) => chosenPorts(form, product)).length >=
    MOST_PORTS;

  return (
    <div ref={all} tabIndex={-1} className={styles.plain}>
      {products.map((details, index) => {
        const { product } = details;
        const isAdded = index > 0;
        const ports = (
          <PortsField
            key={product.ref}
            details={details}
            choice={choiceOf(form, product)}
            isHeaded={isHeaded}
            isFull={isFull}
            plan={plan}
            saidClusters={saidClusters}
            onChange={choice =>
              onChange(before => withChoice(before, product.ref, choice))
            }
          />
        );
        if (!isHeaded) return ports;
        return (
          <ProductGroup
            key={product.ref}
            title={product.title}
            isNew={product.ref === latest}
            onRemove={
              isAdded
                ? () => {
                    onChange(before => withoutProduct(before, product.ref));
                    all.current?.focus();
                  }
                : undefined
            }
          >
            {ports}
            {isAdded && chosenPorts(form, product).length === 0 && (
              <Text as="p" variant="body-small" role="status">
                Choose at least one of its ports, or remove it.
              </Text>
            )}
          </ProductGroup>
        );
      })}
      {isFull ? (
        <Text as="p" variant="body-small" role="status">
          {`${MOST_PORTS} ports are as many as one request takes; ask for the rest in another one.`}
        </Text>
      ) : (
        <AddProduct
          taken={Object.keys(form.choices)}
          onAdd={details => {
            onChange(before => withProduct(before, details));
            setLatest(details.product.ref);
          }}
        />
      )}
    </div>
  );
}
