import { Failure } from './failure.mjs';

/**
 * Kafka's own tools, with the flag that takes a client's properties: it is not the same everywhere.
 *
 * @type {Record<string, { main: string, script: string, configFlag: string }>}
 */
export const kafkaTools = {
  topics: {
    main: 'org.apache.kafka.tools.TopicCommand',
    script: 'kafka-topics.sh',
    configFlag: '--command-config',
  },
  acls: {
    main: 'org.apache.kafka.tools.AclCommand',
    script: 'kafka-acls.sh',
    configFlag: '--command-config',
  },
  configs: {
    main: 'kafka.admin.ConfigCommand',
    script: 'kafka-configs.sh',
    configFlag: '--command-config',
  },
  'consumer-groups': {
    main: 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
    script: 'kafka-consumer-groups.sh',
    configFlag: '--command-config',
  },
  'console-consumer': {
    main: 'org.apache.kafka.tools.consumer.ConsoleConsumer',
    script: 'kafka-console-consumer.sh',
    configFlag: '--consumer.config',
  },
  'console-producer': {
    main: 'org.apache.kafka.tools.ConsoleProducer',
    script: 'kafka-console-producer.sh',
    configFlag: '--producer.config',
  },
};

/**
 * Takes `[--as <principal>] <tool> …` apart.
 *
 * @param {string[]} args
 * @param {string[]} principals - those with a properties file, without `User:`
 * @returns {{ principal: string, tool: string, rest: string[] }}
 */
export function parseKafkaArgs(args, principals) {
  const usage = `Usage: npm run kafka -- [--as <principal>] <${Object.keys(
    kafkaTools,
  ).join('|')}> …`;
  let principal = 'admin';
  let rest = args;
  if (rest[0] === '--as' || rest[0]?.startsWith('--as=')) {
    const inline = rest[0].startsWith('--as=');
    const given = inline ? rest[0].slice('--as='.length) : rest[1];
    if (!given) throw new Failure(`--as wants a principal. ${usage}`);
    principal = given.replace(/^User:/, '');
    rest = rest.slice(inline ? 1 : 2);
  }
  if (!principals.includes(principal)) {
    throw new Failure(
      `The demo has no principal "${principal}": use one of ${principals.join(
        ', ',
      )}.`,
    );
  }
  const [tool, ...others] = rest;
  if (tool === undefined) throw new Failure(usage);
  if (!Object.hasOwn(kafkaTools, tool)) {
    throw new Failure(`"${tool}" is none of the tools. ${usage}`);
  }
  return { principal, tool, rest: others };
}

/**
 * The tool's arguments, with the connection's settings added; what the user gave stands.
 *
 * @param {{ tool: string, rest: string[] }} parsed
 * @param {{ bootstrap: string, properties: string }} connection
 */
export function toolArguments({ tool, rest }, { bootstrap, properties }) {
  const { configFlag } = kafkaTools[tool];
  const has = flag =>
    rest.some(arg => arg === flag || arg.startsWith(`${flag}=`));
  return [
    ...(has('--bootstrap-server') ? [] : ['--bootstrap-server', bootstrap]),
    ...(has(configFlag) ? [] : [configFlag, properties]),
    ...rest,
  ];
}
