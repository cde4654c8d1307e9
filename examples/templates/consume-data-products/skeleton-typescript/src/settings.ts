import type { KafkaConfig, SASLOptions } from 'kafkajs';

export type Settings = {
  kafka: KafkaConfig;
  schemaRegistry: {
    host: string;
    auth?: { username: string; password: string };
  };
  group: string;
  topics: string[];
};

/** The topics of the data products that were asked for. */
export const TOPICS = [
{%- for input in values.inputs %}
  '${{ input.topic }}',
{%- endfor %}
];

/**
 * Reads from where to read, and as whom, from the environment. The page of the
 * grant shows the values for it.
 *
 * @throws Error that names the variable which is missing
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
    topics: env.TOPICS?.split(',') ?? TOPICS,
  };
}
