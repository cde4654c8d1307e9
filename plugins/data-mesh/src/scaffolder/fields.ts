import type { FieldExtensionOptions } from '@backstage/plugin-scaffolder-react';
import type { TopicKey } from '@data-mesh/backstage-plugin-data-mesh-common';
import { ClassificationField } from './ClassificationField';
import { ClusterField } from './ClusterField';
import { ConsumerField } from './ConsumerField';
import { DomainField } from './DomainField';
import { DurationField } from './DurationField';
import { PlanField, validatePlan, type ConfirmedPlan } from './PlanField';
import { PortsField, type PortChoice } from './PortsField';
import { SchemaField, validateSchema } from './SchemaField';
import { TopicsField } from './TopicsField';
import { TopicNameField, validateTopicName } from './TopicNameField';

type Field<T> = FieldExtensionOptions<T>;

/**
 * Fields for the forms of templates, by their names in `ui:field`; the same ones
 * for both frontend systems.
 */
export const domainField: Field<string> = {
  name: 'DataMeshDomain',
  component: DomainField,
};

export const classificationField: Field<string> = {
  name: 'DataMeshClassification',
  component: ClassificationField,
};

export const clusterField: Field<string> = {
  name: 'DataMeshCluster',
  component: ClusterField,
};

export const topicNameField: Field<string> = {
  name: 'DataMeshTopicName',
  component: TopicNameField,
  validation: validateTopicName,
};

export const schemaField: Field<string> = {
  name: 'DataMeshSchema',
  component: SchemaField,
  validation: validateSchema,
};

export const planField: Field<ConfirmedPlan> = {
  name: 'DataMeshPlan',
  component: PlanField,
  validation: validatePlan,
};

export const consumerField: Field<string> = {
  name: 'DataMeshConsumer',
  component: ConsumerField,
};

export const portsField: Field<PortChoice[]> = {
  name: 'DataMeshPorts',
  component: PortsField,
};

export const durationField: Field<string> = {
  name: 'DataMeshDuration',
  component: DurationField,
};

export const topicsField: Field<TopicKey[]> = {
  name: 'DataMeshTopics',
  component: TopicsField,
};
