import { JsonObject } from '@backstage/types';
import {
  DataProductEntityV1alpha1,
  DataProductSpec,
  OutputPort,
} from '../DataProductEntityV1alpha1';
import { validateDataProduct } from '../validateDataProduct';

/** A port with everything but a deprecation. */
export const port: OutputPort = {
  name: 'orders-v1',
  type: 'kafka',
  locations: [{ cluster: 'main', topic: 'sales.orders.v1' }],
  schema: { subject: 'sales.orders.v1-value', compatibility: 'BACKWARD' },
  slo: {
    freshness: 'PT5M',
    availability: 99.9,
    retention: 'P7D',
    minPerDay: 1000,
  },
};

/** A valid product, as far as `spec` lets it. */
export function product(spec: Partial<DataProductSpec> = {}) {
  const entity: DataProductEntityV1alpha1 = {
    apiVersion: 'data-mesh/v1alpha1',
    kind: 'DataProduct',
    metadata: { name: 'orders' },
    spec: {
      type: 'source-aligned',
      lifecycle: 'production',
      owner: 'group:default/order-team',
      domain: 'sales',
      outputPorts: [port],
      ...spec,
    },
  };
  return entity;
}

/** What a descriptor may hold before anybody has looked at it. */
export function unchecked(spec: JsonObject) {
  const valid = product();
  return { ...valid, spec: { ...valid.spec, ...spec } };
}

/** A product whose only port is changed. */
export function withPort(over: JsonObject) {
  return unchecked({ outputPorts: [{ ...port, ...over }] });
}

/** What the validator says, as lines. */
export function messages(entity: Parameters<typeof validateDataProduct>[0]) {
  return validateDataProduct(entity).map(
    ({ path, message }) => `${path} ${message}`,
  );
}
