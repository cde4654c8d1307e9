import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import {
  createSearchResultListItemExtension,
  type SearchResultListItemExtensionProps,
} from '@backstage/plugin-search-react';
import { DataMeshClient } from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { homeRouteRef, rootRouteRef, templateRouteRef } from '../routes';
import {
  classificationField,
  clusterField,
  consumerField,
  domainField,
  durationField,
  planField,
  portsField,
  schemaField,
  topicNameField,
  topicsField,
} from '../scaffolder/fields';
import { isDataProductResult } from '../search/isDataProductResult';

/**
 * The data mesh in the old frontend system.
 *
 * @public
 */
export const dataMeshPlugin = createPlugin({
  id: 'data-mesh',
  routes: { root: rootRouteRef },
  externalRoutes: { home: homeRouteRef, template: templateRouteRef },
  apis: [
    createApiFactory({
      api: dataMeshApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: apis => new DataMeshClient(apis),
    }),
  ],
});

/**
 * All data products and clusters; for a route such as `/data-mesh`.
 *
 * @public
 */
export const DataMeshPage: () => JSX.Element = dataMeshPlugin.provide(
  createRoutableExtension({
    name: 'DataMeshPage',
    mountPoint: rootRouteRef,
    component: () => import('./DataMeshPage').then(m => m.DataMeshPage),
  }),
);

/**
 * On the page of a data product: how it is.
 *
 * @public
 */
export const EntityDataProductAboutCard: () => JSX.Element =
  dataMeshPlugin.provide(
    createComponentExtension({
      name: 'EntityDataProductAboutCard',
      component: {
        lazy: () => import('../entity/AboutCard').then(m => m.AboutCard),
      },
    }),
  );

/**
 * A tab of a data product: its ports, with what their topics do.
 *
 * @public
 */
export const EntityDataProductPortsContent: () => JSX.Element =
  dataMeshPlugin.provide(
    createComponentExtension({
      name: 'EntityDataProductPortsContent',
      component: {
        lazy: () => import('../entity/PortsContent').then(m => m.PortsContent),
      },
    }),
  );

/**
 * A tab of a data product: who has access, and who asks for it.
 *
 * @public
 */
export const EntityDataProductAccessContent: () => JSX.Element =
  dataMeshPlugin.provide(
    createComponentExtension({
      name: 'EntityDataProductAccessContent',
      component: {
        lazy: () =>
          import('../access/AccessContent').then(m => m.AccessContent),
      },
    }),
  );

/**
 * A tab of a data product: what policies find wrong with it.
 *
 * @public
 */
export const EntityDataProductGovernanceContent: () => JSX.Element =
  dataMeshPlugin.provide(
    createComponentExtension({
      name: 'EntityDataProductGovernanceContent',
      component: {
        lazy: () =>
          import('../governance/GovernanceContent').then(
            m => m.GovernanceContent,
          ),
      },
    }),
  );

/**
 * A tab of a component, system or resource: which data products it may use.
 *
 * @public
 */
export const EntityDataConsumerAccessContent: () => JSX.Element =
  dataMeshPlugin.provide(
    createComponentExtension({
      name: 'EntityDataConsumerAccessContent',
      component: {
        lazy: () =>
          import('../access/ConsumerAccessContent').then(
            m => m.ConsumerAccessContent,
          ),
      },
    }),
  );

/**
 * On the page of a component, system or resource: which data products it may
 * use; for those that {@link usesDataProducts} tells.
 *
 * @public
 */
export const EntityDataConsumerAccessCard: () => JSX.Element =
  dataMeshPlugin.provide(
    createComponentExtension({
      name: 'EntityDataConsumerAccessCard',
      component: {
        lazy: () =>
          import('../access/ConsumerAccessCard').then(
            m => m.ConsumerAccessCard,
          ),
      },
    }),
  );

/**
 * On the page of a data product: the services that write it.
 *
 * @public
 */
export const EntityDataProductProducersCard: () => JSX.Element =
  dataMeshPlugin.provide(
    createComponentExtension({
      name: 'EntityDataProductProducersCard',
      component: {
        lazy: () =>
          import('../entity/RelationCards').then(m => m.ProducersCard),
      },
    }),
  );

/**
 * On the page of a data product: who reads it.
 *
 * @public
 */
export const EntityDataProductConsumersCard: () => JSX.Element =
  dataMeshPlugin.provide(
    createComponentExtension({
      name: 'EntityDataProductConsumersCard',
      component: {
        lazy: () =>
          import('../entity/RelationCards').then(m => m.ConsumersCard),
      },
    }),
  );

/**
 * On the page of a data product: the live topics behind it.
 *
 * @public
 */
export const EntityDataProductTopicsCard: () => JSX.Element =
  dataMeshPlugin.provide(
    createComponentExtension({
      name: 'EntityDataProductTopicsCard',
      component: {
        lazy: () => import('../entity/RelationCards').then(m => m.TopicsCard),
      },
    }),
  );

/**
 * On the page of a domain: where it is described, and what one can do with it
 * where it is published in the portal.
 *
 * @public
 */
export const EntityDataDomainAboutCard: () => JSX.Element =
  dataMeshPlugin.provide(
    createComponentExtension({
      name: 'EntityDataDomainAboutCard',
      component: {
        lazy: () =>
          import('../domain/DomainAboutCard').then(m => m.DomainAboutCard),
      },
    }),
  );

/**
 * On the page of a domain: its data products.
 *
 * @public
 */
export const EntityDataDomainProductsCard: () => JSX.Element =
  dataMeshPlugin.provide(
    createComponentExtension({
      name: 'EntityDataDomainProductsCard',
      component: {
        lazy: () =>
          import('../domain/DomainProductsCard').then(
            m => m.DomainProductsCard,
          ),
      },
    }),
  );

/**
 * On the page of a domain: what policies find wrong with its data products.
 *
 * @public
 */
export const EntityDataDomainGovernanceCard: () => JSX.Element =
  dataMeshPlugin.provide(
    createComponentExtension({
      name: 'EntityDataDomainGovernanceCard',
      component: {
        lazy: () =>
          import('../governance/DomainGovernanceCard').then(
            m => m.DomainGovernanceCard,
          ),
      },
    }),
  );

/**
 * On the page of a domain: its topics that no data product holds.
 *
 * @public
 */
export const EntityDataDomainUnclaimedTopicsCard: () => JSX.Element =
  dataMeshPlugin.provide(
    createComponentExtension({
      name: 'EntityDataDomainUnclaimedTopicsCard',
      component: {
        lazy: () =>
          import('../domain/UnclaimedTopicsCard').then(
            m => m.UnclaimedTopicsCard,
          ),
      },
    }),
  );

/**
 * On the page of a topic: which product holds it, and what it does.
 *
 * @public
 */
export const EntityKafkaTopicCard: () => JSX.Element = dataMeshPlugin.provide(
  createComponentExtension({
    name: 'EntityKafkaTopicCard',
    component: {
      lazy: () => import('../topics/TopicCard').then(m => m.TopicCard),
    },
  }),
);

/**
 * Among the results of the search: a data product, with the fields by which it
 * was found.
 *
 * @public
 */
export const DataProductSearchResultListItem: (
  props: SearchResultListItemExtensionProps<{}>,
) => JSX.Element | null = dataMeshPlugin.provide(
  createSearchResultListItemExtension({
    name: 'DataProductSearchResultListItem',
    component: () =>
      import('../search/DataProductResult').then(m => m.DataProductResult),
    predicate: isDataProductResult,
  }),
);

/**
 * In the forms of templates: a domain, and who decides on its topics. All
 * fields go into `ScaffolderFieldExtensions`.
 *
 * @public
 */
export const DataMeshDomainField = dataMeshPlugin.provide(
  createScaffolderFieldExtension(domainField),
);

/**
 * In the forms of templates: how sensitive data is, and what that entails.
 *
 * @public
 */
export const DataMeshClassificationField = dataMeshPlugin.provide(
  createScaffolderFieldExtension(classificationField),
);

/**
 * In the forms of templates: a cluster that the suite may change.
 *
 * @public
 */
export const DataMeshClusterField = dataMeshPlugin.provide(
  createScaffolderFieldExtension(clusterField),
);

/**
 * In the forms of templates: the name of a new topic, checked as one types.
 *
 * @public
 */
export const DataMeshTopicNameField = dataMeshPlugin.provide(
  createScaffolderFieldExtension(topicNameField),
);

/**
 * In the forms of templates: a schema, checked as one types.
 *
 * @public
 */
export const DataMeshSchemaField = dataMeshPlugin.provide(
  createScaffolderFieldExtension(schemaField),
);

/**
 * In the forms of templates: all that would be made, before it is.
 *
 * @public
 */
export const DataMeshPlanField = dataMeshPlugin.provide(
  createScaffolderFieldExtension(planField),
);

/**
 * In the forms of templates: one of one's own services, and how it signs in.
 *
 * @public
 */
export const DataMeshConsumerField = dataMeshPlugin.provide(
  createScaffolderFieldExtension(consumerField),
);

/**
 * In the forms of templates: data products and their ports.
 *
 * @public
 */
export const DataMeshPortsField = dataMeshPlugin.provide(
  createScaffolderFieldExtension(portsField),
);

/**
 * In the forms of templates: for how long access is asked for.
 *
 * @public
 */
export const DataMeshDurationField = dataMeshPlugin.provide(
  createScaffolderFieldExtension(durationField),
);

/**
 * In the forms of templates: topics of a domain that nobody has described.
 *
 * @public
 */
export const DataMeshTopicsField = dataMeshPlugin.provide(
  createScaffolderFieldExtension(topicsField),
);
