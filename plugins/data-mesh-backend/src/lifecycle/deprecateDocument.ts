import type {
  DataProductEntityV1alpha1,
  Deprecation,
} from '@data-mesh/backstage-plugin-data-mesh-common';

type Lifecycle = DataProductEntityV1alpha1['spec']['lifecycle'];

/** Whether a product is used, by what its descriptor calls its life. */
export function isInUse(lifecycle: Lifecycle): boolean {
  return lifecycle !== 'deprecated' && lifecycle !== 'retired';
}

/** A descriptor by which the product ends, or one port of it: pure. */
export function withDeprecation(
  document: DataProductEntityV1alpha1,
  deprecation: Deprecation,
  port: string | undefined,
): DataProductEntityV1alpha1 {
  const { spec } = document;
  if (port === undefined) {
    return {
      ...document,
      spec: { ...spec, lifecycle: 'deprecated', deprecation },
    };
  }
  return {
    ...document,
    spec: {
      ...spec,
      outputPorts: spec.outputPorts.map(each =>
        each.name === port ? { ...each, deprecation } : each,
      ),
    },
  };
}

/**
 * The same by which it does not end any more.
 *
 * @param lifecycle - that the product had before
 */
export function withoutDeprecation(
  document: DataProductEntityV1alpha1,
  lifecycle: Lifecycle,
  port: string | undefined,
): DataProductEntityV1alpha1 {
  if (port === undefined) {
    const { deprecation: _ended, ...spec } = document.spec;
    return { ...document, spec: { ...spec, lifecycle } };
  }
  return {
    ...document,
    spec: {
      ...document.spec,
      outputPorts: document.spec.outputPorts.map(each => {
        if (each.name !== port) return each;
        const { deprecation: _ended, ...rest } = each;
        return rest;
      }),
    },
  };
}
