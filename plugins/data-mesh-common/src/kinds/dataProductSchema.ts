import { JsonObject } from '@backstage/types';
import { ANNOTATION_ORIGIN } from './annotations';
import { CLASSIFICATIONS } from './classifications';
import {
  DATA_PRODUCT_API_VERSION,
  DATA_PRODUCT_KIND,
  DATA_PRODUCT_LIFECYCLES,
  DATA_PRODUCT_QUALITIES,
  DATA_PRODUCT_TIERS,
  DATA_PRODUCT_TYPES,
  SCHEMA_COMPATIBILITIES,
} from './DataProductEntityV1alpha1';
import { CLUSTER_NAME_PATTERN, TOPIC_NAME_PATTERN } from './values';

// The descriptions of values are read by people: a message says "must be
// <description>".
const text = { type: 'string', minLength: 1, description: 'some text' };
const portName = {
  type: 'string',
  pattern: '^[a-zA-Z0-9]([a-zA-Z0-9._-]{0,61}[a-zA-Z0-9])?$',
  description:
    'a port name (1 to 63 letters, digits, ".", "_" or "-", with a letter or digit at both ends)',
};
const cluster = {
  type: 'string',
  pattern: CLUSTER_NAME_PATTERN,
  description:
    'a cluster name (up to 20 lower-case letters and digits, in parts joined by "-")',
};
const topic = {
  type: 'string',
  pattern: TOPIC_NAME_PATTERN,
  description:
    'a Kafka topic name (1 to 249 letters, digits, ".", "_" or "-"; not "." or "..")',
};
const duration = {
  type: 'string',
  format: 'duration',
  // the format alone lets P0D pass, which promises nothing
  pattern: '[1-9]',
  description: 'an ISO 8601 duration such as PT5M or P90D',
};
const classification = { type: 'string', enum: [...CLASSIFICATIONS] };
const entityRef = { ...text, description: 'an entity ref' };
const deprecation = object({
  sunset: {
    type: 'string',
    format: 'date',
    description: 'a date such as 2027-03-01',
  },
  replacedBy: text,
  message: text,
});

const outputPort = object(
  {
    name: portName,
    type: { type: 'string', enum: ['kafka'] },
    locations: {
      type: 'array',
      minItems: 1,
      items: object({ cluster, topic }, ['cluster', 'topic']),
    },
    schema: object(
      {
        subject: text,
        compatibility: { type: 'string', enum: [...SCHEMA_COMPATIBILITIES] },
      },
      ['subject'],
    ),
    slo: object({
      freshness: duration,
      availability: { type: 'number', exclusiveMinimum: 0, maximum: 100 },
      retention: duration,
      minPerDay: { type: 'integer', minimum: 0 },
      lag: {
        type: 'array',
        minItems: 1,
        maxItems: 50,
        items: object(
          {
            group: { ...text, maxLength: 249 },
            max: { type: 'integer', minimum: 0 },
          },
          ['group', 'max'],
        ),
      },
    }),
    classification,
    deprecation,
  },
  ['name', 'type', 'locations'],
);

const spec = object(
  {
    type: { type: 'string', enum: [...DATA_PRODUCT_TYPES] },
    lifecycle: { type: 'string', enum: [...DATA_PRODUCT_LIFECYCLES] },
    owner: entityRef,
    domain: entityRef,
    quality: { type: 'string', enum: [...DATA_PRODUCT_QUALITIES] },
    tier: { type: 'string', enum: [...DATA_PRODUCT_TIERS] },
    classification,
    support: object({
      channel: text,
      url: {
        type: 'string',
        format: 'uri',
        // it becomes a link: nothing but the web
        pattern: '^https?://',
        description: 'an http or https URL',
      },
    }),
    producedBy: { type: 'array', uniqueItems: true, items: entityRef },
    inputPorts: {
      type: 'array',
      items: object({ name: portName, product: entityRef, port: portName }, [
        'name',
        'product',
        'port',
      ]),
    },
    outputPorts: { type: 'array', items: outputPort },
    anonymisation: object(
      {
        of: {
          type: 'array',
          minItems: 1,
          uniqueItems: true,
          items: portName,
        },
        reason: text,
      },
      ['of', 'reason'],
    ),
    access: object({ maxDuration: duration, samples: { type: 'boolean' } }),
    deprecation,
  },
  ['type', 'lifecycle', 'domain', 'outputPorts'],
);

const isDiscovered: JsonObject = {
  type: 'object',
  required: ['metadata'],
  properties: {
    metadata: {
      type: 'object',
      required: ['annotations'],
      properties: {
        annotations: {
          type: 'object',
          required: [ANNOTATION_ORIGIN],
          properties: {
            [ANNOTATION_ORIGIN]: { type: 'string', const: 'discovered' },
          },
        },
      },
    },
  },
};

/**
 * JSON schema of {@link DataProductEntityV1alpha1}. It is strict: fields that
 * it does not know are refused, since a misspelt promise is worse than none.
 *
 * @public
 */
export const dataProductJsonSchema: JsonObject = {
  $schema: 'http://json-schema.org/draft-07/schema',
  $id: 'DataProductEntityV1alpha1',
  type: 'object',
  required: ['apiVersion', 'kind', 'metadata', 'spec'],
  properties: {
    apiVersion: { type: 'string', const: DATA_PRODUCT_API_VERSION },
    kind: { type: 'string', const: DATA_PRODUCT_KIND },
    metadata: { type: 'object' },
    spec,
  },
  if: isDiscovered,
  else: {
    type: 'object',
    properties: { spec: { type: 'object', required: ['owner'] } },
  },
};

function object(properties: JsonObject, required: string[] = []): JsonObject {
  return { type: 'object', properties, required, additionalProperties: false };
}
