/**
 * Fills a fresh Kafka and schema registry with the demo's users, topics, ACLs and subjects; on one
 * that has them it does nothing. The data stands in seed/*.yaml and seed/schemas/.
 *
 *   node examples/kafka/seed.mjs [--kafka <host:port>] [--registry <url>]
 */
import { parseArgs } from 'node:util';
import { seedKafka } from './seed/kafka.mjs';
import {
  seedAcls,
  seedPrincipals,
  seedSubjects,
  seedTopics,
} from './seed/load.mjs';
import { seedRegistry } from './seed/registry.mjs';

const { KAFKA_PORT = '9092', REGISTRY_PORT = '8081' } = process.env;

const { values } = parseArgs({
  options: {
    kafka: { type: 'string', default: `127.0.0.1:${KAFKA_PORT}` },
    registry: {
      type: 'string',
      default: `http://127.0.0.1:${REGISTRY_PORT}/apis/ccompat/v7`,
    },
  },
});

const [host, port] = values.kafka.split(':');
const [counts, versions] = await Promise.all([
  seedKafka(
    { host, port: Number(port) },
    {
      principals: seedPrincipals(),
      topics: seedTopics(),
      acls: seedAcls(),
    },
  ),
  seedRegistry(values.registry, seedSubjects()),
]);
console.log(
  `seeded ${counts.users} users, ${counts.topics} topics, ${counts.acls} ACLs, ${versions} schema versions`,
);
