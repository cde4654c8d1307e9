import type { KafkaConfig, SASLOptions } from 'kafkajs';

export type Settings = {
  kafka: KafkaConfig;
  schemaRegistry: { host: string; auth?: { username: string; password: string } };
  /** Consumer group. */
  group: string;
  /** That are read. */
  inputs: string[];
  /** That is written. */
  topic: string;
  subject: string;
};

/** The topics of the data products that this one is made from. */
export const INPUTS = [
{%- for input in values.inputs %}
  '${{ input.topic }}',
{%- endfor %}
];

/**
 * Reads where to read and write, and as whom, from the environment. The pages of
 * the grants show the values for it.
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
    inputs: env.INPUTS?.split(',') ?? INPUTS,
    topic: env.TOPIC ?? '${{ values.topic }}',
    subject: env.SUBJECT ?? '${{ values.subject }}',
  };
}
