/** Descriptors, with what tests want to say in them and nothing else. */

export const group = (name: string, spec: object = {}) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', children: [], ...spec },
});

export const user = (name: string, memberOf: string[], email?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name },
  spec: { memberOf, ...(email ? { profile: { email } } : {}) },
});

export const domain = (name: string, owner: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Domain',
  metadata: { name },
  spec: { owner, type: 'data-domain' },
});

export const component = (name: string, owner: string, principal?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    ...(principal
      ? { annotations: { 'data-mesh/kafka-principal': principal } }
      : {}),
  },
  spec: { type: 'service', lifecycle: 'production', owner },
});

/** A product of the domain `sales`; each topic is a port of its own. */
export const product = (
  name: string,
  owner: string,
  topics: Record<string, string>,
  cluster = 'main',
) => ({
  apiVersion: 'data-mesh/v1alpha1',
  kind: 'DataProduct',
  metadata: { name },
  spec: {
    type: 'source-aligned',
    lifecycle: 'production',
    owner,
    domain: 'sales',
    outputPorts: Object.entries(topics).map(([port, topic]) => ({
      name: port,
      type: 'kafka',
      locations: [{ cluster, topic }],
    })),
  },
});
