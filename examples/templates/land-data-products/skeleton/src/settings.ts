import type { KafkaConfig, SASLOptions } from 'kafkajs';
import { INPUTS, type Input } from './inputs.ts';

export type Settings = {
  kafka: KafkaConfig;
  schemaRegistry: {
    host: string;
    auth?: { username: string; password: string };
  };
  group: string;
  databaseUrl: string;
  inputs: Input[];
};

/**
 * Reads from where to read, as whom, and into which database, from the
 * environment. The page of the grant shows the values for Kafka.
 *
 * @throws Error that names the variable which is missing or wrong
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const required = (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`${name} is not set`);
    return value;
  };
  const { KAFKA_USERNAME: username, KAFKA_PASSWORD: password } = env;
  const sasl: SASLOptions | undefined = username
    ? { mechanism: 'scram-sha-512', username, password: password ?? '' }
    : undefined;
  const registryUser = env.SCHEMA_REGISTRY_USERNAME;
  return {
    kafka: {
      clientId: '${{ values.service }}',
      brokers: required('KAFKA_BROKERS').split(','),
      ssl: env.KAFKA_SSL === 'true',
      sasl,
    },
    schemaRegistry: {
      host: required('SCHEMA_REGISTRY_URL'),
      auth: registryUser
        ? { username: registryUser, password: env.SCHEMA_REGISTRY_PASSWORD ?? '' }
        : undefined,
    },
    group: env.KAFKA_GROUP ?? '${{ values.service }}',
    databaseUrl: required('DATABASE_URL'),
    inputs: env.TOPICS ? inputsOf(env.TOPICS.split(',')) : INPUTS,
  };
}

function inputsOf(topics: string[]): Input[] {
  return topics.map(topic => {
    const input = INPUTS.find(each => each.topic === topic);
    if (!input) {
      throw new Error(`TOPICS names ${topic}, which src/inputs.ts has no table for`);
    }
    return input;
  });
}
