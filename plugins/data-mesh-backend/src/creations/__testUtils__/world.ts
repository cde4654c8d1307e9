import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import createKnex, { type Knex } from 'knex';
import type { Entity } from '@backstage/catalog-model';
import { testCluster, testRegistryUrl } from '../../__testUtils__/testKafka';
import { createKafkaPort } from '../../kafka/createKafkaPort';
import { ConfluentSchemaRegistry } from '../../schema-registry/ConfluentSchemaRegistry';
import { RegistryHttp } from '../../schema-registry/http';
import { CreationFacts } from '../CreationFacts';
import { RunReader } from '../RunReader';
import { RunUndoer } from '../RunUndoer';
import { SchemaCreator } from '../SchemaCreator';
import { SchemaUndoer } from '../SchemaUndoer';
import { TopicCreator } from '../TopicCreator';
import { TopicUndoer } from '../TopicUndoer';
import { TopicChangeFacts } from '../../topic-changes/TopicChangeFacts';
import { TopicChangeFinisher } from '../../topic-changes/TopicChangeFinisher';
import { TopicChangePlanner } from '../../topic-changes/TopicChangePlanner';
import { TopicChanger } from '../../topic-changes/TopicChanger';

/** What is called, and of which topic. */
export type Call = {
  do: 'topic' | 'schema' | 'undo' | 'plan-change' | 'change';
  topic: string;
  /** Of the plan by which a topic is changed. */
  planHash?: string;
};

/** How topics are changed. */
const CHANGE = { partitions: 4, configs: { 'retention.ms': '120000' } };

const SCHEMA = JSON.stringify({
  type: 'record',
  name: 'R',
  fields: [{ name: 'id', type: 'string' }],
});
const OWNER = 'group:default/sales-team';
const DOMAIN = 'domain:default/sales';
const OLIVIA = {
  $$type: '@backstage/BackstageCredentials',
  principal: { type: 'user', userEntityRef: 'user:default/olivia' },
} as BackstageCredentials<BackstageUserPrincipal>;

/** What makes and undoes topics and schemas, on a real broker and registry. */
export function openWorld(
  filename: string,
  wrap: <T extends object>(inner: T) => T = inner => inner,
) {
  const db: Knex = createKnex({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  const http = new RegistryHttp('the registry', {
    url: testRegistryUrl(),
    auth: { type: 'none' },
  });
  const settings = testCluster('admin', { name: 'main', mode: 'manage' });
  const kafka = createKafkaPort(settings, 'sync');
  const port = wrap(kafka);
  const registry = wrap(new ConfluentSchemaRegistry(http));
  const options = {
    db,
    config: {
      clusters: [{ name: 'main', settings, problems: [] }],
      naming: [],
    },
    catalog: { entities: async () => new Map<string, Entity>() },
    authorizer: {
      speaksFor: async () => new Set([OWNER]),
      isOperator: async () => false,
      isAllowed: async () => true,
    },
    publication: {
      domainOf: () => DOMAIN,
      people: async () => new Map([[DOMAIN, { ownerRef: OWNER }]]),
    },
    policies: {
      checkTopic: async () => [],
      checkTopicChange: async () => [],
    },
    kafkaOf: () => port,
    registryOf: () => registry,
    onChange: async () => {},
    kick: () => {},
  };
  const facts = new CreationFacts(options);
  const all = { ...options, facts };
  const runs = new RunReader(options);
  const undoer = new RunUndoer({
    db,
    runs,
    topics: new TopicUndoer(all),
    schemas: new SchemaUndoer(all),
    domains: { undo: async () => 'no domain is made here' },
    products: { undo: async () => 'no product is made here' },
  });
  const changeFacts = new TopicChangeFacts({ ...options, creations: facts });
  const planner = new TopicChangePlanner({ ...options, facts: changeFacts });
  const changer = new TopicChanger({
    ...options,
    facts: changeFacts,
    planner,
    finisher: new TopicChangeFinisher(options),
  });
  const run = 'task-1';
  return {
    db,
    /** The same call each time, as a task that is tried again makes it. */
    async run({ do: what, topic, planHash = '' }: Call): Promise<unknown> {
      switch (what) {
        case 'topic':
          return new TopicCreator(all).create(
            'main',
            {
              name: topic,
              partitions: 2,
              configs: { 'retention.ms': '60000' },
              run,
            },
            OLIVIA,
          );
        case 'schema':
          return new SchemaCreator(all).register(
            'main',
            {
              subject: `${topic}-value`,
              format: 'AVRO',
              schema: SCHEMA,
              compatibility: 'FULL',
              run,
            },
            OLIVIA,
          );
        case 'plan-change':
          return planner.plan('main', topic, CHANGE, OLIVIA);
        case 'change':
          return changer.change('main', topic, { ...CHANGE, planHash }, OLIVIA);
        default:
          return undoer.undo(run, {}, OLIVIA);
      }
    },
    async close(): Promise<void> {
      await http.close();
      await kafka.close();
      await db.destroy();
    },
  };
}
