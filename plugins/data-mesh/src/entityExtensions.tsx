import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { usesDataProducts } from './access/usesDataProducts';
import { isDataConsumer } from './entities/kinds';

const isProduct = { kind: 'dataproduct' };
const isDomain = { kind: 'domain' };
const isTopic = { kind: 'resource', 'spec.type': 'kafka-topic' };

/** Cards and tabs on entity pages, in the order in which they are shown. */
export const entityExtensions = [
  EntityCardBlueprint.make({
    name: 'about',
    params: {
      filter: isProduct,
      loader: () => import('./entity/AboutCard').then(m => <m.AboutCard />),
    },
  }),
  EntityContentBlueprint.make({
    name: 'ports',
    params: {
      path: '/ports',
      title: 'Ports',
      filter: isProduct,
      loader: () =>
        import('./entity/PortsContent').then(m => <m.PortsContent />),
    },
  }),
  EntityContentBlueprint.make({
    name: 'access',
    params: {
      path: '/access',
      title: 'Access',
      filter: isProduct,
      loader: () =>
        import('./access/AccessContent').then(m => <m.AccessContent />),
    },
  }),
  EntityContentBlueprint.make({
    name: 'governance',
    params: {
      path: '/governance',
      title: 'Governance',
      filter: isProduct,
      loader: () =>
        import('./governance/GovernanceContent').then(m => (
          <m.GovernanceContent />
        )),
    },
  }),
  EntityContentBlueprint.make({
    name: 'consumer-access',
    params: {
      path: '/access',
      title: 'Access',
      filter: isDataConsumer,
      loader: () =>
        import('./access/ConsumerAccessContent').then(m => (
          <m.ConsumerAccessContent />
        )),
    },
  }),
  EntityCardBlueprint.make({
    name: 'consumer-access',
    params: {
      filter: usesDataProducts,
      loader: () =>
        import('./access/ConsumerAccessCard').then(m => (
          <m.ConsumerAccessCard />
        )),
    },
  }),
  EntityCardBlueprint.make({
    name: 'producers',
    params: {
      filter: isProduct,
      loader: () =>
        import('./entity/RelationCards').then(m => <m.ProducersCard />),
    },
  }),
  EntityCardBlueprint.make({
    name: 'consumers',
    params: {
      filter: isProduct,
      loader: () =>
        import('./entity/RelationCards').then(m => <m.ConsumersCard />),
    },
  }),
  EntityCardBlueprint.make({
    name: 'topics',
    params: {
      filter: isProduct,
      loader: () =>
        import('./entity/RelationCards').then(m => <m.TopicsCard />),
    },
  }),
  EntityCardBlueprint.make({
    name: 'topic',
    params: {
      filter: isTopic,
      loader: () => import('./topics/TopicCard').then(m => <m.TopicCard />),
    },
  }),
  EntityCardBlueprint.make({
    name: 'domain-about',
    params: {
      filter: isDomain,
      loader: () =>
        import('./domain/DomainAboutCard').then(m => <m.DomainAboutCard />),
    },
  }),
  EntityCardBlueprint.make({
    name: 'domain-products',
    params: {
      filter: isDomain,
      loader: () =>
        import('./domain/DomainProductsCard').then(m => (
          <m.DomainProductsCard />
        )),
    },
  }),
  EntityCardBlueprint.make({
    name: 'domain-governance',
    params: {
      filter: isDomain,
      loader: () =>
        import('./governance/DomainGovernanceCard').then(m => (
          <m.DomainGovernanceCard />
        )),
    },
  }),
  EntityCardBlueprint.make({
    name: 'unclaimed-topics',
    params: {
      filter: isDomain,
      loader: () =>
        import('./domain/UnclaimedTopicsCard').then(m => (
          <m.UnclaimedTopicsCard />
        )),
    },
  }),
];
