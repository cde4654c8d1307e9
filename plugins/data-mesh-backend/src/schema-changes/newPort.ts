import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Refusal } from '../access/refusal';
import { valueSubjectOf } from '../products/schemaFacts';

/** A port that a schema is to be of its own, with its topic. */
export type NewPort = { name: string; topic: string };

// As descriptors have it.
const PORT = /^[a-zA-Z0-9]([a-zA-Z0-9._-]{0,61}[a-zA-Z0-9])?$/;
// https://github.com/apache/kafka, Topic.java
const TOPIC = /^(?!\.\.?$)[a-zA-Z0-9._-]{1,249}$/;

/**
 * Why a product cannot have a port: pure.
 *
 * @param products - of the whole mesh
 * @param domainOf - of a topic on the cluster, by configuration
 */
export function refuseNewPort(
  product: MeshProduct,
  products: MeshProduct[],
  cluster: string,
  { name, topic }: NewPort,
  domainOf: (topic: string) => string | undefined,
): Refusal | undefined {
  if (product.ports.some(port => port.name === name)) {
    return {
      code: 'CONFLICT',
      message: `newPort.name: ${product.title} has a port ${name} already; choose another name`,
    };
  }
  if (!PORT.test(name)) {
    return {
      code: 'INVALID',
      message: `newPort.name: '${name}' is no name of a port (letters, digits, '.', '_' and '-', with a letter or digit at both ends)`,
    };
  }
  if (!TOPIC.test(topic)) {
    return {
      code: 'INVALID',
      message: `newPort.topic: '${topic}' is no name of a topic (letters, digits, '.', '_' and '-')`,
    };
  }
  const holder = products.find(({ ports }) =>
    ports.some(({ locations }) =>
      locations.some(l => l.cluster === cluster && l.topic === topic),
    ),
  );
  if (holder) {
    return {
      code: 'CONFLICT',
      message: `newPort.topic: topic ${topic} is of ${holder.ref} already; choose another one`,
    };
  }
  const domain = domainOf(topic);
  if (product.domainRef !== undefined && domain !== product.domainRef) {
    return {
      code: 'INVALID',
      message: `newPort.topic: topic ${topic} would be of ${
        domain ?? 'no domain'
      }, but ${product.title} is of ${
        product.domainRef
      }; choose a name of that domain`,
    };
  }
  return undefined;
}

/** Whether a product has a port that was agreed on, and has deprecated the old one. */
export function isMerged(
  product: MeshProduct | undefined,
  old: string,
  { name, topic }: NewPort,
): boolean {
  const ports = product?.ports ?? [];
  return (
    ports.some(
      port =>
        port.name === name &&
        port.locations.some(location => location.topic === topic),
    ) &&
    ports.some(({ name: each, deprecation }) => each === old && deprecation)
  );
}

/** What is to be merged into the descriptor of a product. */
export function descriptorLines(
  old: string,
  { name, topic }: NewPort,
  cluster: string,
  level: string | undefined,
): string {
  // A name may be one that YAML takes for a number.
  const quoted = (value: string) => JSON.stringify(value);
  return [
    'outputPorts:',
    `  - name: ${quoted(old)}`,
    `    deprecation: { replacedBy: ${quoted(name)} }`,
    `  - name: ${quoted(name)}`,
    '    type: kafka',
    `    locations: [{ cluster: ${cluster}, topic: ${quoted(topic)} }]`,
    '    schema:',
    `      subject: ${quoted(valueSubjectOf(topic))}`,
    ...(level ? [`      compatibility: ${level}`] : []),
    '',
  ].join('\n');
}
