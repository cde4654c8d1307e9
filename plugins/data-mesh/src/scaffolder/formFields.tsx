import {
  createFormField,
  FormFieldBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';

const load = () => import('./fields');

/** The fields of templates' forms in the new frontend system. */
export const formFields = [
  FormFieldBlueprint.make({
    name: 'domain',
    params: {
      field: async () => createFormField((await load()).domainField as never),
    },
  }),
  FormFieldBlueprint.make({
    name: 'classification',
    params: {
      field: async () =>
        createFormField((await load()).classificationField as never),
    },
  }),
  FormFieldBlueprint.make({
    name: 'cluster',
    params: {
      field: async () => createFormField((await load()).clusterField as never),
    },
  }),
  FormFieldBlueprint.make({
    name: 'topic-name',
    params: {
      field: async () =>
        createFormField((await load()).topicNameField as never),
    },
  }),
  FormFieldBlueprint.make({
    name: 'schema',
    params: {
      field: async () => createFormField((await load()).schemaField as never),
    },
  }),
  FormFieldBlueprint.make({
    name: 'plan',
    params: {
      field: async () => createFormField((await load()).planField as never),
    },
  }),
  FormFieldBlueprint.make({
    name: 'consumer',
    params: {
      field: async () => createFormField((await load()).consumerField as never),
    },
  }),
  FormFieldBlueprint.make({
    name: 'ports',
    params: {
      field: async () => createFormField((await load()).portsField as never),
    },
  }),
  FormFieldBlueprint.make({
    name: 'duration',
    params: {
      field: async () => createFormField((await load()).durationField as never),
    },
  }),
  FormFieldBlueprint.make({
    name: 'topics',
    params: {
      field: async () => createFormField((await load()).topicsField as never),
    },
  }),
];
